using System.Collections.Immutable;

namespace ChatOpsIncident.Incidents.Assessment;

/// <summary>What a decision stood on, in words that stay readable when the playbook has moved on.</summary>
/// <param name="Criteria">Version of the playbook whose criteria were used.</param>
/// <param name="Category">Its name, if one was known.</param>
/// <param name="Recommended">The severity that the criteria recommended.</param>
/// <param name="Mildest">The severity if every unknown turned out harmless.</param>
/// <param name="Worst">The severity if every unknown turned out as bad as it can be.</param>
/// <param name="Rule">Id of the rule that matched.</param>
/// <param name="Says">That rule in words.</param>
/// <param name="Answers">Every answer so far.</param>
public sealed record Basis(
    int Criteria, string? Category, string Recommended, string Mildest, string Worst, string? Rule, string? Says, ImmutableArray<GivenAnswer> Answers);

/// <summary>An answer as it was asked and given.</summary>
/// <param name="Question">Its id in the playbook.</param>
/// <param name="Value">0 (nothing) to 3 (worst), of a category's question 1 for yes and 0 for no; null is "don't know".</param>
/// <param name="Category">It is one of the category's own.</param>
public sealed record GivenAnswer(string Question, string Asks, string Says, int? Value, bool Category = false);

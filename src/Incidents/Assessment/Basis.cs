using System.Collections.Immutable;

namespace ChatOpsIncident.Incidents.Assessment;

/// <summary>What a decision stood on, in words that stay readable when the playbook has moved on.</summary>
/// <param name="Criteria">Version of the playbook whose criteria were used.</param>
/// <param name="Category">Its name, if one was known.</param>
/// <param name="Recommended">The severity that the criteria recommended.</param>
/// <param name="Mildest">The severity if every unknown turned out harmless.</param>
/// <param name="Worst">The severity if every unknown turned out as bad as it can be.</param>
/// <param name="Rule">Id of the rule that the known answers match.</param>
/// <param name="Says">That rule in words.</param>
/// <param name="Effects">What answers to the category's questions and the modifiers changed, in words.</param>
/// <param name="Answers">Every answer so far.</param>
public sealed record Basis(
    int Criteria, string? Category, string Recommended, string Mildest, string Worst, string? Rule, string? Says,
    ImmutableArray<string> Effects, ImmutableArray<GivenAnswer> Answers)
{
    /// <summary>What the criteria of this playbook say now.</summary>
    internal static Basis Of(Incident incident, Playbook playbook)
    {
        var (so, category) = (Recommend(incident, playbook), playbook.Category(incident.Reported.Category));
        return new(playbook.Version, category?.Name, so.Severity, so.Mildest.Severity, so.Worst.Severity, so.Mildest.Rule?.Id, so.Mildest.Rule?.Says,
            [.. so.Mildest.Effects.Select(InWords)], [.. GivenAnswer.Of(incident.Assessment, playbook, category)]);
    }

    internal static Recommendation Recommend(Incident incident, Playbook playbook) => Assessment.Criteria.Assess(
        playbook, playbook.Category(incident.Reported.Category), incident.Assessment.Answers, incident.Assessment.Extra);

    private static string InWords(CriteriaEffect effect) => effect.Question.Asks + effect.Kind switch
    {
        CriteriaEffectKind.Floor => $" Yes: at least {effect.To}.",
        CriteriaEffectKind.Cap => $" Yes: at most {effect.To}.",
        _ => $" Yes: {effect.To} instead of {effect.From}.",
    };
}

/// <summary>An answer as it was asked and given.</summary>
/// <param name="Question">Its id in the playbook.</param>
/// <param name="Value">0 (nothing) to 3 (worst), of a category's question 1 for yes and 0 for no; null is "don't know".</param>
/// <param name="Category">It is a yes-or-no question: one of the category's own, or a modifier.</param>
public sealed record GivenAnswer(string Question, string Asks, string Says, int? Value, bool Category = false)
{
    internal const string DontKnow = "don't know";

    internal static GivenAnswer To(CriteriaQuestion question, int? level) =>
        new(question.Id, question.Asks, level is { } known && known < question.Answers.Length ? question.Answers[known] : DontKnow, level);

    internal static GivenAnswer To(CategoryQuestion question, bool? yes) =>
        new(question.Id, question.Asks, yes switch { true => "yes", false => "no", null => DontKnow }, yes is { } known ? known ? 1 : 0 : null, Category: true);

    /// <summary>All that were given, in the playbook's order; of questions with one id the one that this category is asked.</summary>
    internal static IEnumerable<GivenAnswer> Of(AssessmentState so, Playbook playbook, Category? category) =>
    [
        .. playbook.Questions.Where(q => so.Answers.ContainsKey(q.Id)).Select(q => To(q, so.Answers[q.Id])),
        .. playbook.YesOrNo(category).Concat(playbook.Categories.SelectMany(c => c.Questions)).Where(q => so.Extra.ContainsKey(q.Id)).DistinctBy(q => q.Id).Select(q => To(q, so.Extra[q.Id])),
    ];
}

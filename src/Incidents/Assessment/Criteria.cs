using System.Collections.Immutable;

namespace ChatOpsIncident.Incidents.Assessment;

/// <summary>
/// From answers to a severity. First the decision table; then what makes it milder (caps, a level less), which never undercuts a gate
/// (a rule that gives the worst severity); then floors, which hold whatever else is answered; then what makes it a level worse.
/// A worse answer never lowers the severity. Time plays no part, so that a card never changes by itself: to lower a gate later is a person's decision.
/// </summary>
public static class Criteria
{
    /// <summary>What the answers so far recommend. Who did not answer and "don't know" are the same: unknown.</summary>
    /// <param name="category">Null while it is not known: no extra questions then.</param>
    /// <param name="answers">Question id → 0 … 3; null or absent: unknown.</param>
    /// <param name="extra">Id of a category's question or a modifier → yes or no; null or absent: unknown. Only a certain yes lowers a severity, and only a certain yes to a modifier raises it.</param>
    public static Recommendation Assess(
        Playbook playbook, Category? category, IReadOnlyDictionary<string, int?> answers, IReadOnlyDictionary<string, bool?> extra)
    {
        ArgumentNullException.ThrowIfNull(playbook);
        var table = new CriteriaTable(playbook, category);
        var known = new CriteriaAnswers(answers, extra);
        var (mildest, worst) = table.Range(known);
        // Unsure between two levels: the higher one. Further apart: one above the lower, until more is known.
        var recommended = table.Severity(Math.Max(table.Rank(worst.Severity), table.Rank(mildest.Severity) - 1));
        return new(recommended, mildest, worst, table.Rank(mildest.Severity) - table.Rank(worst.Severity), [.. Open(table, playbook, category, known, mildest, worst)]);
    }

    /// <summary>Open questions that could change the level, those that narrow it most first.</summary>
    private static IEnumerable<OpenQuestion> Open(
        CriteriaTable table, Playbook playbook, Category? category, CriteriaAnswers known, CriteriaLevel mildest, CriteriaLevel worst)
    {
        var common = playbook.Questions.Where(q => known.Of(q.Id) is null)
            .Select(q => (Open: new OpenQuestion(q.Id, q.Asks, false), Best: table.Range(known.With(q.Id, 0)), Worst: table.Range(known.With(q.Id, 3))));
        var own = (category?.Questions ?? []).Where(q => known.Says(q.Id) is null)
            .Select(q => (Open: new OpenQuestion(q.Id, q.Asks, true), Best: table.Range(known.With(q.Id, false)), Worst: table.Range(known.With(q.Id, true))));
        var open = common.Concat(own).Select(q => (q.Open, Turns: Turns(q.Best, q.Worst))).ToList();
        var alone = open.Where(q => q.Turns > 0).OrderByDescending(q => q.Turns).Select(q => q.Open).ToList();
        // None settles it alone: then it is what the common ones come to together.
        return alone.Count > 0 || mildest.Severity == worst.Severity ? alone : open.Where(q => !q.Open.Category).Select(q => q.Open);

        int Turns((CriteriaLevel Mildest, CriteriaLevel Worst) a, (CriteriaLevel Mildest, CriteriaLevel Worst) b) =>
            Math.Abs(table.Rank(a.Mildest.Severity) - table.Rank(b.Mildest.Severity)) + Math.Abs(table.Rank(a.Worst.Severity) - table.Rank(b.Worst.Severity));
    }
}

/// <summary>What the criteria recommend; a person decides.</summary>
/// <param name="Severity">Id of the recommended severity.</param>
/// <param name="Mildest">If every unknown turned out harmless.</param>
/// <param name="Worst">If every unknown turned out as bad as it can be.</param>
/// <param name="Levels">How many levels lie between these two: 0 if it is settled.</param>
/// <param name="Settles">Open questions whose answer could still change the level, the most telling first.</param>
public sealed record Recommendation(string Severity, CriteriaLevel Mildest, CriteriaLevel Worst, int Levels, ImmutableArray<OpenQuestion> Settles)
{
    /// <summary>Further apart than two neighbours: too open to leave it at that.</summary>
    public bool IsWide => Levels > 1;

    /// <summary>More than one severity is still possible.</summary>
    public bool IsRange => Mildest.Severity != Worst.Severity;

    /// <summary>"SEV3" or "SEV3, could be SEV1".</summary>
    public string SoFar => IsRange ? $"{Mildest.Severity}, could be {Worst.Severity}" : Mildest.Severity;
}

/// <summary>A severity and what led to it.</summary>
/// <param name="Rule">The rule that matched; null if the playbook has none.</param>
/// <param name="Effects">What a yes to the category's questions and the modifiers changed, in order.</param>
public sealed record CriteriaLevel(string Severity, CriteriaRule? Rule, ImmutableArray<CriteriaEffect> Effects);

/// <summary>A yes to a category's question or a modifier that changed the severity.</summary>
/// <param name="From">Before it.</param>
/// <param name="To">After it.</param>
public sealed record CriteriaEffect(CategoryQuestion Question, CriteriaEffectKind Kind, string From, string To);

/// <summary>How a yes changes a severity.</summary>
public enum CriteriaEffectKind { Floor, Cap, Shift }

/// <summary>A question without an answer that could still change the level.</summary>
/// <param name="Category">It is one of the category's own.</param>
public sealed record OpenQuestion(string Id, string Asks, bool Category);

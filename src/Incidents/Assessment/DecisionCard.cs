using ChatOpsIncident.Incidents.Cards;

namespace ChatOpsIncident.Incidents.Assessment;

/// <summary>The decision record: who decided what, when, why, on which criteria and which answers.</summary>
internal static class DecisionCard
{
    private const string Answers = "answers";

    public static Card Of(Incident incident, Verdict verdict)
    {
        var basis = verdict.Basis;
        var outcome = Outcome(verdict);
        return new Card($"{incident.Name}: {outcome}",
        [
            new TextBlock((Rich)$"Decision on {incident.Name}: " + outcome, TextSize.Medium, Bolder: true) { Heading = true },
            new FactSet([.. Facts(verdict)]),
            .. basis is { Answers.IsEmpty: false } ? Given(basis) : [],
        ])
        {
            Actions = basis is { Answers.IsEmpty: false } ? [new ToggleVisibility("Show the answers", [Answers])] : [],
        };
    }

    private static Rich Outcome(Verdict verdict) => verdict.Outcome switch
    {
        Assessment.Outcome.Declared => (Rich)$"declared {verdict.Severity}",
        Assessment.Outcome.Duplicate => (Rich)$"the same as {verdict.Survivor}",
        var other => Dismissed.InWords(other),
    };

    private static IEnumerable<Fact> Facts(Verdict verdict)
    {
        yield return new("Decided", $"by {verdict.By} at {verdict.At}");
        if (verdict.Reason is { } reason) yield return new("Why", $"{reason:quote}");
        if (verdict.Basis is not { } basis) yield break;
        if (basis.Category is { } category) yield return new("Category", category);
        yield return new("Criteria", basis.Answers.IsEmpty ? (Rich)$"no question was answered (playbook v{basis.Criteria})" : Criteria(basis));
    }

    private static string Criteria(Basis basis)
    {
        var range = basis.Mildest == basis.Worst ? "" : $" (between {basis.Mildest} and {basis.Worst})";
        string?[] why = [basis.Says is null ? null : $"Rule {basis.Rule}: {basis.Says}", .. basis.Effects];
        return $"recommended {basis.Recommended}{range}. {string.Join(" ", why.OfType<string>())} Playbook v{basis.Criteria}.";
    }

    private static IEnumerable<Element> Given(Basis basis)
    {
        yield return new FactSet([.. basis.Answers.Select(a => new Fact(a.Asks, a.Says))]) { Id = Answers, IsVisible = false };
    }
}

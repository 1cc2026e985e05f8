using System.Collections.Immutable;
using ChatOpsIncident.Incidents.Cards;

namespace ChatOpsIncident.Incidents.Assessment;

/// <summary>The questions, what they come to, and the decision; once decided, the decision record.</summary>
public static class TriageCard
{
    /// <summary>Its key in the plan.</summary>
    public const string Key = "triage";

    /// <summary>The card as everyone sees it.</summary>
    public static Card Of(Incident incident, Playbook pinned)
    {
        ArgumentNullException.ThrowIfNull(incident);
        ArgumentNullException.ThrowIfNull(pinned);
        return incident.Assessment.Verdict is { } verdict ? DecisionCard.Of(incident, verdict) : Asking(incident, pinned);
    }

    private static Card Asking(Incident incident, Playbook pinned)
    {
        var questions = TriageQuestion.Of(incident, pinned);
        var shown = TriageQuestion.Showing(questions);
        return new Card($"Triage of {incident.Name}: {SoFar.Of(incident, pinned)}",
        [
            new TextBlock($"Triage of {incident.Name}", TextSize.Medium, Bolder: true) { Heading = true },
            .. Looking(incident),
            new TextBlock("Whoever knows something answers; guessing is fine, \"don't know\" too.", Subtle: true),
            .. questions.Select(q => new InputChoice(q.Name, q.Label, q.Choices, q.Value) { Placeholder = "Not answered yet" }),
            new ActionSet([Carrying(AnswerQuestions.Offer.Button(incident), shown) with { InDialog = "Answer questions" }]),
            .. Outcome(incident, pinned),
        ])
        {
            Actions = [.. Decisions(incident, pinned).Select(press => Carrying(press, shown))],
        };
    }

    /// <summary>Who looks at it, or the button for it.</summary>
    private static IEnumerable<Element> Looking(Incident incident)
    {
        if (incident.Assessment.Acknowledged is { } first)
        {
            yield return new TextBlock($"{first.By} has looked at it since {incident.Anchors.When(Anchor.Acknowledged, first.At) ?? first.At}.");
            yield break;
        }
        yield return new TextBlock("Nobody has said yet that they look at it.", Tone: Tone.Warning);
        yield return new ActionSet([Acknowledge.Offer.Button(incident)]);
    }

    /// <summary>What the answers come to, the rule in words, and what a yes means to do.</summary>
    private static IEnumerable<Element> Outcome(Incident incident, Playbook pinned)
    {
        var basis = Basis.Of(incident, pinned);
        yield return new TextBlock(SoFar.Of(incident, pinned), Bolder: true) { Separator = true };
        if (basis.Answers.IsEmpty) yield break;
        if (basis.Says is { } says) yield return Small($"Rule {basis.Rule}: {says}");
        foreach (var effect in basis.Effects) yield return Small(effect);
        if (basis.Answers.Count(a => a is { Category: false, Value: 0 }) == pinned.Questions.Length && basis.Worst == pinned.Severities[^1].Id)
            yield return Small("Every answer is harmless. If the cause is known, this may be no incident.");
        if (SoFar.Why(basis, pinned) is { Length: > 0 } why) yield return Small(why);
        foreach (var question in pinned.YesOrNo(pinned.Category(incident.Reported.Category)))
        {
            if (question.Advice is { } advice && incident.Assessment.Extra.GetValueOrDefault(question.Id) == true)
                yield return new TextBlock(advice, Tone: Tone.Attention);
        }
        if (incident.Reported.Others is { IsEmpty: false } others)
            yield return Small($"Also reported as {Rich.Join(", ", others.Select(o => (Rich)$"INC-{o.Number}"))}.");
    }

    private static TextBlock Small(Rich text) => new(text, TextSize.Small, Subtle: true);

    private static IEnumerable<Press> Decisions(Incident incident, Playbook pinned)
    {
        var basis = Basis.Of(incident, pinned);
        if (!basis.Answers.IsEmpty)
            yield return Declare.Offer.Button(incident, $"Declare {basis.Recommended}", Emphasis.Positive, ("severity", basis.Recommended));
        yield return Declare.Offer.Button(incident, basis.Answers.IsEmpty ? "Declare" : "Declare another severity");
        yield return Dismiss.NotIncident.Button(incident);
        yield return Dismiss.FalsePositive.Button(incident);
        foreach (var number in incident.Reported.Alike.Take(1))
            yield return Duplicate.Offer.Button(incident, $"Same as INC-{number}", values: ("other", $"INC-{number}"));
        yield return Duplicate.Offer.Button(incident, incident.Reported.Alike.IsEmpty ? "Same as another" : "Same as another one");
    }

    /// <summary>The card's inputs go along with every button, so that nothing chosen is lost.</summary>
    private static Press Carrying(Press press, string shown) =>
        press with { WithInputs = true, Values = shown.Length == 0 ? press.Values : press.Values.Add(TriageQuestion.Shown, shown) };
}

using System.Collections.Immutable;
using System.Globalization;
using ChatOpsIncident.Incidents.Cards;

namespace ChatOpsIncident.Incidents.Learning;

/// <summary>A proposed change in its incident's room: before, after, who decides.</summary>
internal static class ChangeCard
{
    /// <summary>One for each lesson that was proposed as a change.</summary>
    public static IEnumerable<CardPlan> All(Incident incident) => incident.Learning.Lessons.Values
        .Where(l => l.Became is LessonChange)
        .Select(l => new CardPlan($"change.{l.Number.ToString(CultureInfo.InvariantCulture)}", Place.Room, Of(incident, l, (LessonChange)l.Became!)));

    private static Card Of(Incident incident, Lesson lesson, LessonChange change)
    {
        Rich title = $"Change of the playbook, from lesson {lesson.Number}";
        Rich stands = Stands(change);
        return new(
            [
                new TextBlock(title, TextSize.Medium, Bolder: true) { Heading = true }, new TextBlock($"{lesson.What:quote}"), ChangeWords.Facts(change.Shown),
                new TextBlock(stands, Subtle: change.Standing == ChangeStanding.Proposed, Tone: Tone(change.Standing)),
            ],
            Buttons(incident, lesson, change), title + ": " + stands);
    }

    private static Rich Stands(LessonChange change) => change.Standing switch
    {
        ChangeStanding.Applied => (Rich)$"Approved by {change.DecidedBy}. It is in the playbook since version {change.AppliedIn ?? 0}; the next incident runs on it.",
        ChangeStanding.Rejected => (Rich)$"Rejected by {change.DecidedBy}: {change.Why:quote}",
        ChangeStanding.NoLongerFits => (Rich)$"This no longer fits the playbook: {change.Why} Reject it, and propose it anew if it is still needed.",
        _ => (Rich)$"Proposed by {change.Author} on version {change.Version}. Another person approves or rejects it.",
    };

    private static Tone Tone(ChangeStanding standing) => standing switch
    {
        ChangeStanding.Applied => Cards.Tone.Good,
        ChangeStanding.NoLongerFits => Cards.Tone.Warning,
        _ => Cards.Tone.Default,
    };

    private static ImmutableArray<CardAction> Buttons(Incident incident, Lesson lesson, LessonChange change)
    {
        (string, string)[] values = [("change", PendingChange.IdOf(incident.Id, lesson.Number, change.Attempt)), ("seen", change.Version.ToString(CultureInfo.InvariantCulture))];
        return change.Standing switch
        {
            ChangeStanding.Proposed => [ApproveChange.Offer.Button(incident, emphasis: Emphasis.Positive, values: values), RejectChange.Offer.Button(incident, values: values)],
            ChangeStanding.NoLongerFits => [RejectChange.Offer.Button(incident, values: values)],
            _ => [],
        };
    }
}

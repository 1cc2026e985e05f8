using System.Collections.Immutable;
using System.Globalization;
using ChatOpsIncident.Incidents.Cards;

namespace ChatOpsIncident.Incidents.Learning;

/// <summary>One person's card after the end: the questions, then thanks, then what came of it.</summary>
internal static class PromptCard
{
    /// <summary>One for each who was asked, by their place. Who must not know of it any more loses theirs.</summary>
    public static IEnumerable<CardPlan> All(Incident incident) => incident.Learning.Asked
        .Select((person, place) => new CardPlan($"prompt.{place.ToString(CultureInfo.InvariantCulture)}", new Directly(person), Of(incident, place))
        {
            Away = !Membership.IsOpenTo(incident, person),
        })
        .Where(c => c.Where is Directly to && to.Person != Person.Removed);

    private static Card Of(Incident incident, int place)
    {
        var learning = incident.Learning;
        PromptReply? reply = learning.Replies.TryGetValue(place, out var said) ? said : null;
        var first = First(incident, reply);
        List<Element> body = [new TextBlock(first)];
        if (reply is null && learning is { PromptedAt: not null, ClosedAt: null })
            body.AddRange(learning.Prompts.Select(p => new TextBlock($"· {p.Asks}", Subtle: true)));
        if (learning.ReviewedAt is not null) body.Add(new TextBlock(CameOfIt(incident)));
        return new([.. body], Buttons(incident, reply), first);
    }

    private static Rich First(Incident incident, PromptReply? reply)
    {
        var name = Rich.Strong(incident.Name);
        return (incident.Learning, reply) switch
        {
            (_, PromptReply.Answered) => (Rich)$"Thank you for your part in {name}. Your answers stand in its review, with your name.",
            (_, PromptReply.Skipped) => (Rich)$"Thank you for your part in {name}.",
            ({ PromptedAt: null }, _) => (Rich)$"{name} was opened again. The questions come once it is resolved.",
            ({ ClosedAt: not null }, _) => (Rich)$"{name} is closed; thank you for your part in it.",
            ({ ReviewedAt: not null }, _) => (Rich)$"{name} is over; thank you for your part in it. Your view can still go into the review. Your name stands with your answers.",
            ({ PromptsCloseAt: { } close, Prompts.Length: var count }, _) =>
                (Rich)$"{name} is over; thank you for your part in it. {Many(count)}, whenever you like before {close:date}. Your name stands with your answers.",
            _ => name,
        };
    }

    private static string Many(int questions) => questions == 1
        ? "One short question"
        : $"{ReviewWords.Upper(questions)} short questions";

    private static Rich CameOfIt(Incident incident)
    {
        var room = new ToIncident(incident.Id, "#" + incident.Reported.RoomName);
        var lessons = incident.Learning.Lessons.Values.ToImmutableArray();
        var came = lessons.Length switch
        {
            0 => (Rich)$"The review is drawn up: {room}.",
            1 => (Rich)$"The review is drawn up, with one lesson: {room}.",
            var n => (Rich)$"The review is drawn up, with {n} lessons: {room}.",
        };
        var versions = lessons.Select(l => l.Became).OfType<LessonChange>().Select(c => c.AppliedIn).OfType<int>().ToArray();
        return versions.Length == 0 ? came : came + $" {ReviewWords.Upper(versions.Length)} changed the playbook: it is version {versions.Max()} now.";
    }

    private static ImmutableArray<CardAction> Buttons(Incident incident, PromptReply? reply) => incident.Learning switch
    {
        { PromptedAt: null } or { ClosedAt: not null } => [],
        _ => reply switch
        {
            null => [Contribute.Offer.Button(incident, emphasis: Emphasis.Positive), Skip.Offer.Button(incident)],
            PromptReply.Answered => [Contribute.Offer.Button(incident, "Add or change")],
            _ => [Contribute.Offer.Button(incident, "Answer all the same")],
        },
    };
}

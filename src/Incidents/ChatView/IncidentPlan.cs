using System.Collections.Immutable;
using ChatOpsIncident.Incidents.Assessment;
using ChatOpsIncident.Incidents.Detection;
using ChatOpsIncident.Incidents.Learning;
using ChatOpsIncident.Incidents.Response;

namespace ChatOpsIncident.Incidents.ChatView;

public sealed partial record ChatPlan
{
    /// <summary>What the chat should show of this incident; pure, and the same for everyone.</summary>
    public static ChatPlan Of(Incident incident, Playbook pinned)
    {
        ArgumentNullException.ThrowIfNull(incident);
        ArgumentNullException.ThrowIfNull(pinned);
        if (incident.Detection is null) return Nothing;
        ImmutableArray<CardPlan> cards = [.. CardsOf(incident, pinned)];
        return new(HasRoom(incident, pinned) ? RoomOf(incident, pinned) : null, cards) { Earlier = [.. EarlierOf(incident)], Closed = [.. ClosedOf(incident)], Bookmarks = [.. Bookmarked(cards)] };
    }

    /// <summary>From the report on, or from the declaration on: the playbook says which.</summary>
    internal static bool HasRoom(Incident incident, Playbook pinned) => pinned.Rooms.OpenAtReport || incident.Assessment.Verdict is { Outcome: Outcome.Declared };

    private static RoomPlan RoomOf(Incident incident, Playbook pinned)
    {
        var reported = incident.Reported;
        return new(
            incident.Room.Generation, reported.Platform, reported.RoomName, HomeWords.Topic(incident), reported.Visibility.Private,
            [.. Membership.Of(incident).Except(incident.Room.Left)],
            reported.Visibility.Barred)
        {
            Since = incident.Room.Since ?? reported.ReportedAt,
            KeepTopic = incident.Room.TopicByHand,
            Lost = incident.Room.Lost is not null,
            Urgency = Urgency(incident, pinned),
        };
    }

    private static IEnumerable<BookmarkPlan> Bookmarked(ImmutableArray<CardPlan> cards)
    {
        yield return new(HomeCard.Key, "Where it stands");
        if (cards.Any(c => c.Key == ReviewCard.Key)) yield return new(ReviewCard.Key, "Review");
    }

    private static IEnumerable<EarlierPlan> EarlierOf(Incident incident) =>
        from room in incident.Room.Earlier.Where(r => !r.Lost)
        select new EarlierPlan(Was(room, incident), MovedCard.RoomName(incident, room.Generation), MovedCard.Topic(incident), new(HomeCard.Key, Place.Room, MovedCard.Of(incident)), room.LeftAt);

    private static IEnumerable<RoomPlan> ClosedOf(Incident incident) => incident.Room.Earlier.Where(r => r.Lost).Select(r => Was(r, incident) with { Lost = true });

    private static RoomPlan Was(EarlierRoom room, Incident incident) =>
        new(room.Generation, incident.Reported.Platform, room.Name, MovedCard.Topic(incident), room.Private, [], incident.Reported.Visibility.Barred) { Since = room.Since };

    /// <summary>The severity that was declared; before, what it felt like, else what nobody could say.</summary>
    private static int Urgency(Incident incident, Playbook pinned) => pinned.Severity(incident.Response.Severity) is { } severity
        ? pinned.Severities.IndexOf(severity)
        : ReportForm.Urgency(incident.Reported.Feels);

    /// <summary>The cards, in the order in which they appear in a new room.</summary>
    private static IEnumerable<CardPlan> CardsOf(Incident incident, Playbook pinned)
    {
        yield return new CardPlan(HomeCard.Key, Place.Room, HomeCard.Of(incident, pinned), Pinned: true);
        yield return new(TriageCard.Key, Place.Room, TriageCard.Of(incident, pinned));
        foreach (var review in ReviewCard.All(incident, pinned)) yield return review;
        foreach (var change in ChangeCard.All(incident)) yield return change;
        foreach (var prompt in PromptCard.All(incident)) yield return prompt;
        foreach (var announcement in AnnouncementCard.All(incident, pinned)) yield return announcement;
    }
}

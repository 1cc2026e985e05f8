using ChatOpsIncident.Incidents.Assessment;
using ChatOpsIncident.Incidents.Learning;

namespace ChatOpsIncident.Incidents.ChatView;

public sealed partial record ChatPlan
{
    /// <summary>What the chat should show of this incident; pure, and the same for everyone.</summary>
    public static ChatPlan Of(Incident incident, Playbook pinned)
    {
        ArgumentNullException.ThrowIfNull(incident);
        return incident.Detection is null ? Nothing : new(RoomOf(incident), [.. CardsOf(incident, pinned)]);
    }

    private static RoomPlan RoomOf(Incident incident)
    {
        var reported = incident.Reported;
        return new(
            reported.Generation, reported.Platform, reported.RoomName, incident.Name, reported.Visibility.Private, Membership.Of(incident),
            reported.Visibility.Excluded);
    }

    /// <summary>The cards, in the order in which they appear in a new room.</summary>
    private static IEnumerable<CardPlan> CardsOf(Incident incident, Playbook pinned)
    {
        yield return new(TriageCard.Key, Place.Room, TriageCard.Of(incident, pinned));
        foreach (var review in ReviewCard.All(incident, pinned)) yield return review;
        foreach (var change in ChangeCard.All(incident)) yield return change;
        foreach (var prompt in PromptCard.All(incident)) yield return prompt;
    }
}

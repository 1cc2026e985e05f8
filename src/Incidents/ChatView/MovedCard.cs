using ChatOpsIncident.Incidents.Cards;

namespace ChatOpsIncident.Incidents.ChatView;

/// <summary>What is left in a room that was replaced: nothing of what was said there, and no way to the next one.</summary>
internal static class MovedCard
{
    public static Card Of(Incident incident)
    {
        Rich says = $"{incident.Name} goes on in another room.";
        return new Card(says, new TextBlock(says, Bolder: true), new TextBlock((Rich)$"Whoever belongs to it was invited there. This room is closed; report anything new with {"/incident":code}.", Subtle: true));
    }

    /// <summary>"inc-42-moved": says nothing.</summary>
    public static string RoomName(Incident incident, int generation) =>
        FormattableString.Invariant($"inc-{incident.Reported.Number}-moved") + (generation == 1 ? "" : FormattableString.Invariant($"-{generation}"));

    public static Rich Topic(Incident incident) => $"{incident.Name} goes on in another room";
}

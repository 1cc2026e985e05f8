using ChatOpsIncident.Incidents.Response;

namespace ChatOpsIncident.Incidents.Detection;

/// <summary>The room can't be used any more: it goes on in the next one.</summary>
public sealed record NextRoom : Command<Incident>
{
    /// <summary><c>new-room</c>, where the room was archived or the bot taken out of it.</summary>
    public static Offer Offer { get; } = new IncidentOffer(
        "new-room", "Open a new room", "Go on in a new room, where the old one was archived", Permissions.Respond, (_, _, _) => new NextRoom())
    {
        Sample = (_, _) => new NextRoom(),
    };

    internal override Decision Decide(Incident incident, Moment at)
    {
        if (incident.GoesOnElsewhere() is { } elsewhere) return elsewhere;
        return incident.Room.Lost is null ? new Already($"{incident.Name} has its room: {incident.Link()}.") : new MovedOn();
    }

    internal override Rich? Answer(Incident incident, Moment at) =>
        // No link: what leads there still knows the room before.
        $"{incident.Name:b} goes on in {"#" + incident.Reported.RoomName:b}, which opens now. Whoever belongs to it is invited.";
}

/// <summary>It goes on in the next room.</summary>
[StoredAs("detection.moved-on", 1)]
public sealed record MovedOn : Event<Incident>
{
    internal override Rich Line => "a new room was opened";

    internal override Incident Evolve(Incident i) => i with
    {
        Room = i.Room.Next(i),
        Detection = i.Reported with { RoomName = RoomName.Next(i.Reported.RoomName, i.Room.Generation + 1) },
    };

    internal override IEnumerable<Outgoing> Sends(Incident now, Recorded recorded)
    {
        yield return new Message(Place.Room, $"{recorded.By} opened this room; the one before can't be used any more. What stood on its cards stands here.");
    }
}

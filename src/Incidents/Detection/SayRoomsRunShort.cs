namespace ChatOpsIncident.Incidents.Detection;

/// <summary>The chat will soon take no more rooms, or took this one in another way: whoever runs the bot learns of it where it shows.</summary>
/// <param name="Says">The chat's own words: what is, and what to do.</param>
public sealed record SayRoomsRunShort(string Says) : Command<Incident>
{
    internal override Decision Decide(Incident incident, Moment at) => new RoomsRunShort(Says);
}

/// <summary>With this room it turned out that the chat will soon take no more of them.</summary>
[StoredAs("detection.rooms-run-short", 1)]
public sealed record RoomsRunShort(string Says) : Event<Incident>
{
    internal override Rich Line => "rooms of this chat run short";

    internal override Incident Evolve(Incident i) => i;

    internal override IEnumerable<Outgoing> Sends(Incident now, Recorded recorded) => [new Message(Place.Room, Says)];
}

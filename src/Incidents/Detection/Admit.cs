using ChatOpsIncident.Incidents.Response;

namespace ChatOpsIncident.Incidents.Detection;

/// <summary>Somebody belongs to a private incident from now on: whoever came in by hand is kept, whoever was left out is let in again.</summary>
public sealed record Admit(Person Who) : Command<Incident>
{
    /// <summary><c>admit @dana</c>.</summary>
    public static Offer Offer { get; } = new IncidentOffer(
        "admit", "Let somebody in", "Let somebody into a private incident, or keep whoever came in by hand", Permissions.Lead, Read)
    {
        Usage = "@someone",
        Sample = (incident, _) => incident.Reported.Visibility.LeftOut.FirstOrDefault() is { } left ? new Admit(left) : null,
    };

    internal override Decision Decide(Incident incident, Moment at)
    {
        if (incident.GoesOnElsewhere() is { } elsewhere) return elsewhere;
        var visibility = incident.Reported.Visibility;
        if (visibility.Excluded.Contains(Who)) return incident.KeptFrom(Who)!;
        if (!visibility.Private) return new Already($"{incident.Name} is open to everyone, so nobody has to be let in.");
        if (Membership.Of(incident).Contains(Who)) return new Already($"{Who} belongs to {incident.Name} already.");
        return (Event[])[new Admitted(Who), .. Joined.IfNew(incident, Who)];
    }

    internal override Rich? Answer(Incident incident, Moment at) => $"{Who} belongs to {incident.Name:b} now: {incident.Link()}.";

    private static Understood Read(Arguments arguments, Incident incident, Moment at) => WhichPerson.Of(
        arguments, Offer, incident, "Let somebody in", "Let in", who => new Admit(who));
}

/// <summary>Somebody was let into a private incident.</summary>
[StoredAs("detection.admitted", 1)]
public sealed record Admitted(Person Who) : Event<Incident>
{
    internal override Rich Line => $"{Who} let in";

    internal override Incident Evolve(Incident i) => i with
    {
        Detection = i.Reported with { Visibility = i.Reported.Visibility with { LeftOut = i.Reported.Visibility.LeftOut.Remove(Who) } },
    };

    internal override IEnumerable<Outgoing> Sends(Incident now, Recorded recorded)
    {
        yield return new Message(Place.Room, $"{recorded.By} let {Who} in.");
    }
}

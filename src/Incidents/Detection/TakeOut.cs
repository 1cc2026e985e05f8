using ChatOpsIncident.Incidents.Response;

namespace ChatOpsIncident.Incidents.Detection;

/// <summary>Somebody does not belong to a private incident any more: they are taken out of its room, and what they were told directly goes.</summary>
public sealed record TakeOut(Person Who) : Command<Incident>
{
    /// <summary><c>take-out @dana</c>.</summary>
    public static Offer Offer { get; } = new IncidentOffer(
        "take-out", "Take somebody out", "Take somebody out of a private incident and its room", Permissions.Lead, Read)
    {
        Usage = "@someone",
        Sample = (incident, at) => incident.Reported.Visibility.Private
            ? Membership.Of(incident).Select(p => new TakeOut(p)).FirstOrDefault(t => t.Decide(incident, at) is Happens) : null,
    };

    internal override Decision Decide(Incident incident, Moment at)
    {
        if (incident.GoesOnElsewhere() is { } elsewhere) return elsewhere;
        var visibility = incident.Reported.Visibility;
        if (!visibility.Private) return new Refused($"{incident.Name} is open to everyone. Make it private first; whoever you name is left out.", "/incident private without @someone because …");
        if (Who == at.Who.Person) return new Refused("You can't take yourself out. Ask somebody who stays, or leave the room.", null, "who");
        if (incident.Response.Roles.FirstOrDefault(r => r.Value == Who).Key is { } role)
            return new Refused($"{Who} has a role here. Give it to somebody else first.", $"/incident role {role} @someone", "who");
        return visibility.MayKnow(Who) || incident.Room.Came.Contains(Who) ? new TakenOut(Who) : new Already($"{Who} is not in {incident.Name}.");
    }

    internal override Rich? Answer(Incident incident, Moment at) => incident.Room.Lost is null
        ? (Rich)$"{Who} is taken out of {incident.Name:b}. What they have read they know."
        : (Rich)$"{Who} does not belong to {incident.Name:b} any more. I can't use its room now, so take them out of it there yourselves. What they have read they know.";

    private static Understood Read(Arguments arguments, Incident incident, Moment at) => WhichPerson.Of(
        arguments, Offer, incident, "Take somebody out", "Take out", who => new TakeOut(who));
}

/// <summary>Somebody was taken out of a private incident.</summary>
[StoredAs("detection.taken-out", 1)]
public sealed record TakenOut(Person Who) : Event<Incident>
{
    internal override Rich Line => $"{Who} taken out of the room";

    internal override Incident Evolve(Incident i) => i with
    {
        Room = i.Room with { Came = i.Room.Came.Remove(Who) },
        Detection = i.Reported with { Visibility = i.Reported.Visibility with { LeftOut = [.. i.Reported.Visibility.LeftOut.Remove(Who), Who] } },
    };

    internal override IEnumerable<Outgoing> Sends(Incident now, Recorded recorded)
    {
        yield return new OutOfRoom(Who);
        yield return new Message(Place.Room, $"{recorded.By} took {Who} out of {now.Name:b}.");
        yield return new SaidAnew();
    }
}

using ChatOpsIncident.Incidents.Response;

namespace ChatOpsIncident.Incidents.Assessment;

/// <summary>Somebody says "I look at it". Nobody else is asked any more, and whoever looks belongs to the room.</summary>
public sealed record Acknowledge : Command<Incident>
{
    /// <summary>In the room, and on the page's direct message.</summary>
    public static Offer Offer { get; } = new IncidentOffer(
        "ack", "I look at it", "Say that you look at this report; nobody else is asked then", Permissions.Respond, (_, _, _) => new Acknowledge())
    {
        Sample = (_, _) => new Acknowledge(),
    };

    internal override Decision Decide(Incident incident, Moment at)
    {
        if (incident.Status is not Status.Reported) return new Already(Decided.How(incident));
        if (incident.Assessment.Acknowledged is not { } first) return new Acknowledged();
        return new Already(first.By == at.Who.Someone
            ? (Rich)$"You have looked at it since {first.At}."
            : (Rich)$"{first.By} has looked at it since {first.At}.");
    }

    internal override Rich? Answer(Incident incident, Moment at) =>
        $"You look at {incident.Name:b} now, and nobody else is asked: {incident.Link()}.";
}

/// <summary>Somebody looks at it, from the time of this event on.</summary>
[StoredAs("assessment.acknowledged", 1)]
public sealed record Acknowledged : Event<Incident>
{
    internal override Telling Telling => Telling.WhoDid;

    internal override Rich Line => "looks at it";

    internal override System.Collections.Immutable.ImmutableArray<Anchor> Anchors => [Anchor.Acknowledged];

    internal override Incident Evolve(Incident i) => i with
    {
        Assessment = i.Assessment with { Acknowledged = new(i.Head.By ?? Person.Removed, i.Head.At), Escalation = null },
    };

    internal override IEnumerable<Outgoing> Sends(Incident now, Recorded recorded)
    {
        yield return new Message(Place.Room, $"{recorded.By} looks at it.");
    }
}

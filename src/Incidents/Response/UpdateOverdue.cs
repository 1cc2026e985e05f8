using ChatOpsIncident.Incidents.Alarm;

namespace ChatOpsIncident.Incidents.Response;

/// <summary>
/// An update is due: who writes them is nudged, and from the second time on the commander, each time after the severity's time again.
/// After an outage that is one nudge. Only this makes an update overdue.
/// </summary>
internal sealed class UpdateTimes : AlarmRule
{
    public override DateTimeOffset? Due(Incident incident) => incident.Status is Status.Responding ? incident.Response.Updates?.NudgeAt : null;

    public override IEnumerable<Event<Incident>> Ring(Incident incident, Moment at)
    {
        if (incident.Response is not { Updates: { } clock } response) yield break;
        var asked = clock.Overdue ? response.Commander ?? response.Communicator : response.Communicator;
        yield return new UpdateOverdue(asked, clock.NextDue, at.Now + clock.Every);
    }
}

/// <summary>An update was due and its owner was nudged.</summary>
/// <param name="Asked">Null: nobody has the role, so the room was asked.</param>
/// <param name="NudgeAt">When the next nudge comes if nothing happens.</param>
[StoredAs("response.update-overdue", 1)]
public sealed record UpdateOverdue(Person? Asked, DateTimeOffset WasDue, DateTimeOffset NudgeAt) : Event<Incident>
{
    internal override Rich Line => Asked is null ? (Rich)$"update was due {WasDue}" : (Rich)$"update was due {WasDue}; {Asked} asked";

    internal override Incident Evolve(Incident i) => i.Response.Updates is { } clock
        ? i with { Response = i.Response with { Updates = clock with { Overdue = true, NudgeAt = NudgeAt } } }
        : i;

    internal override IEnumerable<Outgoing> Sends(Incident now, Recorded recorded)
    {
        Rich text = Asked is null
            ? (Rich)$"An update was due {WasDue}. Nobody has the role yet, so whoever knows how it stands: two sentences are enough."
            : (Rich)$"An update on {now.Name:b} {now.Link()} was due {WasDue}. Two sentences are enough: what is known, what comes next.";
        yield return new Message(
            Asked is null ? Place.Room : new Directly(Asked), text,
            Buttons.Only(now, PostUpdate.Offer.Button(now, emphasis: Cards.Emphasis.Positive), Snooze.Offer.Button(now)))
        { Pings = Asked is null ? [] : [Asked] };
    }
}

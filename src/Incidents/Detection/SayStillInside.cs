using System.Collections.Immutable;

namespace ChatOpsIncident.Incidents.Detection;

/// <summary>The chat does not let the bot take somebody out of the room: who leads learns that they can still read it.</summary>
public sealed record SayStillInside(Person Who) : Command<Incident>
{
    internal override Decision Decide(Incident incident, Moment at) => incident.Reported.Visibility.MayKnow(Who)
        ? new Already("They belong to it.")
        : new StillInside(Who, [.. Notice.Asked(incident).Where(p => p != Who)]);
}

/// <summary>Somebody does not belong to a private incident any more, and is still in its room.</summary>
/// <param name="Asked">Who is asked to take them out by hand.</param>
[StoredAs("detection.still-inside", 1)]
public sealed record StillInside(Person Who, ImmutableArray<Person> Asked) : Event<Incident>
{
    internal override Rich Line => $"{Who} is still in the room: the chat does not let the bot take them out";

    internal override Incident Evolve(Incident i) => i;

    internal override IEnumerable<Outgoing> Sends(Incident now, Recorded recorded)
    {
        foreach (var person in Asked)
        {
            yield return Message.To(
                person,
                $"{Who} can still read the room of {now.Name:b}: this chat does not let me take them out. Please take them out there yourself, or ask somebody who can.");
        }
    }
}

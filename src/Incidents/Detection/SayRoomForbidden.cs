namespace ChatOpsIncident.Incidents.Detection;

/// <summary>The chat does not let the bot open the room: who waits for it is told how to go on without.</summary>
public sealed record SayRoomForbidden : Command<Incident>
{
    internal override Decision Decide(Incident incident, Moment at) => new RoomForbidden();
}

/// <summary>There is no room, because of a rule of the chat. It is tried again, and everything that was said for it waits.</summary>
[StoredAs("detection.room-forbidden", 1)]
public sealed record RoomForbidden : Event<Incident>
{
    internal override Rich Line => "no room yet: the chat does not let the bot open one";

    internal override Incident Evolve(Incident i) => i;

    internal override IEnumerable<Outgoing> Sends(Incident now, Recorded recorded)
    {
        Person?[] waiting = [now.Reported.Reporter, .. now.Assessment.Told];
        foreach (var person in waiting.OfType<Person>().Distinct())
        {
            yield return Message.To(
                person,
                $"{now.Name:b} has no room: the rules of this chat do not let the bot open one. The incident goes on without: {$"/incident status {now.Name}":code} shows it anywhere. Once somebody who administers the chat allows it, the room opens by itself within five minutes.");
        }
    }
}

using System.Collections.Immutable;

namespace ChatOpsIncident.Incidents.ChatView;

/// <summary>The platform says what a person did to the room by hand: it goes on the record, and what follows from it is planned. Comes from an edge, never from a form.</summary>
/// <param name="Generation">Of the room that it was done to; only the newest one counts.</param>
public sealed record Notice(int Generation, Hand Hand) : Command<Incident>
{
    internal override Decision Decide(Incident incident, Moment at)
    {
        if (incident.Detection is not { } reported || Generation != incident.Room.Generation) return new Already("That is not its room any more.");
        var room = incident.Room;
        return Hand switch
        {
            Renames { Name: var name } when name != (room.Name?.Value ?? reported.RoomName) => new RoomRenamed(name),
            SetsTopic { Topic: var topic } => new TopicOverwritten(topic),
            Deletes { Card: { } card } => new CardDeleted(card),
            Unpins { Card: { } card } => new CardUnpinned(card),
            Closes when room.Lost is null => new RoomLost(Loss.Closed, Asked(incident)),
            PutsOut when room.Lost is null => reported.Visibility.Private ? new RoomLost(Loss.PutOut, Asked(incident)) : new BotTakenOut(),
            OpensAgain when room.Lost is not null => new RoomFound(),
            Leaves { Person: var person } when reported.Visibility.MayKnow(person) && !room.Left.Contains(person) => new RoomLeft(person),
            Enters { Person: var person } => Entered(incident, person),
            _ => new Already("It is known already."),
        };
    }

    private static Decision Entered(Incident incident, Person person)
    {
        var belongs = Membership.MayLook(incident).Contains(person);
        if (belongs && !incident.Room.Left.Contains(person)) return new Already("They belong to it.");
        if (!belongs && incident.Room.Came.Contains(person)) return new Already("They are in it already.");
        var barred = !incident.Reported.Visibility.MayKnow(person);
        return new RoomEntered(person, belongs || !incident.Reported.Visibility.Private ? [] : [.. Asked(incident).Where(p => p != person)])
        {
            Belongs = belongs,
            Barred = barred && incident.Reported.Visibility.Private,
        };
    }

    /// <summary>The commander; until there is one, whoever looks at it, was told, or reported it. Nobody is asked about what is over.</summary>
    internal static ImmutableArray<Person> Asked(Incident incident)
    {
        if (!incident.Status.IsOpen()) return [];
        if ((incident.Response.Commander ?? incident.Assessment.Acknowledged?.By) is { } one) return [one];
        var told = incident.Assessment.Told.Where(incident.Reported.Visibility.MayKnow).ToImmutableArray();
        return told.IsEmpty ? [.. incident.Reported.Reporters] : told;
    }
}

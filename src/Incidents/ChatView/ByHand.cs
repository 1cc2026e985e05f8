using System.Collections.Immutable;
using ChatOpsIncident.Incidents.Detection;
using ChatOpsIncident.Incidents.Response;

namespace ChatOpsIncident.Incidents.ChatView;

/// <summary>How a room was lost.</summary>
public enum Loss
{
    /// <summary>Archived or deleted.</summary>
    Closed,

    /// <summary>The bot was taken out, and can't come back by itself.</summary>
    PutOut,
}

/// <summary>Somebody called the room otherwise; it stays so.</summary>
[StoredAs("chatview.room-renamed", 1)]
public sealed record RoomRenamed(Text Name) : Event<Incident>
{
    internal override Rich Line => $"room renamed to {Name:quote}";

    internal override Incident Evolve(Incident i) => i with { Room = i.Room with { Name = Name } };
}

/// <summary>Somebody wrote the room's topic; it stays so.</summary>
[StoredAs("chatview.topic-overwritten", 1)]
public sealed record TopicOverwritten(Text Topic) : Event<Incident>
{
    internal override Rich Line => $"the room's topic is now {Topic:quote}, by hand";

    internal override Incident Evolve(Incident i) => i with { Room = i.Room with { TopicByHand = true } };
}

/// <summary>Somebody deleted a card; it comes back.</summary>
[StoredAs("chatview.card-deleted", 1)]
public sealed record CardDeleted(string Card) : Event<Incident>
{
    internal override Rich Line => $"the {Card} card was deleted by hand, and comes back";

    internal override Incident Evolve(Incident i) => i;
}

/// <summary>Somebody took the pin off a card; it is pinned again.</summary>
[StoredAs("chatview.card-unpinned", 1)]
public sealed record CardUnpinned(string Card) : Event<Incident>
{
    internal override Rich Line => $"the pin of the {Card} card was taken off, and is put back";

    internal override Incident Evolve(Incident i) => i;
}

/// <summary>Somebody took the bot out of a room to which it can come back by itself.</summary>
[StoredAs("chatview.bot-taken-out", 1)]
public sealed record BotTakenOut : Event<Incident>
{
    internal override Rich Line => "the bot was taken out of the room, and comes back";

    internal override Incident Evolve(Incident i) => i;

    internal override IEnumerable<Outgoing> Sends(Incident now, Recorded recorded) => [new BackIntoRoom()];
}

/// <summary>The room can't be used any more; what would be said there waits.</summary>
/// <param name="Asked">Whether to open the next one.</param>
[StoredAs("chatview.room-lost", 1)]
public sealed record RoomLost(Loss How, ImmutableArray<Person> Asked) : Event<Incident>
{
    internal override Rich Line => How is Loss.Closed ? "room archived by hand" : "the bot was taken out of the private room";

    internal override Incident Evolve(Incident i) => i with { Room = i.Room with { Lost = How } };

    internal override IEnumerable<Outgoing> Sends(Incident now, Recorded recorded)
    {
        Rich what = How is Loss.Closed
            ? (Rich)$"The room of {now.Name:b} was archived{By(recorded)}, and {now.Name} is still open. Cards and messages wait until there is a room again: open a new one, or take the old one out of the archive and invite me."
            : (Rich)$"I was taken out of the private room of {now.Name:b}{By(recorded)}, and can't come back by myself. Cards and messages wait: invite me there again, or open a new room.";
        foreach (var person in Asked) yield return Message.To(person, what, Buttons.Only(now, NextRoom.Offer.Button(now, emphasis: Cards.Emphasis.Positive)));
    }

    private static Rich By(Recorded recorded) => recorded.By is { } by ? (Rich)$" by {by}" : Rich.Empty;
}

/// <summary>The room can be used again.</summary>
[StoredAs("chatview.room-found", 1)]
public sealed record RoomFound : Event<Incident>
{
    internal override Rich Line => "the room is open to the bot again";

    internal override Incident Evolve(Incident i) => i with { Room = i.Room with { Lost = null } };
}

/// <summary>Somebody left the room; they are not invited again.</summary>
[StoredAs("chatview.room-left", 1)]
public sealed record RoomLeft(Person Who) : Event<Incident>
{
    internal override Rich Line => $"{Who} left the room";

    internal override Incident Evolve(Incident i) => i with { Room = i.Room with { Left = i.Room.Left.Add(Who), Came = i.Room.Came.Remove(Who) } };
}

/// <summary>Somebody came into the room by hand.</summary>
/// <param name="Asked">Whether to keep them.</param>
[StoredAs("chatview.room-entered", 1)]
public sealed record RoomEntered(Person Who, ImmutableArray<Person> Asked) : Event<Incident>
{
    /// <summary>They belong to it, and come back.</summary>
    public bool Belongs { get; init; }

    /// <summary>They must not know of it: out again at once.</summary>
    public bool Barred { get; init; }

    internal override Rich Line => Barred ? (Rich)$"{Who}, who is kept out, came into the room and was taken out again" : (Rich)$"{Who} came into the room by hand";

    internal override Incident Evolve(Incident i) => i with
    {
        Room = i.Room with { Left = i.Room.Left.Remove(Who), Came = Belongs || Barred ? i.Room.Came : i.Room.Came.Add(Who) },
    };

    internal override IEnumerable<Outgoing> Sends(Incident now, Recorded recorded)
    {
        var brought = recorded.By is { } by && by != Who ? (Rich)$", brought by {by}" : Rich.Empty;
        if (Barred) yield return new OutOfRoom(Who);
        foreach (var person in Asked)
        {
            yield return Barred
                ? Message.To(person, $"{Who} is kept out of {now.Name:b} and came into its private room by hand{brought}. I took them out again; what was in the room until then they may have read.")
                : Message.To(person, $"{Who} came into the private room of {now.Name:b} by hand{brought}. Do they belong to it?", Choice(now));
        }
    }

    private Cards.Card Choice(Incident now) => Buttons.Only(
        now, Admit.Offer.Button(now, "Keep them", Cards.Emphasis.Positive, (WhichPerson.Who, Who.Id)), TakeOut.Offer.Button(now, "Take them out", Cards.Emphasis.Destructive, (WhichPerson.Who, Who.Id)));
}

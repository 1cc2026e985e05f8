using System.Collections.Immutable;
using ChatOpsIncident.Incidents.Cards;

namespace ChatOpsIncident.Incidents.ChatView;

/// <summary>What the chat should show now: the room and its cards. Messages and errands come from events, see <see cref="Outgoing"/>.</summary>
/// <param name="Room">Null: no room (yet).</param>
/// <param name="Cards">Cards that are kept current, by key. Keys are stable and match <c>[a-z0-9.-]+</c>.</param>
public sealed partial record ChatPlan(RoomPlan? Room, ImmutableArray<CardPlan> Cards)
{
    /// <summary>Nothing to show.</summary>
    public static ChatPlan Nothing { get; } = new(null, []);

    /// <summary>Cards of the room that are kept at hand at its top, in order.</summary>
    public ImmutableArray<BookmarkPlan> Bookmarks { get; init; } = [];

    /// <summary>Rooms that were replaced: their cards say that it goes on elsewhere, what the bot said is taken away, then they are closed.</summary>
    public ImmutableArray<EarlierPlan> Earlier { get; init; } = [];

    /// <summary>Rooms before this one that people had closed. They stay as they are; what a lost call opened late beside them goes.</summary>
    public ImmutableArray<RoomPlan> Closed { get; init; } = [];
}

/// <summary>A room as it should be.</summary>
/// <param name="Members">Who is invited; who left is not invited again.</param>
/// <param name="Excluded">Never, whatever else says so.</param>
public sealed record RoomPlan(
    int Generation, string Platform, string Name, Rich Topic, bool Private, ImmutableArray<Person> Members, ImmutableArray<Person> Excluded)
{
    /// <summary>What it is for began then.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>A person wrote its topic: it stays.</summary>
    public bool KeepTopic { get; init; }

    /// <summary>It can't be used now: what belongs into it waits for the next one.</summary>
    public bool Lost { get; init; }

    /// <summary>Where rooms have to wait for each other: 0, the worst, goes first; of equals the older one.</summary>
    public int Urgency { get; init; }
}

/// <summary>A room that was replaced, as it should be left.</summary>
/// <param name="Room">As it was when it was the room.</param>
/// <param name="Name">What it is called from now on, where platforms can rename: it says nothing.</param>
/// <param name="Moved">Stands where the home card stood.</param>
/// <param name="LeftAt">When it was replaced.</param>
public sealed record EarlierPlan(RoomPlan Room, string Name, Rich Topic, CardPlan Moved, DateTimeOffset LeftAt);

/// <summary>A card that is kept current.</summary>
public sealed record CardPlan(string Key, Place Where, Card Card, bool Pinned = false)
{
    /// <summary>It may not stand there any more, and is taken away if it does.</summary>
    public bool Away { get; init; }
}

/// <summary>A way to a card from the top of the room.</summary>
/// <param name="Card">The card's key.</param>
public sealed record BookmarkPlan(string Card, string Title);

/// <summary>Where something is said.</summary>
public abstract record Place
{
    /// <summary>The incident's room.</summary>
    public static Place Room { get; } = new InRoom();
}

/// <summary>In the incident's room.</summary>
public sealed record InRoom : Place;

/// <summary>In a channel where incidents are announced, in whichever chat that is.</summary>
public sealed record Announcing(AnnouncementPlace Place) : Place;

/// <summary>To one person directly.</summary>
public sealed record Directly(Person Person) : Place;

/// <summary>What one event sends out once: delivered, it is over. Its key is the event's number and its place in the list.</summary>
public abstract record Outgoing;

/// <summary>A message planned from its own event.</summary>
public sealed record Message(Place Where, Rich Text, Card? Card = null) : Outgoing
{
    /// <summary>People whose attention it asks for; only they are notified.</summary>
    public ImmutableArray<Person> Pings { get; init; } = [];

    /// <summary>To one person directly, who is notified.</summary>
    internal static Message To(Person person, Rich text, Card? card = null) => new(new Directly(person), text, card) { Pings = [person] };
}

/// <summary>Somebody is taken out of the room, once.</summary>
public sealed record OutOfRoom(Person Person) : Outgoing;

/// <summary>The bot goes back into the room that it was taken out of.</summary>
public sealed record BackIntoRoom : Outgoing;

/// <summary>Words were removed, or must not be said any more: what was said before and reads differently now is replaced where it stands.</summary>
public sealed record SaidAnew : Outgoing;

/// <summary>What one stream has to tell another; the target may refuse, and <paramref name="Refused"/> makes the refusal a command on the source.</summary>
public sealed record Errand(string TargetStream, Command Command, Func<Refused, Command>? Refused = null) : Outgoing;

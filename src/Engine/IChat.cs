using System.Collections.Immutable;
using ChatOpsIncident.Incidents.Cards;
using ChatOpsIncident.Incidents.Conversation;
using ChatOpsIncident.Incidents.Timeline;

namespace ChatOpsIncident.Engine;

/// <summary>
/// The chat port: what the reconciler asks of a platform. Every creating call carries its delivery key; the platform must be able to say
/// later whether that key arrived (<see cref="FindRoom"/>, <see cref="Find"/>).
/// </summary>
/// <remarks>
/// Errors: <see cref="ChatMaybeDoneException"/>, <see cref="ChatBusyException"/>, <see cref="ChatGoneException"/>, <see cref="ChatRefusedException"/>, <see cref="ChatClosedException"/>, <see cref="ChatForbiddenException"/>.
/// Any other exception counts as "maybe done".
/// </remarks>
public interface IChat
{
    /// <summary>The platform's name, which its people's ids begin with: <c>web</c>, <c>slack</c>, <c>teams</c>.</summary>
    string Platform { get; }

    /// <summary>Opens a room. Its members may be in it at once; else the invitation that follows brings them. Returns its reference.</summary>
    Task<string> OpenRoom(string key, RoomToOpen room, CancellationToken cancel = default);

    /// <summary>The rooms that this key opened: none, one, or more if a lost call landed late; oldest first.</summary>
    Task<IReadOnlyList<string>> FindRoom(string key, RoomToOpen room, CancellationToken cancel = default);

    /// <summary>Sets the topic.</summary>
    Task SetTopic(string room, Rich topic, CancellationToken cancel = default);

    /// <summary>Invites people; who is in it already is fine.</summary>
    Task Invite(string room, ImmutableArray<Person> people, CancellationToken cancel = default);

    /// <summary>Posts a message. Returns its reference.</summary>
    Task<string> Post(string key, ChatPlace where, ChatMessage message, CancellationToken cancel = default);

    /// <summary>The messages with this key there: none, one, or more if a lost call landed late; oldest first.</summary>
    /// <param name="since">When it was first posted, by our clock: no need to look at what is older by more than a minute.</param>
    Task<IReadOnlyList<string>> Find(string key, ChatPlace where, DateTimeOffset since, CancellationToken cancel = default);

    /// <summary>Replaces a message's content.</summary>
    Task Update(string message, ChatMessage content, CancellationToken cancel = default);

    /// <summary>Whether a message stands in this room, and not in one before it; true where the chat does not tell them apart.</summary>
    bool IsIn(string message, string room) => true;

    /// <summary>Removes a message; one that is gone is fine.</summary>
    Task Remove(string message, CancellationToken cancel = default);

    /// <summary>Closes a room: one that a lost call opened twice, or that was replaced. Nothing can be posted there any more; closed already is fine.</summary>
    Task Archive(string room, CancellationToken cancel = default);

    /// <summary>Calls a room otherwise. A platform that can't leaves its name as it is.</summary>
    Task Rename(string room, string name, CancellationToken cancel = default) => Task.CompletedTask;

    /// <summary>Takes away what stands in a room, as far as the platform allows: at least what the bot said. An empty room is fine.</summary>
    /// <param name="except">The one message that stays.</param>
    Task Empty(string room, string? except, CancellationToken cancel = default) => Task.CompletedTask;

    /// <summary>Goes back into a room that the bot was taken out of; in it already is fine.</summary>
    Task ComeBack(string room, CancellationToken cancel = default) => Task.CompletedTask;

    /// <summary>Whether a room that a call found closed, or that somebody is said to have closed, can be used after all: news may be swapped. Where it can't be told: no.</summary>
    Task<bool> IsOpen(string room, CancellationToken cancel = default) => Task.FromResult(false);

    /// <summary>Takes somebody out of a room; who is not in it is fine.</summary>
    Task TakeOut(string room, Person person, CancellationToken cancel = default) => Task.CompletedTask;

    /// <summary>Keeps a message at hand at the top of its room, under this title; one that has the title already leads there from now on.</summary>
    Task Bookmark(string room, string title, string message, CancellationToken cancel = default) => Task.CompletedTask;

    /// <summary>What whoever runs the bot has to know before no more rooms can be opened here, as it was found out with the last one; null: nothing.</summary>
    string? RoomsRunShort => null;

    /// <summary>Pins a message; pinned already is fine.</summary>
    Task Pin(string message, CancellationToken cancel = default);
}

/// <summary>A room to open.</summary>
public sealed record RoomToOpen(string Stream, string Name, Rich Topic, bool Private, ImmutableArray<Person> Members)
{
    /// <summary>What it is for began then; the room is no older.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>Where rooms have to wait for each other: 0, the worst, goes first; of equals the older one.</summary>
    public int Urgency { get; init; }

    /// <summary>It was replaced: only looked for to be closed, and nobody is led to it.</summary>
    public bool IsLeft { get; init; }
}

/// <summary>Where a message goes: a room by its reference, or a person directly.</summary>
public abstract record ChatPlace;

/// <summary>Into a room.</summary>
public sealed record ToRoom(string Room) : ChatPlace;

/// <summary>To a person directly.</summary>
public sealed record ToPerson(Person Person) : ChatPlace;

/// <summary>What a message shows.</summary>
/// <param name="Pings">Only these are notified.</param>
public sealed record ChatMessage(Rich Text, Card? Card, ImmutableArray<Person> Pings);

/// <summary>People of a platform as they are now.</summary>
public interface IDirectory
{
    /// <summary>The platform's name.</summary>
    string Platform { get; }

    /// <summary>A person with the groups they are in; null if there is no such person. Throws <see cref="DirectoryUnavailableException"/> where it can't be told.</summary>
    Task<Actor?> Find(Person person, CancellationToken cancel = default);

    /// <summary>Who is on call at this time and who is in which group.</summary>
    Task<Roster> Roster(DateTimeOffset at, CancellationToken cancel = default);

    /// <summary>What people call them.</summary>
    string NameOf(Person person);
}

/// <summary>Nobody knows whether the call took effect: timeout, reset, server error.</summary>
public sealed class ChatMaybeDoneException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>A directory does not answer who somebody is; nothing was decided. The message says so to the person.</summary>
public sealed class DirectoryUnavailableException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>Too many calls; nothing was done. Try again after this long.</summary>
public sealed class ChatBusyException(TimeSpan after) : Exception("The chat asks us to slow down.")
{
    /// <summary>When to try again.</summary>
    public TimeSpan After { get; } = after;
}

/// <summary>The room or message does not exist any more; nothing was done.</summary>
public sealed class ChatGoneException(string message) : Exception(message);

/// <summary>The platform's policy does not allow it. Whoever administers it can change that, so it is asked for again, with long pauses; nothing was done.</summary>
public sealed class ChatForbiddenException(string message) : Exception(message);

/// <summary>The platform will never do this as asked (for example: a person it does not know); nothing was done.</summary>
public class ChatRefusedException(string message) : Exception(message);

/// <summary>The room can't be used: people closed it, or took the bot out of it for good. Nothing was done; what belongs there waits until there is a room again.</summary>
public sealed class ChatClosedException(string message) : ChatRefusedException(message)
{
    /// <summary>The platform does not say which: a room that is gone looks the same as a private one that the bot is not in.</summary>
    public bool PerhapsPutOut { get; init; }
}

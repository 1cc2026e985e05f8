using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net;
using ChatOpsIncident.Edges.Teams.Connector;
using ChatOpsIncident.Engine;
using ChatOpsIncident.Incidents.Cards;
using ChatOpsIncident.Incidents.Conversation;
using ChatOpsIncident.Incidents.Timeline;

namespace ChatOpsIncident.Edges.Teams.Rooms;

/// <summary>Rooms: a channel of the team; for a private incident a private channel where the bot can work in one, else a group chat.</summary>
internal sealed class TeamsRooms(Channels channels, GroupChats chats, Presence presence, TeamsLinks links, TeamsDrawing drawing, TeamsSettings settings, TimeProvider clock)
{
    private const int LongestTopic = 500;

    /// <summary>So long a new room may be unknown to the Connector.</summary>
    private static readonly TimeSpan New = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, DateTimeOffset> opened = new(StringComparer.Ordinal);

    /// <summary>What whoever runs the bot has to know about the team's channels; null: nothing.</summary>
    public string? RunShort { get; private set; }

    /// <summary>Whether this room was opened just now, so that "not found" means "not yet".</summary>
    public bool IsNew(string room) => opened.TryGetValue(TeamsId.Room(room), out var at) && clock.GetUtcNow() - at < New;

    public async Task<string> Open(string key, RoomToOpen room, CancellationToken cancel)
    {
        try
        {
            var id = settings.TeamId is null
                ? await chats.Open(room, cancel)
                : room.Private
                    ? await channels.OpenPrivate(room, cancel) ?? await chats.Open(room, cancel)
                    : await InChannel(key, room, cancel);
            return await Opened(room, id, cancel);
        }
        catch (TeamsErrorException no) when (no.Status is HttpStatusCode.Forbidden)
        {
            // Nobody consented: who waits for the room is told so, and it opens once that has changed.
            throw new ChatForbiddenException(no.Message);
        }
    }

    /// <summary>A full team takes no channel: better a chat now than a channel some day.</summary>
    private async Task<string> InChannel(string key, RoomToOpen room, CancellationToken cancel)
    {
        try
        {
            return await channels.Open(key, room, await Plain(room.Topic, cancel), cancel);
        }
        catch (TeamsErrorException no) when (no.Code == Shortage.Code)
        {
            var chat = await chats.Open(room, cancel);
            RunShort = Shortage.Full;
            return chat;
        }
    }

    /// <summary>Rooms that a lost call opened. A chat cannot be found again: one that nobody wrote into is seen by nobody.</summary>
    public async Task<IReadOnlyList<string>> Find(RoomToOpen room, CancellationToken cancel)
    {
        if (settings.TeamId is null) return [];
        var found = await channels.Find(room, cancel);
        if (found is [var first, ..] && !room.IsLeft) await Opened(room, first, cancel);
        return found;
    }

    public async Task SetTopic(string room, Rich topic, CancellationToken cancel)
    {
        if (!TeamsId.IsChannel(room)) return;
        await channels.SetTopic(room, await Plain(topic, cancel), cancel);
        // Beside the room's opening, never in front of it.
        if (IsNew(room)) RunShort = await channels.Left(cancel) is { } left ? Shortage.Near(left) : null;
    }

    public Task KeepAtHand(string message, CancellationToken cancel)
    {
        var (conversation, id, _) = TeamsId.Message(message) ?? throw new ChatGoneException("This is no message of Teams.");
        return TeamsId.IsChannel(conversation) ? channels.KeepAtHand(conversation, id, cancel) : chats.Pin(conversation, id, cancel);
    }

    public Task Invite(string room, ImmutableArray<Person> people, CancellationToken cancel)
    {
        ImmutableArray<string> ids = [.. people.Select(TeamsId.Of).OfType<string>().Distinct()];
        return TeamsId.IsChannel(room) ? channels.Invite(room, ids, cancel) : chats.Invite(room, ids, cancel);
    }

    public Task Archive(string room, CancellationToken cancel) => TeamsId.IsChannel(room) ? channels.Archive(room, cancel) : Task.CompletedTask;

    public Task Rename(string room, string name, CancellationToken cancel) => TeamsId.IsChannel(room) ? channels.Rename(room, name, cancel) : chats.Rename(room, name, cancel);

    public async Task TakeOut(string room, Person person, CancellationToken cancel)
    {
        if (TeamsId.Of(person) is not { } id) return;
        try
        {
            await (TeamsId.IsChannel(room) ? channels.TakeOut(room, id, cancel) : chats.TakeOut(room, id, cancel));
        }
        catch (TeamsErrorException no) when (no.Status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.NotFound)
        {
            // Somebody has to consent first, or there is no such room for us: what can be shown there goes on meanwhile.
            throw new ChatForbiddenException(no.Message);
        }
    }

    /// <summary>Back into a chat, where the app may be put into one; into a channel the team's owner has to bring it.</summary>
    public Task ComeBack(string room, CancellationToken cancel) => TeamsId.IsChannel(room) ? Task.CompletedTask : chats.ComeBack(room, cancel);

    /// <summary>Whether it can be used.</summary>
    public Task<bool> IsOpen(string room, CancellationToken cancel) => presence.IsOpen(room, cancel);

    /// <summary>What a refusal says about the room; null: nothing that would be lost.</summary>
    public Task<ChatClosedException?> Lost(string room, TeamsErrorException no, CancellationToken cancel) => presence.Lost(room, no, IsNew(room), cancel);

    private async Task<string> Opened(RoomToOpen room, string id, CancellationToken cancel)
    {
        opened[id] = clock.GetUtcNow();
        await links.Note(room.Stream, id, cancel);
        return id;
    }

    private Task<string> Plain(Rich topic, CancellationToken cancel) =>
        drawing.Draw(dialect => Shortened.Line(Cleaned.Line(topic.Plainly(dialect.NameOf)), LongestTopic), cancel: cancel);
}

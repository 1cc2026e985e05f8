using System.Collections.Immutable;
using System.Net;
using ChatOpsIncident.Edges.Teams.Connector;
using ChatOpsIncident.Edges.Teams.Rooms;
using ChatOpsIncident.Engine;
using ChatOpsIncident.Incidents.Conversation;
using ChatOpsIncident.Incidents.Timeline;
using static ChatOpsIncident.Edges.Teams.TeamsPortErrors;

namespace ChatOpsIncident.Edges.Teams;

/// <summary>Teams as the engine sees it. A room's reference is its channel's or chat's id, a message's is <c>conversation|activity|key</c>.</summary>
internal sealed class TeamsChat(TeamsRooms rooms, TeamsPosts posts) : IChat
{
    public string Platform => TeamsId.Platform;

    public string? RoomsRunShort => rooms.RunShort;

    public Task<string> OpenRoom(string key, RoomToOpen room, CancellationToken cancel = default) => Careful(() => rooms.Open(key, room, cancel));

    public Task<IReadOnlyList<string>> FindRoom(string key, RoomToOpen room, CancellationToken cancel = default) => Careful(() => rooms.Find(room, cancel));

    public Task SetTopic(string room, Rich topic, CancellationToken cancel = default) => InRoom(room, () => rooms.SetTopic(room, topic, cancel), cancel);

    public Task Invite(string room, ImmutableArray<Person> people, CancellationToken cancel = default) => InRoom(room, () => rooms.Invite(room, people, cancel), cancel);

    public Task Archive(string room, CancellationToken cancel = default) => Careful(() => rooms.Archive(room, cancel));

    public Task Rename(string room, string name, CancellationToken cancel = default) => Careful(() => rooms.Rename(room, name, cancel));

    public Task Empty(string room, string? except, CancellationToken cancel = default) => Careful(() => posts.Empty(room, except, cancel));

    public Task TakeOut(string room, Person person, CancellationToken cancel = default) => Careful(() => rooms.TakeOut(room, person, cancel));

    public Task ComeBack(string room, CancellationToken cancel = default) => Careful(() => rooms.ComeBack(room, cancel));

    public Task<bool> IsOpen(string room, CancellationToken cancel = default) => Careful(() => rooms.IsOpen(room, cancel));

    public Task<string> Post(string key, ChatPlace where, ChatMessage message, CancellationToken cancel = default) =>
        InRoom((where as ToRoom)?.Room, () => posts.Post(key, where, message, cancel), cancel);

    public Task<IReadOnlyList<string>> Find(string key, ChatPlace where, DateTimeOffset since, CancellationToken cancel = default) => Careful(() => posts.Find(key, where, since, cancel));

    public Task Update(string message, ChatMessage content, CancellationToken cancel = default) => InRoom(RoomOf(message), () => posts.Update(message, content, cancel), cancel);

    public bool IsIn(string message, string room) => TeamsId.Message(message) is not var (conversation, _, _) || TeamsId.Room(conversation) == room;

    public Task Remove(string message, CancellationToken cancel = default) => Careful(() => posts.Remove(message, cancel));

    public Task Pin(string message, CancellationToken cancel = default) => InRoom(RoomOf(message), () => rooms.KeepAtHand(message, cancel), cancel);

    /// <summary>The chat or channel that a message stands in; null: in the conversation with one person.</summary>
    private static string? RoomOf(string message) => TeamsId.Message(message) is var (conversation, _, _) && TeamsId.IsShared(conversation) ? TeamsId.Room(conversation) : null;

    /// <summary>A room that cannot be used any more says so in many ways; what it is, is looked at before it is called lost.</summary>
    private Task<T> InRoom<T>(string? room, Func<Task<T>> act, CancellationToken cancel) => Careful(async () =>
    {
        try
        {
            return await act();
        }
        catch (TeamsErrorException no) when (room is not null && no.Status is HttpStatusCode.NotFound or HttpStatusCode.Forbidden)
        {
            throw await rooms.Lost(room!, no, cancel) is { } lost ? lost : no;
        }
    });

    private async Task InRoom(string? room, Func<Task> act, CancellationToken cancel) => await InRoom(
        room,
        async () =>
        {
            await act();
            return true;
        },
        cancel);
}

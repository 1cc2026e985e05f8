using System.Collections.Immutable;
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

    public Task SetTopic(string room, Rich topic, CancellationToken cancel = default) => Careful(() => rooms.SetTopic(room, topic, cancel));

    public Task Invite(string room, ImmutableArray<Person> people, CancellationToken cancel = default) => Careful(() => rooms.Invite(room, people, cancel));

    public Task Archive(string room, CancellationToken cancel = default) => Careful(() => rooms.Archive(room, cancel));

    public Task Rename(string room, string name, CancellationToken cancel = default) => Careful(() => rooms.Rename(room, name, cancel));

    public Task Empty(string room, string? except, CancellationToken cancel = default) => Careful(() => posts.Empty(room, except, cancel));

    public Task TakeOut(string room, Person person, CancellationToken cancel = default) => Careful(() => rooms.TakeOut(room, person, cancel));

    public Task<string> Post(string key, ChatPlace where, ChatMessage message, CancellationToken cancel = default) => Careful(() => posts.Post(key, where, message, cancel));

    public Task<IReadOnlyList<string>> Find(string key, ChatPlace where, DateTimeOffset since, CancellationToken cancel = default) => Careful(() => posts.Find(key, where, since, cancel));

    public Task Update(string message, ChatMessage content, CancellationToken cancel = default) => Careful(() => posts.Update(message, content, cancel));

    public Task Remove(string message, CancellationToken cancel = default) => Careful(() => posts.Remove(message, cancel));

    public Task Pin(string message, CancellationToken cancel = default) => Careful(() => rooms.KeepAtHand(message, cancel));
}

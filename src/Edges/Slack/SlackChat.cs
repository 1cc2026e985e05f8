using System.Collections.Immutable;
using ChatOpsIncident.Edges.Slack.Api;
using ChatOpsIncident.Engine;
using ChatOpsIncident.Incidents.Conversation;
using ChatOpsIncident.Incidents.Timeline;
using Microsoft.Extensions.Logging;
using static ChatOpsIncident.Edges.Slack.PortErrors;

namespace ChatOpsIncident.Edges.Slack;

/// <summary>Slack as the engine sees it. A room's reference is its channel's id, a message's is <c>channel/ts</c>.</summary>
/// <remarks>
/// A room opens with one call; topic and invitations follow beside its first card. What Slack refuses for want of a scope waits, and
/// <see cref="SlackApi.Troubles"/> names the scope.
/// </remarks>
public sealed class SlackChat : IChat
{
    private readonly SlackRooms rooms;
    private readonly SlackPosts posts;

    public SlackChat(SlackApi api, SlackSelf self, SlackLinks links, SlackDrawing drawing, ILogger<SlackChat> logger)
    {
        rooms = new(api, self, links, drawing, logger);
        posts = new(api, self, drawing, rooms, logger);
    }

    public string Platform => SlackId.Platform;

    public Task<string> OpenRoom(string key, RoomToOpen room, CancellationToken cancel = default) => Careful(() => rooms.Open(key, room, cancel));

    public Task<IReadOnlyList<string>> FindRoom(string key, RoomToOpen room, CancellationToken cancel = default) => Careful(() => rooms.Find(room, cancel));

    public Task SetTopic(string room, Rich topic, CancellationToken cancel = default) => InRoom(room, () => rooms.SetTopic(room, topic, cancel), cancel);

    public Task Invite(string room, ImmutableArray<Person> people, CancellationToken cancel = default) => InRoom(room, () => rooms.Invite(room, people, cancel), cancel);

    public Task Archive(string room, CancellationToken cancel = default) => Careful(() => rooms.Archive(room, cancel));

    public Task Rename(string room, string name, CancellationToken cancel = default) => Careful(() => rooms.Rename(room, name, cancel));

    public Task Empty(string room, string? except, CancellationToken cancel = default) => Careful(() => posts.Empty(room, except, cancel));

    public Task TakeOut(string room, Person person, CancellationToken cancel = default) => Careful(() => rooms.TakeOut(room, person, cancel));

    public Task Bookmark(string room, string title, string message, CancellationToken cancel = default) => InRoom(room, () => rooms.Bookmark(room, title, message, cancel), cancel);

    public Task ComeBack(string room, CancellationToken cancel = default) => Careful(() => rooms.ComeBack(room, cancel), room);

    public Task<bool> IsOpen(string room, CancellationToken cancel = default) => Careful(() => rooms.IsOpen(room, cancel));

    public Task<string> Post(string key, ChatPlace where, ChatMessage message, CancellationToken cancel = default) =>
        InRoom((where as ToRoom)?.Room, () => posts.Post(key, where, message, cancel), cancel);

    public Task<IReadOnlyList<string>> Find(string key, ChatPlace where, DateTimeOffset since, CancellationToken cancel = default) =>
        Careful(() => posts.Find(key, where, since, cancel));

    public Task Update(string message, ChatMessage content, CancellationToken cancel = default) => InRoom(RoomOf(message), () => posts.Update(message, content, cancel), cancel);

    public bool IsIn(string message, string room) => RoomOf(message) == room;

    public Task Remove(string message, CancellationToken cancel = default) => Careful(() => posts.Remove(message, cancel));

    public Task Pin(string message, CancellationToken cancel = default) => InRoom(RoomOf(message), () => posts.Pin(message, cancel), cancel);

    private static string? RoomOf(string message) => SlackId.Message(message) is { Channel: var channel } ? SlackId.Room(channel) : null;

    /// <summary>Somebody took us out of a public channel: back in, once.</summary>
    private Task<T> InRoom<T>(string? room, Func<Task<T>> act, CancellationToken cancel) => Careful(
        async () =>
        {
            try
            {
                return await act();
            }
            catch (SlackErrorException error) when (error.Error == "not_in_channel" && room is not null)
            {
                await rooms.ComeBack(room, cancel);
                return await act();
            }
        },
        room);

    private Task<bool> InRoom(string? room, Func<Task> act, CancellationToken cancel) => InRoom(
        room,
        async () =>
        {
            await act();
            return true;
        },
        cancel);
}

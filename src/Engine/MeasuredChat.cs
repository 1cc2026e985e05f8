using System.Collections.Immutable;
using ChatOpsIncident.Incidents.Conversation;
using ChatOpsIncident.Incidents.Timeline;

namespace ChatOpsIncident.Engine;

/// <summary>A platform whose calls are counted and timed, with how each of them ended.</summary>
internal sealed class MeasuredChat(IChat chat, TimeProvider time) : IChat
{
    public string Platform => chat.Platform;

    public bool IsIn(string message, string room) => chat.IsIn(message, room);

    public string? RoomsRunShort => chat.RoomsRunShort;

    public Task<string> OpenRoom(string key, RoomToOpen room, CancellationToken cancel) => Measure("open_room", chat.OpenRoom(key, room, cancel));

    public Task<IReadOnlyList<string>> FindRoom(string key, RoomToOpen room, CancellationToken cancel) => Measure("find_room", chat.FindRoom(key, room, cancel));

    public Task SetTopic(string room, Rich topic, CancellationToken cancel) => Measure("set_topic", Done(chat.SetTopic(room, topic, cancel)));

    public Task Invite(string room, ImmutableArray<Person> people, CancellationToken cancel) => Measure("invite", Done(chat.Invite(room, people, cancel)));

    public Task<string> Post(string key, ChatPlace where, ChatMessage message, CancellationToken cancel) => Measure("post", chat.Post(key, where, message, cancel));

    public Task<IReadOnlyList<string>> Find(string key, ChatPlace where, DateTimeOffset since, CancellationToken cancel) => Measure("find", chat.Find(key, where, since, cancel));

    public Task Update(string message, ChatMessage content, CancellationToken cancel) => Measure("update", Done(chat.Update(message, content, cancel)));

    public Task Remove(string message, CancellationToken cancel) => Measure("remove", Done(chat.Remove(message, cancel)));

    public Task Archive(string room, CancellationToken cancel) => Measure("archive", Done(chat.Archive(room, cancel)));

    public Task Rename(string room, string name, CancellationToken cancel) => Measure("rename", Done(chat.Rename(room, name, cancel)));

    public Task Empty(string room, string? except, CancellationToken cancel) => Measure("empty", Done(chat.Empty(room, except, cancel)));

    public Task ComeBack(string room, CancellationToken cancel) => Measure("come_back", Done(chat.ComeBack(room, cancel)));

    public Task<bool> IsOpen(string room, CancellationToken cancel) => Measure("is_open", chat.IsOpen(room, cancel));

    public Task Bookmark(string room, string title, string message, CancellationToken cancel) =>
        Measure("bookmark", Done(chat.Bookmark(room, title, message, cancel)));

    public Task TakeOut(string room, Person person, CancellationToken cancel) => Measure("take_out", Done(chat.TakeOut(room, person, cancel)));

    public Task Pin(string message, CancellationToken cancel) => Measure("pin", Done(chat.Pin(message, cancel)));

    private static async Task<bool> Done(Task call)
    {
        await call;
        return true;
    }

    private async Task<T> Measure<T>(string what, Task<T> call)
    {
        var (began, outcome) = (time.GetTimestamp(), "unknown");
        try
        {
            var result = await call;
            outcome = "done";
            return result;
        }
        catch (Exception fault) when (Named(fault) is { } named)
        {
            outcome = named;
            throw;
        }
        finally
        {
            Telemetry.Called(Platform, what, outcome, time.GetElapsedTime(began));
        }
    }

    /// <summary>How the port says that nothing was done; null: nobody knows whether it was.</summary>
    private static string? Named(Exception fault) => fault switch
    {
        ChatBusyException => "busy",
        ChatForbiddenException => "forbidden",
        ChatClosedException => "closed",
        ChatRefusedException => "refused",
        ChatGoneException => "gone",
        _ => null,
    };
}

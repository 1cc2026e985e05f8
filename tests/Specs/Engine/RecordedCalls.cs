using System.Collections.Immutable;
using ChatOpsIncident.Engine;
using ChatOpsIncident.Incidents.Conversation;

namespace ChatOpsIncident.Specs.Engine;

/// <summary>A chat that does everything at once and remembers what it was asked, for specs of one engine part.</summary>
internal sealed class RecordedCalls : IChat
{
    public List<string> Calls { get; } = [];

    /// <summary>What is there under which key, and where.</summary>
    public Dictionary<(string Key, ChatPlace Where), string> There { get; } = [];

    /// <summary>What each message was changed to last.</summary>
    public Dictionary<string, ChatMessage> Changed { get; } = [];

    /// <summary>The rooms that are open under any key.</summary>
    public IReadOnlyList<string> Rooms { get; set; } = [];

    /// <summary>What it says when somebody is to be taken out; null: they are.</summary>
    public Exception? TakesNobodyOut { get; set; }

    public string Platform { get; init; } = "web";

    /// <summary>What comes of pinning; null: it is done.</summary>
    public Exception? Fault { get; init; }

    public Task<string> OpenRoom(string key, RoomToOpen room, CancellationToken cancel = default) => Did("opened", "R1");

    public Task<IReadOnlyList<string>> FindRoom(string key, RoomToOpen room, CancellationToken cancel = default) => Task.FromResult(Rooms);

    public Task<bool> IsOpen(string room, CancellationToken cancel = default) => Task.FromResult(Rooms.Contains(room));

    public Task SetTopic(string room, Rich topic, CancellationToken cancel = default) => Task.CompletedTask;

    public Task Invite(string room, ImmutableArray<Person> people, CancellationToken cancel = default) => Did($"invited {string.Join(' ', people)} into {room}", room);

    public Task<string> Post(string key, ChatPlace where, ChatMessage message, CancellationToken cancel = default) => Did($"posted {key}", There[(key, where)] = key);

    public Task<IReadOnlyList<string>> Find(string key, ChatPlace where, DateTimeOffset since, CancellationToken cancel = default) =>
        Task.FromResult<IReadOnlyList<string>>(There.TryGetValue((key, where), out var message) ? [message] : []);

    public bool IsIn(string message, string room) => !There.ContainsValue(message) || There.Any(t => t.Value == message && t.Key.Where == new ToRoom(room));

    public Task Update(string message, ChatMessage content, CancellationToken cancel = default)
    {
        Changed[message] = content;
        return Did($"updated {message}", message);
    }

    public Task Remove(string message, CancellationToken cancel = default) => Did($"removed {message}", message);

    public Task Archive(string room, CancellationToken cancel = default) => Did($"closed {room}", room);

    public Task Empty(string room, string? except, CancellationToken cancel = default) => Did($"emptied {room} except {except}", room);

    public Task TakeOut(string room, Person person, CancellationToken cancel = default) =>
        TakesNobodyOut is { } why ? Task.FromException(why) : Did($"took {person} out of {room}", room);

    public Task Pin(string message, CancellationToken cancel = default) => Fault is null ? Task.CompletedTask : Task.FromException(Fault);

    private Task<string> Did(string what, string reference)
    {
        Calls.Add(what);
        return Task.FromResult(reference);
    }
}

using System.Collections.Immutable;
using ChatOpsIncident.Engine;
using ChatOpsIncident.Incidents.Conversation;

namespace ChatOpsIncident.Specs.Simulation.Breaks;

/// <summary>A chat that nobody asks whether a lost call arrived.</summary>
internal sealed class NeverAsked(IChat inner) : IChat
{
    public string Platform => inner.Platform;

    public Task<string> OpenRoom(string key, RoomToOpen room, CancellationToken cancel = default) => inner.OpenRoom(key, room, cancel);

    public Task<IReadOnlyList<string>> FindRoom(string key, RoomToOpen room, CancellationToken cancel = default) => Task.FromResult<IReadOnlyList<string>>([]);

    public Task SetTopic(string room, Rich topic, CancellationToken cancel = default) => inner.SetTopic(room, topic, cancel);

    public Task Invite(string room, ImmutableArray<Person> people, CancellationToken cancel = default) => inner.Invite(room, people, cancel);

    public Task<string> Post(string key, ChatPlace where, ChatMessage message, CancellationToken cancel = default) => inner.Post(key, where, message, cancel);

    public Task<IReadOnlyList<string>> Find(string key, ChatPlace where, DateTimeOffset since, CancellationToken cancel = default) => Task.FromResult<IReadOnlyList<string>>([]);

    public Task Update(string message, ChatMessage content, CancellationToken cancel = default) => inner.Update(message, content, cancel);

    public Task Remove(string message, CancellationToken cancel = default) => inner.Remove(message, cancel);

    public Task Archive(string room, CancellationToken cancel = default) => inner.Archive(room, cancel);

    public Task<bool> IsOpen(string room, CancellationToken cancel = default) => inner.IsOpen(room, cancel);

    public Task Pin(string message, CancellationToken cancel = default) => inner.Pin(message, cancel);
}

/// <summary>Chance that gives the same salt every time.</summary>
internal sealed class OneSalt(IChance inner) : IChance
{
    public byte[] Bytes(int count) => count == 16 ? new byte[16] : inner.Bytes(count);

    public int Below(int below) => inner.Below(below);
}

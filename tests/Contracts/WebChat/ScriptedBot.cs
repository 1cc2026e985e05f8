using System.Collections.Concurrent;
using System.Collections.Immutable;
using ChatOpsIncident.Engine;
using ChatOpsIncident.Incidents.Conversation;
using ChatOpsIncident.Incidents.Timeline;

namespace ChatOpsIncident.Contracts.WebChat;

/// <summary>An engine that notes what it is asked and answers as told to.</summary>
internal sealed class ScriptedBot : IBot
{
    public ConcurrentQueue<Inbound> Asked { get; } = new();

    public Func<Inbound, Reply> Answers { get; set; } = inbound => new Told($"Understood as {inbound.GetType().Name}.");

    public ImmutableArray<Offer> Offered { get; set; } = [Incidents.Detection.Report.Offer];

    private int waiting;

    /// <summary>Requests that were not answered yet.</summary>
    public int Waiting => Volatile.Read(ref waiting);

    /// <summary>It answers when this is over.</summary>
    public Task Waits { get; set; } = Task.CompletedTask;

    public async Task<Reply> Handle(Inbound inbound, CancellationToken cancel = default)
    {
        Asked.Enqueue(inbound);
        Interlocked.Increment(ref waiting);
        await Waits;
        Interlocked.Decrement(ref waiting);
        return Answers(inbound);
    }

    public Task<ImmutableArray<Offer>> Offers(Person who, string? room, CancellationToken cancel = default) =>
        Task.FromResult(Offered);

    public ImmutableArray<ListRow> Listed { get; set; } = [];

    /// <summary>Rooms of incidents whose first one was replaced.</summary>
    public ConcurrentDictionary<string, string> Rooms { get; } = new(StringComparer.Ordinal);

    public Task<ImmutableArray<ListRow>> List(Person who, CancellationToken cancel = default) => Task.FromResult(Listed);

    public Task<string> Preview(Person who, string? room, string text, CancellationToken cancel = default) => Task.FromResult("reports this text");

    public Task<string?> RoomOf(Person who, string stream, CancellationToken cancel = default) => Task.FromResult(Rooms.GetValueOrDefault(stream));
}

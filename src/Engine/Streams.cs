using System.Collections.Concurrent;
using System.Text.Json;
using ChatOpsIncident.Incidents.Conversation;
using ChatOpsIncident.Incidents.Timeline;

namespace ChatOpsIncident.Engine;

/// <summary>Streams of one aggregate, read: the folded state is kept by stream and checked against the head's ETag.</summary>
/// <param name="every">Events from one snapshot to the next: as many are read at most where nothing is kept.</param>
internal sealed class Streams<TState>(IStore store, Fold<TState> fold, int every = 200)
{
    private const int Kept = 2000;
    private readonly ConcurrentDictionary<string, Loaded<TState>> cache = new(StringComparer.Ordinal);

    public Fold<TState> Fold => fold;

    /// <summary>The newest state. <see cref="FromTheFutureException"/> if a newer version wrote to it.</summary>
    public async Task<Loaded<TState>> Load(string stream, CancellationToken cancel = default)
    {
        var row = await store.Read(Keys.Head(stream), cancel);
        if (row is null) return new(fold.Empty(stream), null);
        var known = cache.TryGetValue(stream, out var cached) ? cached : new(fold.Empty(stream), null);
        if (known.ETag == row.ETag) return known;
        var head = HeadRow.Read(row.Payload).Known();
        // A cache that is ahead of this head read belongs to a later moment: the answer must not go back.
        if (known.ETag is not null && fold.HeadOf(known.State).Number > head.Number) return known;
        // Words that were redacted since may be anywhere in what was kept.
        if (head.Redacted > known.Redacted) known = new(fold.Empty(stream), null);
        if (head.Number - fold.HeadOf(known.State).Number > every && await Snapshot(stream, cancel) is { } snapshot)
        {
            // Appended since the head was read, and with it perhaps redacted: once more from the head that is there now.
            if (snapshot.Number > head.Number) return await Load(stream, cancel);
            if (snapshot.Redacted == head.Redacted && snapshot.Number > fold.HeadOf(known.State).Number) known = new(fold.Read(snapshot.State), null, Snapshot: snapshot.Number);
        }
        var state = known.State;
        foreach (var recorded in await Events(stream, fold.HeadOf(state).Number + 1, head.Number, cancel)) state = fold.Evolve(state, recorded);
        return Keep(stream, known with { State = state, ETag = row.ETag, Redacted = head.Redacted });
    }

    /// <summary>The snapshot that belongs into the batch of an append that leads to this state; null: not yet.</summary>
    public string? SnapshotOf(TState state, Loaded<TState> before) =>
        fold.HeadOf(state).Number - before.Snapshot >= every ? SnapshotRow.Write(fold, state, before.Redacted) : null;

    /// <summary>Recorded events from number <paramref name="from"/> to <paramref name="to"/>, both included.</summary>
    public async Task<IReadOnlyList<Recorded>> Events(string stream, long from, long to, CancellationToken cancel = default)
    {
        if (from > to) return [];
        var rows = await store.Range(TableNames.Streams, stream, Keys.EventRow(from), Keys.EventRow(to + 1), cancel: cancel);
        return [.. rows.Select(r => EventRow.Read(r.Payload))];
    }

    /// <summary>Whether this request was applied to the stream.</summary>
    public async Task<bool> Has(string stream, string request) => await store.Read(Keys.Request(stream, request)) is not null;

    private async Task<SnapshotRow?> Snapshot(string stream, CancellationToken cancel) =>
        await store.Read(Keys.Snapshot(stream), cancel) is { } row ? SnapshotRow.Read(row.Payload) : null;

    public Loaded<TState> Keep(string stream, Loaded<TState> loaded)
    {
        if (cache.Count > Kept) cache.Clear();
        return cache[stream] = loaded;
    }

    /// <summary>What was kept may be older than a redaction.</summary>
    public void Forget(string stream) => cache.TryRemove(stream, out _);
}

/// <summary>A state and the ETag of the head it was read with; null if the stream does not exist yet.</summary>
/// <param name="Redacted">As the head says.</param>
/// <param name="Snapshot">Number of the newest snapshot that this instance read or wrote; 0: none that it can use.</param>
internal sealed record Loaded<TState>(TState State, string? ETag, long Redacted = 0, long Snapshot = 0);

/// <summary>The head row: number and hash of the last event, and what lists need.</summary>
/// <param name="Redacted">Number of the last event whose redaction was carried out; 0: none.</param>
internal sealed record HeadRow(long Number, string Hash, ListRow? List, long Redacted = 0)
{
    private const int Shape = 1;

    /// <summary>The shape of this row: who does not know it would write it back without what is new in it.</summary>
    public int Made { get; init; } = Shape;

    public static HeadRow Read(string payload) => JsonSerializer.Deserialize<HeadRow>(payload, RowJson.Options)!;

    /// <summary>For whoever goes on to write. <see cref="FromTheFutureException"/> if a newer version wrote it.</summary>
    public HeadRow Known() => Made <= Shape ? this : throw new FromTheFutureException(FormattableString.Invariant($"A head row of shape {Made}"));

    public string Write() => JsonSerializer.Serialize(this, RowJson.Options);
}

/// <summary>An event's row: the envelope as it was sealed, and its hash beside it.</summary>
internal sealed record EventRow(string Hash, string Envelope)
{
    public static Recorded Read(string payload)
    {
        var row = JsonSerializer.Deserialize<EventRow>(payload, RowJson.Options)!;
        return Recorded.Open(row.Envelope, row.Hash);
    }

    public static string Write(Recorded recorded) => JsonSerializer.Serialize(new EventRow(recorded.Hash, recorded.Json), RowJson.Options);
}

using System.Collections.Immutable;
using System.Text;
using ChatOpsIncident.Incidents.Timeline;

namespace ChatOpsIncident.Engine;

/// <summary>Decides what waits for one stream, and appends it as one batch: head by ETag, events and request rows by insert.</summary>
internal sealed class Appender<TState>(IStore store, Streams<TState> streams, Pointers pointers, TimeProvider time, IChance chance)
{
    /// <summary>Rows of a batch, with room to spare below the store's 100.</summary>
    private const int MostRows = 90;

    /// <summary>Events of a batch, in bytes of UTF-8, with room to spare for the last one, the snapshot and the rest.</summary>
    private const int MostBytes = 700 * 1024;

    /// <summary>Decides one after the other, each on the state after the one before.</summary>
    public async Task<Round<TState>> Decide(string stream, ImmutableArray<Pending<TState>> group)
    {
        // Before the state: a request that was applied then is in the state, and one applied after it meets a conflict.
        var applied = await Task.WhenAll(group.Select(p => store.Read(Keys.Request(stream, p.Request))));
        var round = new Round<TState>(await streams.Load(stream), streams.Fold);
        foreach (var (pending, known) in group.Zip(applied))
        {
            if (round.Rows > MostRows || round.Bytes > MostBytes) round.Leave(pending);
            else if (round.Has(pending.Request) || known is not null) round.Repeat(pending);
            else round.Apply(pending, time.GetUtcNow(), await Number(stream, pending, round), () => chance.Bytes(16));
        }
        return round;
    }

    /// <summary>Throws a conflict if somebody else appended in between.</summary>
    public async Task Append(string stream, Round<TState> round)
    {
        var (fold, loaded) = (streams.Fold, round.Loaded);
        var head = fold.HeadOf(round.State);
        var payload = new HeadRow(head.Number, head.Hash, fold.Row(round.State), loaded.Redacted).Write();
        var key = Keys.Head(stream);
        var batch = ImmutableArray.CreateBuilder<Change>();
        batch.Add(loaded.ETag is { } etag ? new Replace(key, payload, etag) : new Insert(key, payload));
        batch.AddRange(round.Events.Select(e => new Insert(Keys.Event(stream, e.Recorded.Number), e.Payload)));
        batch.AddRange(round.Requests.Select(r => new Insert(Keys.Request(stream, r.Key), $$"""{"version":{{r.Value}}}""")));
        // Under the head's ETag like the rest: none that is older than a redaction is ever written after it.
        var snapshot = streams.SnapshotOf(round.State, loaded);
        if (snapshot is not null) batch.Add(new Put(Keys.Snapshot(stream), snapshot));
        var etags = await store.Write(batch.ToImmutable());
        streams.Keep(stream, loaded with { State = round.State, ETag = etags[0], Snapshot = snapshot is null ? loaded.Snapshot : head.Number });
    }

    /// <summary>A number and the pointers, before the first event: pointers before facts.</summary>
    private async Task<int?> Number(string stream, Pending<TState> pending, Round<TState> round)
    {
        if (!pending.Opens || round.Loaded.ETag is not null || round.Appends || !round.WouldHappen(pending, time.GetUtcNow())) return null;
        await pointers.MarkOpen(stream, CancellationToken.None);
        return await pointers.ClaimNumber(stream, CancellationToken.None);
    }
}

/// <summary>What one batch will hold.</summary>
internal sealed class Round<TState>(Loaded<TState> loaded, Fold<TState> fold)
{
    private readonly List<(Recorded Recorded, string Payload)> events = [];
    private readonly Dictionary<string, long> requests = new(StringComparer.Ordinal);
    private readonly List<Action> settled = [];
    private readonly List<Pending<TState>> left = [];

    public Loaded<TState> Loaded => loaded;

    public TState State { get; private set; } = loaded.State;

    /// <summary>With their rows as they will be stored.</summary>
    public IReadOnlyList<(Recorded Recorded, string Payload)> Events => events;

    public IReadOnlyDictionary<string, long> Requests => requests;

    /// <summary>To be called once it is stored: tells everybody who waits.</summary>
    public IReadOnlyList<Action> Settled => settled;

    public ImmutableArray<Pending<TState>> Left => [.. left];

    public bool Appends => events.Count > 0;

    public int Rows => 1 + events.Count + requests.Count;

    /// <summary>Of the rows of its events, in UTF-8.</summary>
    public int Bytes { get; private set; }

    public bool Has(string request) => requests.ContainsKey(request);

    public void Leave(Pending<TState> pending) => left.Add(pending);

    /// <summary>Whether it would open the stream: a number is claimed only for what is not refused.</summary>
    public bool WouldHappen(Pending<TState> pending, DateTimeOffset now) =>
        fold.Decide(State, pending.Command, pending.Asked(State) with { Now = now, NextNumber = 1 }) is Happens;

    /// <summary>This request was applied before: answered from the state as it is.</summary>
    public void Repeat(Pending<TState> pending)
    {
        var outcome = new Outcome<TState>(null, State, pending.Asked(State));
        settled.Add(() => pending.Done.TrySetResult(outcome));
    }

    /// <summary>One that throws is told so, and keeps nobody else waiting.</summary>
    public void Apply(Pending<TState> pending, DateTimeOffset now, int? number, Func<byte[]> newSalt)
    {
        try
        {
            var moment = pending.Asked(State) with { Now = now, NextNumber = number };
            var decision = fold.Decide(State, pending.Command, moment);
            if (decision is Happens happens) Record(pending.Request, happens.Events, moment, newSalt);
            var outcome = new Outcome<TState>(decision, State, moment);
            settled.Add(() => pending.Done.TrySetResult(outcome));
        }
        catch (Exception fault) when (fault is not FromTheFutureException)
        {
            settled.Add(() => pending.Done.TrySetException(fault));
        }
    }

    private void Record(string request, ImmutableArray<Event> decided, Moment moment, Func<byte[]> newSalt)
    {
        var (state, sealedEvents) = (State, new List<Recorded>());
        foreach (var @event in decided)
        {
            var head = fold.HeadOf(state);
            var envelope = new Envelope(moment.Stream, moment.Now, moment.Who.Person, moment.Who.SignedIn, request, moment.Playbook.Version);
            var recorded = Recorded.Seal(@event, head, envelope, newSalt);
            sealedEvents.Add(recorded);
            state = fold.Evolve(state, recorded);
        }
        State = state;
        foreach (var (recorded, payload) in sealedEvents.Select(e => (e, EventRow.Write(e))))
        {
            events.Add((recorded, payload));
            Bytes += Encoding.UTF8.GetByteCount(payload);
        }
        requests[request] = fold.HeadOf(state).Number;
    }
}

using System.Collections.Immutable;

namespace ChatOpsIncident.Edges.Teams.Connector;

/// <summary>
/// How fast we may call: for each conversation what Teams allows a bot in it, and for the whole organisation. Changes of messages count as posts.
/// In one conversation one write is under way at a time, because Teams refuses two.
/// </summary>
/// <remarks>https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit; one less than allowed, because Teams may split a message.
/// By hand, because the limiters of System.Threading.RateLimiting take no clock, have one window each, and can't be closed for as long as a 429 says.</remarks>
internal sealed class Paces(TimeProvider clock) : IDisposable
{
    private const int Many = 200;

    private static readonly ImmutableArray<Limit> Writing = [new(6, 1), new(7, 2), new(55, 30), new(1700, 3600)];
    private static readonly ImmutableArray<Limit> Reading = [new(13, 1), new(15, 2), new(110, 30), new(3500, 3600)];
    private static readonly ImmutableArray<Limit> Everything = [new(45, 1)];

    private readonly Lock gate = new();
    private readonly Dictionary<string, Pace> paces = new(StringComparer.Ordinal);
    private readonly Pace all = new(Everything, clock, oneAtATime: false);

    /// <summary>Waits for a turn, if it is near; else says when to come back.</summary>
    public async Task<Turn> Enter(TeamsCall call, CancellationToken cancel)
    {
        if (call.Thread is not { } thread) return default;
        var writes = call.Method != HttpMethod.Get;
        var pace = Of((writes ? "w " : "r ") + TeamsId.Room(thread), writes ? Writing : Reading, writes);
        await pace.Enter(cancel);
        try
        {
            await all.Enter(cancel);
            return new(pace);
        }
        catch
        {
            pace.Leave();
            throw;
        }
    }

    public void Dispose()
    {
        lock (gate) foreach (var pace in paces.Values.Append(all)) pace.Dispose();
    }

    private Pace Of(string name, ImmutableArray<Limit> limits, bool oneAtATime)
    {
        lock (gate)
        {
            if (paces.TryGetValue(name, out var pace)) return pace;
            if (paces.Count > Many) foreach (var (idle, _) in paces.Where(p => p.Value.IsIdle).ToArray()) paces.Remove(idle);
            return paces[name] = new(limits, clock, oneAtATime);
        }
    }

    /// <summary>A call's turn; ends when disposed.</summary>
    internal readonly struct Turn(Pace? pace) : IDisposable
    {
        /// <summary>Teams said no more such calls for so long. When to come back.</summary>
        public TimeSpan Close(TimeSpan after) => pace?.Close(after) ?? after;

        public void Dispose() => pace?.Leave();
    }
}

/// <summary>So many calls within so many seconds.</summary>
internal readonly record struct Limit(int Calls, int Seconds);

/// <summary>Calls that share limits.</summary>
internal sealed class Pace(ImmutableArray<Limit> limits, TimeProvider clock, bool oneAtATime) : IDisposable
{
    /// <summary>So long a call waits here at most.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    private readonly Lock gate = new();
    private readonly SemaphoreSlim one = new(1, 1);
    private readonly Queue<DateTimeOffset> calls = new();
    private DateTimeOffset opens = DateTimeOffset.MinValue;
    private int inside;

    /// <summary>Nobody is in it, and what was counted counts no more.</summary>
    public bool IsIdle
    {
        get
        {
            lock (gate) return inside == 0 && clock.GetUtcNow() >= opens && (calls.Count == 0 || clock.GetUtcNow() - calls.Last() > TimeSpan.FromSeconds(limits[^1].Seconds));
        }
    }

    /// <summary>Waits for a turn. Every turn is given back by <see cref="Leave"/>.</summary>
    public async Task Enter(CancellationToken cancel)
    {
        lock (gate) inside++;
        try
        {
            if (oneAtATime && !await one.WaitAsync(TimeSpan.Zero, cancel)) await Wait(cancel);
            try
            {
                await Turn(cancel);
            }
            catch
            {
                if (oneAtATime) one.Release();
                throw;
            }
        }
        catch
        {
            lock (gate) inside--;
            throw;
        }
    }

    public void Dispose() => one.Dispose();

    /// <summary>The call is over.</summary>
    public void Leave()
    {
        if (oneAtATime) one.Release();
        lock (gate) inside--;
    }

    /// <summary>No more such calls for so long.</summary>
    public TimeSpan Close(TimeSpan after)
    {
        lock (gate)
        {
            var until = clock.GetUtcNow() + after;
            if (until > opens) opens = until;
            return opens - clock.GetUtcNow();
        }
    }

    private async Task Wait(CancellationToken cancel)
    {
        using var late = new CancellationTokenSource(Patience, clock);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancel);
        try
        {
            await one.WaitAsync(end.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new TeamsBusyException(TimeSpan.FromSeconds(1));
        }
    }

    private async Task Turn(CancellationToken cancel)
    {
        while (Left() is var left && left > TimeSpan.Zero)
        {
            if (left > Patience) throw new TeamsBusyException(left);
            await Task.Delay(left, clock, cancel);
        }
    }

    /// <summary>Zero: the call is counted, and may go.</summary>
    private TimeSpan Left()
    {
        lock (gate)
        {
            var now = clock.GetUtcNow();
            while (calls.TryPeek(out var oldest) && now - oldest >= TimeSpan.FromSeconds(limits[^1].Seconds)) calls.Dequeue();
            var free = opens;
            foreach (var limit in limits)
            {
                if (calls.Count >= limit.Calls && calls.ElementAt(calls.Count - limit.Calls) + TimeSpan.FromSeconds(limit.Seconds) is var next && next > free) free = next;
            }
            if (free > now) return free - now;
            calls.Enqueue(now);
            return TimeSpan.Zero;
        }
    }
}

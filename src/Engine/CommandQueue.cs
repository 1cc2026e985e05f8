using System.Collections.Immutable;

namespace ChatOpsIncident.Engine;

/// <summary>
/// Commands of one aggregate: within this instance those for one stream go one after another, and those that wait are appended together.
/// Between instances the head's ETag decides; who loses reads again, decides again, with jitter, until the answer is due.
/// </summary>
internal sealed class CommandQueue<TState>(Appender<TState> appender, DueRows due, TimeProvider time, IChance chance)
{
    private const int Together = 20;
    private readonly Dictionary<string, Queue<Pending<TState>>> waiting = new(StringComparer.Ordinal);
    private readonly Lock gate = new();

    /// <summary>Called after every append, with the row that announced it: from then on that row is the worker's. Without it: the row stays until its time.</summary>
    public Action<string, Noted?> Appended { get; set; } = (_, _) => { };

    /// <summary>Decides and stores. Throws the store's exceptions if it could not be stored.</summary>
    public Task<Outcome<TState>> Send(string stream, Pending<TState> pending)
    {
        bool first;
        lock (gate)
        {
            first = !waiting.TryGetValue(stream, out var queue);
            if (first) waiting[stream] = queue = new();
            queue!.Enqueue(pending);
        }
        if (first) _ = Drain(stream);
        return pending.Done.Task;
    }

    private async Task Drain(string stream)
    {
        while (Next(stream) is { Length: > 0 } group)
        {
            try
            {
                await Apply(stream, group);
            }
            catch (Exception fault)
            {
                foreach (var pending in group) pending.Done.TrySetException(fault);
            }
        }
    }

    private ImmutableArray<Pending<TState>> Next(string stream)
    {
        lock (gate)
        {
            var queue = waiting[stream];
            if (queue.Count == 0) waiting.Remove(stream);
            var group = ImmutableArray.CreateBuilder<Pending<TState>>();
            while (group.Count < Together && queue.TryDequeue(out var pending)) group.Add(pending);
            return group.ToImmutable();
        }
    }

    /// <summary>One batch for all that wait; what does not fit goes into the next one.</summary>
    private async Task Apply(string stream, ImmutableArray<Pending<TState>> group)
    {
        var noted = await due.Announce(stream, CancellationToken.None);
        var until = noted.At - DueRows.Margin;
        var (appended, doubted) = (false, false);
        while (!group.IsEmpty)
        {
            try
            {
                var round = await Round(stream, group, until);
                appended |= round.Appends;
                group = round.Left;
            }
            catch (Exception e) when (e is StoreConflictException or StoreUncertainException && StillWaiting(group, until))
            {
                // Lost against somebody else, or the answer was lost; the request rows tell the next round what was written.
                doubted |= e is StoreUncertainException;
                // What was read before the conflict still holds: the next round reads only what came since.
                Telemetry.Conflicted(typeof(TState).Name);
                await Task.Delay(TimeSpan.FromMilliseconds(5 + chance.Below(40)), time);
            }
        }
        // What nobody knows may still land: it keeps the row that announced it.
        if (doubted) Appended(stream, null);
        else if (appended) Appended(stream, noted);
        else await due.Delete(noted, CancellationToken.None);
    }

    private async Task<Round<TState>> Round(string stream, ImmutableArray<Pending<TState>> group, DateTimeOffset until)
    {
        var round = await appender.Decide(stream, group);
        if (round.Appends)
        {
            if (time.GetUtcNow() >= until) throw new StoreUnavailableException("The store is very slow now.");
            await appender.Append(stream, round);
            Telemetry.Appended(typeof(TState).Name, round.Events.Count);
        }
        foreach (var settle in round.Settled) settle();
        return round;
    }

    private bool StillWaiting(ImmutableArray<Pending<TState>> group, DateTimeOffset until)
    {
        var now = time.GetUtcNow();
        return now < until && group.Any(p => p.Until > now);
    }
}

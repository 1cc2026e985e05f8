using System.Collections.Immutable;
using ChatOpsIncident.Incidents.Timeline;
using Microsoft.Extensions.Logging;

namespace ChatOpsIncident.Engine;

/// <summary>
/// The only worker: notes the due rows that it sees, visits the stream (tick, reconcile), writes the row for the next time, and only then
/// deletes what it noted. Where another instance is at the stream, what was found is left to it; what came from here waits its turn.
/// A sweep over open incidents and the organisation, slow and whenever another instance has ended, finds what nobody is at. Of what is found only so
/// much is visited at once; what was written here never waits behind it.
/// </summary>
internal sealed partial class AlarmLoop(DueRows due, Leases leases, Pointers pointers, Func<string, Task<DateTimeOffset?>> visit, TimeProvider time, IChance chance, ILogger logger)
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Sweep = TimeSpan.FromMinutes(10);

    private readonly VisitPlaces places = new(most: 32, mostSwept: 8);
    private readonly Dictionary<string, HashSet<Noted>> noted = new(StringComparer.Ordinal);
    private readonly Lock gate = new();

    /// <summary>Runs until cancelled.</summary>
    public async Task Run(CancellationToken cancel)
    {
        var (nextSweep, ended) = (time.GetUtcNow(), leases.Ended);
        while (!cancel.IsCancellationRequested)
        {
            try
            {
                // What another one left when it ended is not due for a while, and need not wait.
                if (time.GetUtcNow() >= nextSweep || leases.Ended != ended)
                {
                    ended = leases.Ended;
                    foreach (var stream in await pointers.Open(cancel)) Found(stream, null);
                    Found(StreamId.Organisation, null);
                    nextSweep = time.GetUtcNow() + Sweep;
                }
                for (var shard = 0; shard < Keys.Shards; shard++)
                {
                    foreach (var row in await due.Due(shard, cancel)) Found(Keys.StreamOfDue(row.Key.Row), row);
                }
            }
            catch (Exception e) when (e is StoreUnavailableException or StoreUncertainException)
            {
                Log.StoreAway(logger, e.Message);
            }
            await Task.Delay(Poll + TimeSpan.FromMilliseconds(chance.Below(200)), time, cancel);
        }
    }

    /// <summary>This instance wrote to the stream: it looks at it now, and the noted row goes once that is done.</summary>
    public void Wake(string stream, Noted? row)
    {
        lock (gate)
        {
            ours.Add(stream);
            var waited = places.Leave(stream);
            if (Note(stream, row) && !waited) return;
        }
        _ = Work(stream, hasPlace: false);
    }

    /// <summary>There is, or may be, work.</summary>
    private void Found(string stream, Noted? row)
    {
        lock (gate)
        {
            var known = Note(stream, row);
            if (known ? row is null || !places.IsDue(stream) : !places.Take(stream, isDue: row is not null)) return;
        }
        _ = Work(stream, hasPlace: true);
    }

    /// <summary>Whether it is known already: visited now, or waiting for that.</summary>
    private bool Note(string stream, Noted? row)
    {
        if (!noted.TryGetValue(stream, out var seen))
        {
            noted[stream] = row is null ? [] : [row];
            return false;
        }
        if (row is not null) seen.Add(row);
        else again.Add(stream);
        return true;
    }

    private readonly HashSet<string> again = new(StringComparer.Ordinal);
    private readonly HashSet<string> ours = new(StringComparer.Ordinal);

    /// <summary>Visits it until nothing more is noted. Its place goes on to whoever waits for one.</summary>
    private async Task Work(string stream, bool hasPlace)
    {
        for (var next = stream; next is not null; next = hasPlace ? NextAfter(next) : null) await Visits(next);
    }

    private string? NextAfter(string over)
    {
        lock (gate) return places.Next(over);
    }

    private async Task Visits(string stream)
    {
        var done = new HashSet<Noted>();
        var more = true;
        while (more)
        {
            Noted? lease = null;
            ImmutableArray<Noted> rows = [];
            try
            {
                lease = await Turn(stream);
                if (lease is null && Leave(stream)) return;
                rows = Take(stream, done);
                foreach (var row in rows.Where(r => r.At <= time.GetUtcNow())) Telemetry.Begun(time.GetUtcNow() - row.At);
                if (await visit(stream) is { } next) await due.Schedule(stream, next, CancellationToken.None);
                foreach (var row in rows) await due.Delete(row, CancellationToken.None);
            }
            catch (Exception e)
            {
                // The rows stay: whoever sees them next tries again.
                if (e is StoreUnavailableException or StoreUncertainException) Log.VisitAway(logger, stream, e.Message);
                else Log.VisitBroke(logger, e, stream);
                if (rows.IsEmpty) rows = Take(stream, done);
            }
            if (lease is not null) await leases.GiveBack(lease);
            done.UnionWith(rows);
            more = More(stream, done);
        }
    }

    /// <summary>The lease. What was written here waits for it, but not longer than it lasts.</summary>
    private async Task<Noted?> Turn(string stream)
    {
        var until = time.GetUtcNow() + Leases.Lasts;
        while (true)
        {
            if (await leases.Take(stream) is { } lease) return lease;
            if (!IsOurs(stream) || time.GetUtcNow() >= until) return null;
            await Task.Delay(TimeSpan.FromMilliseconds(40 + chance.Below(40)), time);
        }
    }

    private bool IsOurs(string stream)
    {
        lock (gate) return ours.Contains(stream);
    }

    /// <summary>Somebody else is at it, and nothing of it was written here: its rows are seen again as long as they are there.</summary>
    private bool Leave(string stream)
    {
        lock (gate) return !ours.Contains(stream) && noted.Remove(stream);
    }

    private ImmutableArray<Noted> Take(string stream, HashSet<Noted> done)
    {
        lock (gate)
        {
            ours.Remove(stream);
            again.Remove(stream);
            return [.. noted[stream].Except(done)];
        }
    }

    private bool More(string stream, HashSet<Noted> done)
    {
        lock (gate)
        {
            if (again.Contains(stream) || !noted[stream].IsSubsetOf(done)) return true;
            noted.Remove(stream);
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The store is away: {Why}")]
        public static partial void StoreAway(ILogger logger, string why);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{Stream}: a visit broke off, because the store is away; it will be tried again: {Why}")]
        public static partial void VisitAway(ILogger logger, string stream, string why);

        [LoggerMessage(Level = LogLevel.Error, Message = "{Stream}: a visit broke off; it will be tried again")]
        public static partial void VisitBroke(ILogger logger, Exception fault, string stream);
    }
}

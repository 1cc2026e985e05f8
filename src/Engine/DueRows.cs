using System.Collections.Immutable;
using System.Globalization;

namespace ChatOpsIncident.Engine;

/// <summary>Hints that a stream has work at a time. There may be several; a missing one is what must never happen while work is left.</summary>
internal sealed class DueRows(IStore store, TimeProvider time, IChance chance)
{
    /// <summary>An append's own hint lies this far ahead; the append gives up well before.</summary>
    public static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    /// <summary>An append that has not landed this long before its hint is given up.</summary>
    public static readonly TimeSpan Margin = TimeSpan.FromSeconds(10);

    /// <summary>Before an append: somebody will look at this stream soon, even if we are gone by then.</summary>
    public async Task<Noted> Announce(string stream, CancellationToken cancel)
    {
        var key = Keys.Due(stream, time.GetUtcNow() + Soon, Convert.ToHexStringLower(chance.Bytes(6)));
        var etags = await store.Write([new Insert(key, "{}")], cancel);
        return new(key, etags[0]);
    }

    /// <summary>The next time this stream has work. The same time twice is one row.</summary>
    public Task Schedule(string stream, DateTimeOffset at, CancellationToken cancel) => store.Write([new Put(Keys.Due(stream, at, "next"), "{}")], cancel);

    /// <summary>Deletes a row that was noted before its stream was loaded, unless somebody wrote it anew since.</summary>
    public async Task Delete(Noted noted, CancellationToken cancel)
    {
        try
        {
            await store.Write([new Delete(noted.Key, noted.ETag)], cancel);
        }
        catch (StoreConflictException)
        {
            // Written anew by somebody, or deleted by another worker: either way not ours to delete.
        }
    }

    /// <summary>Rows whose time has come, in one shard.</summary>
    public async Task<ImmutableArray<Noted>> Due(int shard, CancellationToken cancel)
    {
        var until = Keys.DueTime(time.GetUtcNow().AddMilliseconds(1));
        var rows = await store.Range(TableNames.Due, Keys.Shard(shard), "0", until, 200, cancel);
        // One of a shape that only a newer version knows is left to it.
        return [.. rows.Where(r => Keys.IsDue(r.Key.Row)).Select(r => new Noted(r.Key, r.ETag))];
    }
}

/// <summary>A due row as it was seen.</summary>
internal sealed record Noted(Key Key, string ETag)
{
    /// <summary>Its time.</summary>
    public DateTimeOffset At => DateTimeOffset.ParseExact(Key.Row.AsSpan(0, 17), "yyyyMMddHHmmssfff", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}

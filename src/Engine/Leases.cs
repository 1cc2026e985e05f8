using System.Collections.Concurrent;
using System.Text.Json;

namespace ChatOpsIncident.Engine;

/// <summary>
/// Which instance is at a stream, so that two do not do the same work. Only that: whoever works without a lease, or longer than it lasts, still does nothing wrong.
/// No clock is compared with another one's: a lease is over when its owner has ended, or when we saw it unchanged for its whole time.
/// </summary>
internal sealed class Leases(IStore store, IInstances instances, TimeProvider time)
{
    /// <summary>After this long without a change the owner is taken for gone.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, (string ETag, DateTimeOffset Since)> others = new(StringComparer.Ordinal);

    /// <summary>How many others were seen to end.</summary>
    public int Ended => instances.Ended;

    /// <summary>The lease of this stream; null: another instance is at it.</summary>
    public async Task<Noted?> Take(string stream)
    {
        var (key, mine) = (Keys.Lease(stream), JsonSerializer.Serialize(new Owner(instances.Me), RowJson.Options));
        if (await Try(new Insert(key, mine)) is { } lease) return lease;
        return await store.Read(key) is { } held && IsOver(stream, held) ? await Try(new Replace(key, mine, held.ETag)) : null;
    }

    /// <summary>We are done. One that can't be given back runs out.</summary>
    public async Task GiveBack(Noted lease)
    {
        try
        {
            await store.Write([new Delete(lease.Key, lease.ETag)]);
        }
        catch (Exception e) when (e is StoreConflictException or StoreUnavailableException or StoreUncertainException)
        {
            // Somebody took us for gone, or the store is away: either way nothing hangs on it.
        }
    }

    private async Task<Noted?> Try(Change change)
    {
        try
        {
            var etag = (await store.Write([change]))[0];
            others.TryRemove(change.Key.Row, out _);
            return new(change.Key, etag);
        }
        catch (StoreConflictException)
        {
            return null;
        }
    }

    private bool IsOver(string stream, Row held)
    {
        var owner = JsonSerializer.Deserialize<Owner>(held.Payload, RowJson.Options)!.Instance;
        // One of our own is left over from a write that nobody heard of.
        if (owner == instances.Me || instances.HasEnded(owner)) return true;
        var now = time.GetUtcNow();
        var seen = others.AddOrUpdate(stream, _ => (held.ETag, now), (_, before) => before.ETag == held.ETag ? before : (held.ETag, now));
        return now - seen.Since >= Lasts;
    }

    private sealed record Owner(string Instance);
}

using System.Collections.Immutable;
using System.Globalization;
using ChatOpsIncident.Engine;

namespace ChatOpsIncident.Specs.Engine;

/// <summary>A store that keeps nothing on disk, for specs of one engine part.</summary>
internal sealed class MemoryStore : IStore
{
    private readonly Dictionary<Key, Row> rows = [];
    private readonly Lock gate = new();
    private int writes;

    public Task<Row?> Read(Key key, CancellationToken cancel = default) => Task.FromResult(Row(key));

    public Task<IReadOnlyList<Row>> Range(string table, string partition, string from, string to, int take = int.MaxValue, CancellationToken cancel = default)
    {
        Row[] all;
        lock (gate) all = [.. rows.Values];
        return Task.FromResult<IReadOnlyList<Row>>([.. all
            .Where(r => r.Key.Table == table && r.Key.Partition == partition)
            .Where(r => string.CompareOrdinal(r.Key.Row, from) >= 0 && string.CompareOrdinal(r.Key.Row, to) < 0)
            .OrderBy(r => r.Key.Row, StringComparer.Ordinal).Take(take)]);
    }

    public Task<ImmutableArray<string>> Write(ImmutableArray<Change> batch, CancellationToken cancel = default)
    {
        StoreLimits.Check(batch);
        lock (gate)
        {
            for (var i = 0; i < batch.Length; i++)
            {
                if (Conflicts(batch[i])) return Task.FromException<ImmutableArray<string>>(new StoreConflictException(i, "Somebody else wrote in between."));
            }
            return Task.FromResult<ImmutableArray<string>>([.. batch.Select(Apply)]);
        }
    }

    private Row? Row(Key key)
    {
        lock (gate) return rows.GetValueOrDefault(key);
    }

    private bool Conflicts(Change change) => change switch
    {
        Insert => rows.ContainsKey(change.Key),
        Replace replace => rows.GetValueOrDefault(change.Key)?.ETag != replace.ETag,
        Delete { ETag: { } etag } => rows.GetValueOrDefault(change.Key)?.ETag != etag,
        _ => false,
    };

    private string Apply(Change change)
    {
        var etag = (++writes).ToString(CultureInfo.InvariantCulture);
        var payload = change switch { Insert insert => insert.Payload, Replace replace => replace.Payload, Put put => put.Payload, _ => null };
        if (payload is null) return rows.Remove(change.Key) ? "" : "";
        rows[change.Key] = new(change.Key, etag, payload);
        return etag;
    }
}

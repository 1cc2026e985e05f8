using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using ChatOpsIncident.Engine;

namespace ChatOpsIncident.Specs.Simulation.World;

/// <summary>Tables of rows as the port describes them: ordinal ranges, ETags, batches of one partition that are all or nothing.</summary>
internal sealed class SimRows
{
    private readonly Dictionary<(string Table, string Partition), SortedList<string, Row>> partitions = [];
    private long writes;

    /// <summary>Called after each batch that was written.</summary>
    public Action<ImmutableArray<Change>> Written { get; set; } = _ => { };

    /// <summary>Called before each batch is tried; the rows are still as they were.</summary>
    public Action<ImmutableArray<Change>> Writing { get; set; } = _ => { };

    public Row? Read(Key key) => Partition(key).TryGetValue(key.Row, out var row) ? row : null;

    public IReadOnlyList<Row> Range(string table, string partition, string from, string to, int take)
    {
        if (!partitions.TryGetValue((table, partition), out var rows)) return [];
        var found = new List<Row>();
        for (var i = FirstFrom(rows.Keys, from); i < rows.Count && found.Count < take && string.CompareOrdinal(rows.Keys[i], to) < 0; i++) found.Add(rows.Values[i]);
        return found;
    }

    private static int FirstFrom(IList<string> keys, string from)
    {
        var (low, high) = (0, keys.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (string.CompareOrdinal(keys[middle], from) < 0) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    /// <summary>Partitions of a table, for checkers.</summary>
    public IEnumerable<string> Partitions(string table) => partitions.Keys.Where(k => k.Table == table).Select(k => k.Partition).Order(StringComparer.Ordinal);

    public ImmutableArray<string> Write(ImmutableArray<Change> batch)
    {
        AssertWithinLimits(batch);
        for (var i = 0; i < batch.Length; i++) AssertNoConflict(batch[i], i);
        Writing(batch);
        var etags = batch.Select(Apply).ToImmutableArray();
        Written(batch);
        return etags;
    }

    private string Apply(Change change)
    {
        var rows = Partition(change.Key);
        if (change is Delete)
        {
            rows.Remove(change.Key.Row);
            return "";
        }
        var etag = (++writes).ToString("x", CultureInfo.InvariantCulture);
        rows[change.Key.Row] = new(change.Key, etag, PayloadOf(change)!);
        return etag;
    }

    private void AssertNoConflict(Change change, int index)
    {
        var now = Read(change.Key);
        var conflict = change switch
        {
            Insert => now is not null,
            Replace replace => now?.ETag != replace.ETag,
            Delete { ETag: { } etag } => now?.ETag != etag,
            _ => false,
        };
        if (conflict) throw new StoreConflictException(index, $"{change.GetType().Name} {change.Key.Row}");
    }

    private static string? PayloadOf(Change change) => change switch
    {
        Insert insert => insert.Payload,
        Replace replace => replace.Payload,
        Put put => put.Payload,
        _ => null,
    };

    private static void AssertWithinLimits(ImmutableArray<Change> batch)
    {
        if (batch.Length is 0 or > 100) throw new ArgumentException($"A batch of {batch.Length} rows.");
        if (batch.Select(c => (c.Key.Table, c.Key.Partition)).Distinct().Count() > 1) throw new ArgumentException("A batch over two partitions.");
        if (batch.Select(c => c.Key.Row).Distinct(StringComparer.Ordinal).Count() < batch.Length) throw new ArgumentException("A row twice in a batch.");
        if (!TableNames.All.Contains(batch[0].Key.Table)) throw new ArgumentException($"No table '{batch[0].Key.Table}'.");
        foreach (var change in batch)
        {
            AssertKey(change.Key.Partition);
            AssertKey(change.Key.Row);
            if (Encoding.UTF8.GetByteCount(PayloadOf(change) ?? "") > StoreLimits.LargestPayload) throw new ArgumentException("A payload over 700 KiB.");
        }
        if (batch.Sum(c => Encoding.UTF8.GetByteCount(PayloadOf(c) ?? "")) > StoreLimits.LargestBatch) throw new ArgumentException("A batch over 1,300 KiB.");
    }

    private static void AssertKey(string key)
    {
        if (Encoding.UTF8.GetByteCount(key) > 255 || key.Any(c => c is '/' or '\\' or '#' or '?' || char.IsControl(c))) throw new ArgumentException($"Key '{key}'.");
    }

    private SortedList<string, Row> Partition(Key key)
    {
        if (!partitions.TryGetValue((key.Table, key.Partition), out var rows))
            partitions[(key.Table, key.Partition)] = rows = new(StringComparer.Ordinal);
        return rows;
    }
}

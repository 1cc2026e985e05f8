using System.Collections.Immutable;
using System.Text;
using ChatOpsIncident.Engine;

namespace ChatOpsIncident.Storage.Moving;

/// <summary>
/// Copies a store into an empty one, row by row, and evidence with it. Broken off, it goes on where it was: what is there already is compared, not written.
/// Until the end a mark stands in the target, and no bot starts on it.
/// </summary>
/// <param name="says">Told how far it is.</param>
public sealed class StoreCopy(IWholeStore from, IWholeStore to, Action<string> says)
{
    private const int Step = 5000;

    private static readonly Key Mark = new("store", "copy", "unfinished");

    /// <summary>What belongs to the bot wherever it runs; who is at what stays where it is.</summary>
    private static ImmutableArray<string> Tables => [.. TableNames.All.Where(t => t != TableNames.Leases)];

    /// <summary>Whether a copy into this store was not finished.</summary>
    public static async Task<bool> IsUnfinished(IStore store, CancellationToken cancel = default) => await store.Read(Mark, cancel) is not null;

    /// <summary>Copies. Yields what the stores hold then; the same hash if all is well.</summary>
    /// <exception cref="CopyRefusedException">The target holds a store of its own, or the source changed meanwhile.</exception>
    public async Task<RowsHash> Run(CancellationToken cancel = default)
    {
        if (await IsUnfinished(from, cancel)) throw new CopyRefusedException("The store to copy from is itself an unfinished copy. Finish that one first.");
        if (!await IsUnfinished(to, cancel))
        {
            if (await HasRows(to, cancel)) throw new CopyRefusedException("The target holds a store already. Name an empty one; nothing was changed.");
            await to.Write([new Insert(Mark, "{}")], cancel);
        }
        foreach (var table in Tables) await CopyTable(table, cancel);
        says("Comparing");
        var (ours, theirs) = (await HashOf(from, cancel), await HashOf(to, cancel));
        if (ours.ToString() != theirs.ToString())
            throw new CopyRefusedException($"The two differ ({ours.Rows} rows {ours}, {theirs.Rows} rows {theirs}): something was written meanwhile. Stop every bot, then run this again.");
        await to.Write([new Delete(Mark)], cancel);
        return theirs;
    }

    /// <summary>Over everything that is copied.</summary>
    public static async Task<RowsHash> HashOf(IWholeStore store, CancellationToken cancel = default)
    {
        var hash = new RowsHash();
        foreach (var table in Tables)
        {
            await foreach (var row in store.All(table, cancel)) hash.Add(row);
        }
        return hash;
    }

    private static async Task<bool> HasRows(IWholeStore store, CancellationToken cancel)
    {
        foreach (var table in Tables)
        {
            await foreach (var _ in store.All(table, cancel)) return true;
        }
        return false;
    }

    private async Task CopyTable(string table, CancellationToken cancel)
    {
        var (partitions, partition, rows) = (new HashSet<string>(StringComparer.Ordinal), new List<Row>(), 0L);
        await foreach (var row in from.All(table, cancel))
        {
            if (partition.Count > 0 && partition[0].Key.Partition != row.Key.Partition) await Done();
            partition.Add(row);
            if (++rows % Step == 0) says(FormattableString.Invariant($"{table}: {rows} rows"));
        }
        await Done();
        await DropOthers(table, partitions, cancel);
        says(FormattableString.Invariant($"{table}: {rows} rows, all there"));

        async Task Done()
        {
            if (partition.Count > 0 && partitions.Add(partition[0].Key.Partition)) await CopyPartition(partition, cancel);
            partition.Clear();
        }
    }

    /// <summary>Makes the partition there the same as here; what is the same already is left alone.</summary>
    private async Task CopyPartition(List<Row> rows, CancellationToken cancel)
    {
        var (table, partition, _) = rows[0].Key;
        var there = (await to.Range(table, partition, "", "\uffff", cancel: cancel)).ToDictionary(r => r.Key.Row, r => r.Payload, StringComparer.Ordinal);
        var changes = rows.Where(r => there.GetValueOrDefault(r.Key.Row) != r.Payload).Select(r => (Change)new Put(r.Key, r.Payload)).ToList();
        there.Keys.Except(rows.Select(r => r.Key.Row)).ToList().ForEach(gone => changes.Add(new Delete(new(table, partition, gone))));
        foreach (var batch in Batches(changes)) await to.Write(batch, cancel);
    }

    /// <summary>Rows that an earlier try brought, and that the source has lost since.</summary>
    private async Task DropOthers(string table, HashSet<string> partitions, CancellationToken cancel)
    {
        var others = new List<Key>();
        await foreach (var row in to.All(table, cancel))
        {
            if (!partitions.Contains(row.Key.Partition)) others.Add(row.Key);
        }
        foreach (var partition in others.GroupBy(k => k.Partition))
        {
            foreach (var batch in Batches(partition.Select(k => (Change)new Delete(k)))) await to.Write(batch, cancel);
        }
    }

    private static IEnumerable<ImmutableArray<Change>> Batches(IEnumerable<Change> changes)
    {
        var (batch, size) = (ImmutableArray.CreateBuilder<Change>(), 0);
        foreach (var change in changes)
        {
            var bytes = change.Key.Row.Length * 3 + (change is Put put ? Encoding.UTF8.GetByteCount(put.Payload) : 0);
            if (batch.Count == StoreLimits.MostChanges || (batch.Count > 0 && size + bytes > StoreLimits.LargestBatch))
            {
                yield return batch.ToImmutable();
                batch.Clear();
                size = 0;
            }
            batch.Add(change);
            size += bytes;
        }
        if (batch.Count > 0) yield return batch.ToImmutable();
    }
}

/// <summary>It cannot be copied like this: why, and what to do.</summary>
public sealed class CopyRefusedException(string message) : Exception(message);

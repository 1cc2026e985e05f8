using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using ChatOpsIncident.Engine;

namespace ChatOpsIncident.Storage.Tables;

/// <summary>
/// Azure Table Storage, or Cosmos DB's Table API: one store for several instances. Row for row and batch for batch what the embedded one has.
/// A call that got no answer is made again, and what it did the first time is recognised by its stamp.
/// </summary>
public sealed class TablesStore : IWholeStore
{
    /// <summary>Version of the rows' layout, kept in a row of the table "store".</summary>
    internal const int Version = 1;

    /// <summary>The store's own table: its layout, and who runs on it.</summary>
    internal const string OwnTable = "store";

    private const int LargestPage = 1000;

    private readonly TableServiceClient service;
    private readonly TablesSettings settings;
    private readonly Patience patience;
    private readonly TablesOrder order = new();
    private readonly ConcurrentDictionary<string, TableClient> tables = new(StringComparer.Ordinal);

    private TablesStore(TablesSettings settings, TimeProvider time) => (this.settings, service, patience) = (settings, settings.Client(), new(time));

    /// <summary>Opens the store, making its tables if they are not there.</summary>
    /// <exception cref="StoreUnavailableException">It can't be reached or does not let this bot in: the message says which, and what to do.</exception>
    /// <exception cref="StoreFromTheFutureException">Written by a newer version; nothing was changed.</exception>
    /// <exception cref="ArgumentException">The settings name no store.</exception>
    public static TablesStore Open(TablesSettings settings, TimeProvider time)
    {
        var store = new TablesStore(settings, time);
        try
        {
            store.CheckLayout();
            return store;
        }
        catch (Exception e) when (TablesErrors.IsOne(e, CancellationToken.None))
        {
            throw TablesErrors.Unavailable(e);
        }
    }

    /// <summary>As <see cref="Open"/>; null if there is no store. Makes nothing.</summary>
    public static TablesStore? Find(TablesSettings settings, TimeProvider time)
    {
        try
        {
            return new TablesStore(settings, time).Layout() is null ? null : Open(settings, time);
        }
        catch (Exception e) when (TablesErrors.IsOne(e, CancellationToken.None))
        {
            throw TablesErrors.Unavailable(e);
        }
    }

    public Task<Row?> Read(Key key, CancellationToken cancel = default)
    {
        StoreLimits.Check(key);
        return patience.Ask(async () =>
        {
            var found = await Table(key.Table).GetEntityIfExistsAsync<TableEntity>(key.Partition, key.Row, cancellationToken: cancel);
            if (found.HasValue) return TablesRow.Read(key.Table, found.Value!);
            // A row that is not there is an answer; a table that is not there is trouble.
            var answer = found.GetRawResponse();
            return answer.Content.ToString().Contains("TableNotFound", StringComparison.Ordinal) ? throw new RequestFailedException(answer) : (Row?)null;
        }, cancel);
    }

    public Task<IReadOnlyList<Row>> Range(string table, string partition, string from, string to, int take = int.MaxValue, CancellationToken cancel = default)
    {
        StoreLimits.Check(table, partition);
        if (take < 1 || string.CompareOrdinal(from, to) >= 0) return Task.FromResult<IReadOnlyList<Row>>([]);
        return patience.Ask<IReadOnlyList<Row>>(() => Pages(table, partition, from, to, take, cancel), cancel);
    }

    public Task<ImmutableArray<string>> Write(ImmutableArray<Change> batch, CancellationToken cancel = default)
    {
        StoreLimits.Check(batch);
        return new TablesBatch(Table(batch[0].Key.Table), batch, patience).Write(cancel);
    }

    /// <summary>In the order of the keys: the service's own where it has one, else sorted here.</summary>
    public async IAsyncEnumerable<Row> All(string table, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        if (!order.IsKept)
        {
            var all = new List<Row>();
            await foreach (var row in Stored(table, cancel)) all.Add(row);
            foreach (var row in all.OrderBy(r => r.Key.Partition, StringComparer.Ordinal).ThenBy(r => r.Key.Row, StringComparer.Ordinal)) yield return row;
            yield break;
        }
        await foreach (var row in Stored(table, cancel)) yield return row;
    }

    private async IAsyncEnumerable<Row> Stored(string table, [EnumeratorCancellation] CancellationToken cancel)
    {
        var pages = Table(table).QueryAsync<TableEntity>(cancellationToken: cancel).AsPages().GetAsyncEnumerator(cancel);
        await using (pages)
        {
            while (await patience.Ask(async () => await pages.MoveNextAsync(), cancel))
            {
                foreach (var entity in pages.Current.Values) yield return TablesRow.Read(table, entity);
            }
        }
    }

    /// <summary>Where the service keeps no order, or is not known to, the first rows may come last: all of them are read, whatever was asked for.</summary>
    private async Task<IReadOnlyList<Row>> Pages(string table, string partition, string from, string to, int take, CancellationToken cancel)
    {
        var filter = from.Length == 0
            ? TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey lt {to}")
            : TableClient.CreateQueryFilter($"PartitionKey eq {partition} and RowKey ge {from} and RowKey lt {to}");
        var rows = new List<Row>();
        await foreach (var page in Table(table).QueryAsync<TableEntity>(filter, order.IsKept ? Math.Min(take, LargestPage) : LargestPage, null, cancel).AsPages())
        {
            var before = rows.Count;
            rows.AddRange(page.Values.Select(entity => TablesRow.Read(table, entity)));
            order.Saw(rows, before);
            if (rows.Count >= take && order.IsKept) break;
        }
        rows.Sort((one, other) => string.CompareOrdinal(one.Key.Row, other.Key.Row));
        return rows.Count > take ? rows.GetRange(0, take) : rows;
    }

    private TableClient Table(string name) => tables.GetOrAdd(name, table => service.GetTableClient(settings.Prefix + table));

    /// <summary>The layout is written last: where it stands, all tables are there.</summary>
    private void CheckLayout()
    {
        if (Layout() is null)
        {
            foreach (var table in (string[])[OwnTable, .. TableNames.All]) service.CreateTableIfNotExists(settings.Prefix + table);
            try
            {
                Table(OwnTable).AddEntity(new TableEntity("layout", "layout") { ["Version"] = Version });
            }
            catch (RequestFailedException e) when (e.Status == 409)
            {
                // Another instance began at the same moment.
            }
        }
        if (Layout() is > Version and var newer)
        {
            throw new StoreFromTheFutureException(
                FormattableString.Invariant($"The store was written by a newer version of this bot (layout {newer}; this one knows {Version}). Start that version; nothing was changed."));
        }
    }

    private int? Layout()
    {
        try
        {
            var found = Table(OwnTable).GetEntityIfExists<TableEntity>("layout", "layout");
            order.Heard(found.GetRawResponse());
            return found.HasValue ? found.Value!.GetInt32("Version") : null;
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }
}

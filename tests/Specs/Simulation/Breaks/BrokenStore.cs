using System.Collections.Immutable;
using System.Text.Json.Nodes;
using ChatOpsIncident.Engine;

namespace ChatOpsIncident.Specs.Simulation.Breaks;

/// <summary>A store that writes something else than it was asked to.</summary>
internal sealed class BrokenStore(IStore inner, Func<ImmutableArray<Change>, IStore, Task<ImmutableArray<string>>> write) : IStore
{
    private const string Dropped = "dropped";

    public Task<Row?> Read(Key key, CancellationToken cancel = default) => inner.Read(key, cancel);

    public Task<IReadOnlyList<Row>> Range(
        string table, string partition, string from, string to, int take = int.MaxValue, CancellationToken cancel = default) =>
        inner.Range(table, partition, from, to, take, cancel);

    public Task<ImmutableArray<string>> Write(ImmutableArray<Change> batch, CancellationToken cancel = default) => write(batch, inner);

    /// <summary>Each change as this makes of it; null drops it, and its ETag is made up.</summary>
    public static Break Changing(Func<Change, Change?> change) => Writing(batch => batch.Select(change));

    /// <summary>Changes a batch: as many changes as it had, null where one is dropped.</summary>
    public static Break Writing(Func<ImmutableArray<Change>, IEnumerable<Change?>> changing) => new()
    {
        Store = inner => new BrokenStore(inner, async (batch, store) =>
        {
            var changed = changing(batch).ToArray();
            var kept = changed.OfType<Change>().ToImmutableArray();
            var etags = new Queue<string>(kept.IsEmpty ? [] : await store.Write(kept));
            return [.. changed.Select(c => c is null ? Dropped : etags.Dequeue())];
        }),
    };

    /// <summary>Due rows are written after the append that they announce.</summary>
    public static Break AppendsFirst() => new()
    {
        Store = inner =>
        {
            var held = new Dictionary<string, Change>(StringComparer.Ordinal);
            return new BrokenStore(inner, async (batch, store) =>
            {
                if (batch[0] is Insert { Key.Table: TableNames.Due } hint)
                {
                    held[hint.Key.Row.Split('-')[1]] = hint;
                    return [Dropped];
                }
                var etags = await store.Write(batch);
                if (batch[0].Key.Table == TableNames.Streams && held.Remove(batch[0].Key.Partition, out var late)) await store.Write([late]);
                return etags;
            });
        },
    };

    /// <summary>Whoever deletes a due row deletes all of that stream, also those that nobody noted.</summary>
    public static Break DeletesTooMuch() => new()
    {
        Store = inner => new BrokenStore(inner, async (batch, store) =>
        {
            if (batch is not [Delete { Key.Table: TableNames.Due } gone]) return await store.Write(batch);
            foreach (var row in await store.Range(TableNames.Due, gone.Key.Partition, "0", "A"))
            {
                if (row.Key.Row.Contains(gone.Key.Row.Split('-')[1], StringComparison.Ordinal)) await store.Write([new Delete(row.Key)]);
            }
            return [""];
        }),
    };

    /// <summary>"Sending" is only remembered, not written: the call to the chat comes before its record.</summary>
    public static Break CallsFirst() => new()
    {
        Store = inner =>
        {
            var pretended = new Dictionary<Key, string?>();
            return new BrokenStore(inner, async (batch, store) =>
            {
                if (batch is not [var change] || !IsIn(change, TableNames.Streams, 'D') || Payload(change) is not { } payload) return await store.Write(batch);
                if ((string?)JsonNode.Parse(payload)!["state"] == "sending" && (string?)JsonNode.Parse(payload)!["owner"] != "")
                {
                    pretended[change.Key] = change is Replace { ETag: var was } && was != Dropped ? was : null;
                    return [Dropped];
                }
                if (change is not Replace { ETag: Dropped }) return await store.Write(batch);
                return await store.Write([pretended[change.Key] is { } etag ? new Replace(change.Key, payload, etag) : new Insert(change.Key, payload)]);
            });
        },
    };

    /// <summary>Written whatever is there.</summary>
    public static Change Forced(Change change) => change switch
    {
        Insert insert => new Put(insert.Key, insert.Payload),
        Replace replace => new Put(replace.Key, replace.Payload),
        _ => change,
    };

    public static bool IsIn(Change change, string table, char kind) => change.Key.Table == table && change.Key.Row[0] == kind;

    private static string? Payload(Change change) => World.Ledger.PayloadOf(change);
}

using System.Collections.Immutable;
using ChatOpsIncident.Engine;

namespace ChatOpsIncident.Specs.Simulation.Breaks;

/// <summary>A store that writes something else than it was asked to.</summary>
internal sealed class BrokenStore(IStore inner, Func<ImmutableArray<Change>, IStore, Task<ImmutableArray<string>>> write) : IStore
{
    public Task<Row?> Read(Key key, CancellationToken cancel = default) => inner.Read(key, cancel);

    public Task<IReadOnlyList<Row>> Range(
        string table, string partition, string from, string to, int take = int.MaxValue, CancellationToken cancel = default) =>
        inner.Range(table, partition, from, to, take, cancel);

    public Task<ImmutableArray<string>> Write(ImmutableArray<Change> batch, CancellationToken cancel = default) => write(batch, inner);

    /// <summary>Each change as this makes of it; null drops it, and its ETag is made up.</summary>
    public static Break Changing(Func<Change, Change?> change) => new()
    {
        Store = inner => new BrokenStore(inner, async (batch, store) =>
        {
            var changed = batch.Select(change).ToArray();
            var kept = changed.OfType<Change>().ToImmutableArray();
            var etags = new Queue<string>(kept.IsEmpty ? [] : await store.Write(kept));
            return [.. changed.Select(c => c is null ? "dropped" : etags.Dequeue())];
        }),
    };

    /// <summary>Written whatever is there.</summary>
    public static Change Forced(Change change) => change switch
    {
        Insert insert => new Put(insert.Key, insert.Payload),
        Replace replace => new Put(replace.Key, replace.Payload),
        _ => change,
    };

    public static bool IsIn(Change change, string table, char kind) => change.Key.Table == table && change.Key.Row[0] == kind;
}

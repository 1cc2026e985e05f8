using System.Collections.Concurrent;
using ChatOpsIncident.Edges.WebChat.Rows;
using ChatOpsIncident.Engine;
using Microsoft.Extensions.Hosting;

namespace ChatOpsIncident.Edges.WebChat.Live;

/// <summary>
/// Pages of other instances hear of changes through the store alone: a row for each place that changed lately, looked at every second. A row that was not
/// seen like that before is news; one that stays the same for a minute goes.
/// </summary>
internal sealed class Grapevine : BackgroundService
{
    private const string Partition = "changed";
    private const int OldLooks = 60;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, (string ETag, int Same)> seen = new(StringComparer.Ordinal);
    private readonly IStore store;
    private readonly Notices notices;
    private readonly TimeProvider clock;

    public Grapevine(IStore store, Notices notices, TimeProvider clock)
    {
        (this.store, this.notices, this.clock) = (store, notices, clock);
        notices.Said = Say;
    }

    /// <summary>Goes on until stopped; while the store is away there is nothing to hear.</summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Careful(() => Look(stoppingToken));
            await Task.Delay(Pause, clock, stoppingToken);
        }
    }

    private Task Say(Change change) => Careful(async () =>
    {
        var key = KeyOf(change);
        seen[key.Row] = ((await store.Write([new Put(key, RowKeys.Serialize(change))]))[0], 0);
    });

    private async Task Look(CancellationToken cancel)
    {
        foreach (var row in await store.Range(TableNames.WebChat, Partition, "", "~", cancel: cancel))
        {
            var known = seen.TryGetValue(row.Key.Row, out var before) && before.ETag == row.ETag;
            seen[row.Key.Row] = (row.ETag, known ? before.Same + 1 : 0);
            if (!known) await notices.Show(RowKeys.Deserialize<Change>(row));
            if (known && before.Same >= OldLooks) await Forget(row, cancel);
        }
    }

    private async Task Forget(Row row, CancellationToken cancel)
    {
        seen.TryRemove(row.Key.Row, out _);
        await store.Write([new Delete(row.Key, row.ETag)], cancel);
    }

    private static Key KeyOf(Change change) =>
        RowKeys.In(Partition, change is { Version: null, To: [var person] } ? $"{change.Place}@{RowKeys.Handle(person)}" : change.Place);

    private static async Task Careful(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (Exception e) when (e is StoreUnavailableException or StoreUncertainException or StoreConflictException)
        {
            // Pages draw what they read; what they did not hear of they see with the next change.
        }
    }
}

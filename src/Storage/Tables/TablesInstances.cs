using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using ChatOpsIncident.Engine;

namespace ChatOpsIncident.Storage.Tables;

/// <summary>
/// The instances on one set of tables, wherever they run. Each writes its own row again and again; whose row stays the same while we look four times,
/// or is gone, has ended. No clock is compared with another one's: what counts is that nothing happened while we looked.
/// </summary>
public sealed class TablesInstances(IStore store, TimeProvider time) : IInstances
{
    /// <summary>Between two signs of life, and two looks.</summary>
    public static readonly TimeSpan Beat = TimeSpan.FromSeconds(2.5);

    /// <summary>What one that has ended was at is taken over within this time.</summary>
    public static readonly TimeSpan Lease = Beat * (SameLooks + 1);

    private const string Partition = "running";
    private const int SameLooks = 4;

    /// <summary>A row that nobody writes is cleared away after about an hour.</summary>
    private const int ForgottenLooks = 1440;

    private readonly ConcurrentDictionary<string, int> missed = new(StringComparer.Ordinal);
    private ImmutableDictionary<string, Sight> seen = ImmutableDictionary.Create<string, Sight>(StringComparer.Ordinal);
    private int begun;
    private int ended;
    private int dead;

    public int Ended => Volatile.Read(ref dead);

    public string Me { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));

    private Key Mine => new(TablesStore.OwnTable, Partition, Me);

    /// <summary>The first sign of life, before anything is done.</summary>
    public Task Join(CancellationToken cancel = default) => Once(cancel);

    /// <summary>Goes on until cancelled, and then says goodbye, so that nobody waits.</summary>
    public async Task Run(CancellationToken cancel)
    {
        try
        {
            while (true)
            {
                await Task.Delay(Beat, time, cancel);
                await Careful(() => Once(cancel));
            }
        }
        catch (OperationCanceledException)
        {
            await Careful(() => store.Write([new Delete(Mine)], CancellationToken.None));
        }
    }

    public bool HasEnded(string name)
    {
        if (name is null or { Length: 0 or > 64 } || !name.All(char.IsAsciiLetterOrDigit) || name == Me) return false;
        if (seen.TryGetValue(name, out var sight)) return sight.Same >= SameLooks;
        // It may have joined since we looked: only a look that began after this question tells.
        return Volatile.Read(ref ended) > missed.GetOrAdd(name, _ => Volatile.Read(ref begun));
    }

    /// <summary>Our sign of life, then a look at those of the others.</summary>
    internal async Task Once(CancellationToken cancel)
    {
        var look = Interlocked.Increment(ref begun);
        await store.Write([new Put(Mine, string.Create(CultureInfo.InvariantCulture, $$"""{"at":"{{time.GetUtcNow():O}}"}"""))], cancel);
        var rows = await store.Range(TablesStore.OwnTable, Partition, "", "~", cancel: cancel);
        seen = rows.ToImmutableDictionary(r => r.Key.Row, Next, StringComparer.Ordinal);
        if (missed.Count > 1000) missed.Clear();
        Volatile.Write(ref ended, look);
        Interlocked.Add(ref dead, seen.Values.Count(s => s.Same == SameLooks));
        foreach (var left in rows.Where(r => seen[r.Key.Row].Same >= ForgottenLooks)) await store.Write([new Delete(left.Key)], cancel);
    }

    private Sight Next(Row row) => seen.TryGetValue(row.Key.Row, out var before) && before.ETag == row.ETag ? before with { Same = before.Same + 1 } : new(row.ETag, 0);

    private static async Task Careful(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (Exception e) when (e is StoreUnavailableException or StoreUncertainException or StoreConflictException)
        {
            // While the store is away nobody can say anything, and nobody is taken for dead.
        }
    }

    /// <summary>A row, and how many looks found it the same again.</summary>
    private sealed record Sight(string ETag, int Same);
}

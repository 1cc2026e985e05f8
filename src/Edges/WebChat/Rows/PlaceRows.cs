using System.Collections.Concurrent;
using System.Collections.Immutable;
using ChatOpsIncident.Engine;

namespace ChatOpsIncident.Edges.WebChat.Rows;

/// <summary>Reads places and changes them, one change after another; who loses a race reads again.</summary>
internal sealed class PlaceRows(IStore store)
{
    private const int Tries = 12;

    private readonly ConcurrentDictionary<string, SemaphoreSlim> turns = new(StringComparer.Ordinal);

    /// <summary>Said of each change once it is stored.</summary>
    public event Action<Place>? Changed;

    public async Task<Place?> Find(string place, CancellationToken cancel = default) =>
        IsReference(place) && await store.Read(RowKeys.Head(place), cancel) is { } row ? RowKeys.Deserialize<Place>(row) : null;

    public async Task<PlaceMessage?> Message(string place, int number, CancellationToken cancel = default) =>
        await store.Read(RowKeys.Message(place, number), cancel) is { } row ? RowKeys.Deserialize<PlaceMessage>(row) : null;

    /// <summary>The number that this delivery key led to; null if it never arrived.</summary>
    public async Task<int?> Delivered(string place, string keyHash, CancellationToken cancel = default) =>
        await store.Read(RowKeys.Delivery(place, keyHash), cancel) is { } row ? RowKeys.Deserialize<int>(row) : null;

    /// <summary>Messages with <paramref name="from"/> ≤ number &lt; <paramref name="to"/>.</summary>
    public async Task<ImmutableArray<PlaceMessage>> Messages(string place, int from, int to, CancellationToken cancel = default)
    {
        var rows = await store.Range(TableNames.WebChat, $"c.{place}", "M" + RowKeys.Digits(Math.Max(0, from)), "M" + RowKeys.Digits(to), cancel: cancel);
        return [.. rows.Select(RowKeys.Deserialize<PlaceMessage>)];
    }

    /// <summary>Numbers of the messages that changed after this version; null when that is too many to tell one by one.</summary>
    public async Task<ImmutableArray<int>?> ChangedAfter(string place, int version, int most, CancellationToken cancel = default)
    {
        var rows = await store.Range(TableNames.WebChat, $"c.{place}", "V" + RowKeys.Digits(version + 1), "V~", most + 1, cancel);
        return rows.Count > most ? null : [.. rows.Select(RowKeys.Deserialize<int>).Where(n => n > 0).Distinct().Order()];
    }

    /// <summary>Makes a place unless it is there. A room is listed first: a listing that leads nowhere is ignored, a room that nobody finds would be lost.</summary>
    public async Task Open(Place place, CancellationToken cancel = default)
    {
        if (await Find(place.Id, cancel) is not null) return;
        if (!place.Direct) await store.Write([new Put(RowKeys.Listed(place), RowKeys.Serialize(place.Id))], cancel);
        try
        {
            await store.Write([new Insert(RowKeys.Head(place.Id), RowKeys.Serialize(place))], cancel);
        }
        catch (StoreConflictException)
        {
            return;
        }
        Changed?.Invoke(place);
    }

    /// <summary>Changes a place. <paramref name="change"/> gets it as it is, with the next version set, and returns what to write, or null for nothing.</summary>
    /// <returns>The place as it is then; null if there is none.</returns>
    public async Task<Place?> Change(string place, Func<Place, Task<PlaceChange?>> change, CancellationToken cancel = default)
    {
        var turn = turns.GetOrAdd(place, _ => new SemaphoreSlim(1));
        await turn.WaitAsync(cancel);
        try
        {
            return await InTurn(place, change, cancel);
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task<Place?> InTurn(string place, Func<Place, Task<PlaceChange?>> change, CancellationToken cancel)
    {
        for (var tries = 1; ; tries++)
        {
            if (!IsReference(place) || await store.Read(RowKeys.Head(place), cancel) is not { } head) return null;
            var before = RowKeys.Deserialize<Place>(head);
            if (await change(before with { Version = before.Version + 1 }) is not { } made) return before;
            try
            {
                await store.Write(made.Rows(head.ETag), cancel);
                Changed?.Invoke(made.Place);
                return made.Place;
            }
            catch (StoreConflictException) when (tries < Tries)
            {
                // Another instance wrote in between: read again, decide again.
            }
        }
    }

    /// <summary>Whether this can be a place at all: what people send goes into keys.</summary>
    public static bool IsReference(string? place) => place is { Length: > 0 and <= 64 } && place.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.');
}

/// <summary>A changed place with the messages that changed in it.</summary>
internal sealed record PlaceChange(Place Place, params ImmutableArray<PlaceMessage> Messages)
{
    /// <summary>Delivery keys that are new with it.</summary>
    public ImmutableArray<PlaceMessage> New { get; init; } = [];

    public ImmutableArray<Change> Rows(string etag) =>
    [
        new Replace(RowKeys.Head(Place.Id), RowKeys.Serialize(Place), etag),
        new Insert(RowKeys.Version(Place.Id, Place.Version), RowKeys.Serialize(Messages.Concat(New).FirstOrDefault()?.Number ?? 0)),
        .. Messages.Select(m => new Put(RowKeys.Message(Place.Id, m.Number), RowKeys.Serialize(m))),
        .. New.Select(m => new Insert(RowKeys.Message(Place.Id, m.Number), RowKeys.Serialize(m))),
        .. New.Select(m => new Insert(RowKeys.Delivery(Place.Id, m.Key), RowKeys.Serialize(m.Number))),
    ];
}

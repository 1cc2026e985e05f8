using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;

namespace ChatOpsIncident.Engine;

/// <summary>The delivery records of one stream as they were read, and writes under their ETags. A message's key sorts apart, so that old ones are never read.</summary>
internal sealed class DeliveryBook(IStore store, string stream)
{
    /// <summary>Up to which event everything is sent and settled; its version is that number.</summary>
    public const string Watermark = "sent";

    private readonly ConcurrentDictionary<string, (Delivery Delivery, string ETag)> rows = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> lost = new(StringComparer.Ordinal);

    public string Stream => stream;

    /// <summary>Null: nothing there yet.</summary>
    public Delivery? this[string key] => rows.TryGetValue(key, out var row) ? row.Delivery : null;

    /// <summary>Keys of the cards that are, or were, shown.</summary>
    public ImmutableArray<string> Cards => [.. rows.Keys.Where(k => k.StartsWith(CardLane.Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    /// <summary>The card that this message shows in the room of this generation; null: none, or one that was taken away.</summary>
    /// <param name="message">Whether a reference is this message's.</param>
    /// <param name="mark">What the keys of that generation end with.</param>
    public string? CardAt(Func<string, bool> message, string mark) =>
        CardsIn(mark).FirstOrDefault(c => c.Shown is { Ref: { } there } && message(there) && c.Shown.Hash != CardLane.Away).Card;

    /// <summary>Keys of cards in the room of this generation of which nobody knows yet where they stand.</summary>
    public ImmutableArray<string> OnTheirWay(string mark) =>
        [.. CardsIn(mark).Where(c => c.Shown is { State: DeliveryState.Sending, Ref: null }).Select(c => CardLane.Prefix + c.Card + mark)];

    private IEnumerable<(string Card, Delivery Shown)> CardsIn(string mark) =>
        from row in rows
        where row.Key.StartsWith(CardLane.Prefix, StringComparison.Ordinal) && row.Key.EndsWith(mark, StringComparison.Ordinal)
        let card = row.Key[CardLane.Prefix.Length..^mark.Length]
        where !card.Contains('~', StringComparison.Ordinal)
        select (card, row.Value.Delivery);

    /// <summary>Which messages have a record: their places, by the number of their event.</summary>
    public ILookup<long, int> Messages() => rows.Keys.Select(k => k.Split('.')).Where(k => k is ["m", _, _])
        .ToLookup(k => long.Parse(k[1], CultureInfo.InvariantCulture), k => int.Parse(k[2], CultureInfo.InvariantCulture));

    public long Sent => this[Watermark]?.Version ?? 0;

    public static string MessageKey(long number, int index) => "m." + Padded(number) + "." + index.ToString(CultureInfo.InvariantCulture);

    public static async Task<DeliveryBook> Open(IStore store, string stream, CancellationToken cancel)
    {
        var book = new DeliveryBook(store, stream);
        await book.Take("D", "Dm", cancel);
        await book.Take("Dn", "E", cancel);
        await book.Take("Dm." + Padded(book.Sent + 1), "Dn", cancel);
        return book;
    }

    /// <summary>The records of all messages, also of those that are over.</summary>
    public Task TakeMessages() => Take("Dm", "Dn", CancellationToken.None);

    /// <summary>False: somebody else wrote it in between; this visit leaves the key alone.</summary>
    public async Task<bool> Write(string key, Delivery delivery)
    {
        if (lost.ContainsKey(key)) return false;
        var (at, payload) = (Keys.Delivery(stream, key), delivery.Write());
        Change change = rows.TryGetValue(key, out var row) ? new Replace(at, payload, row.ETag) : new Insert(at, payload);
        try
        {
            rows[key] = (delivery, (await store.Write([change]))[0]);
            return true;
        }
        catch (StoreConflictException)
        {
            return Lost(key);
        }
        catch (StoreUncertainException)
        {
            // Every record is unlike the one before (time, owner, state): the same payload is our own write.
            if (await store.Read(at) is not { } now || now.Payload != payload) return Lost(key);
            rows[key] = (delivery, now.ETag);
            return true;
        }
    }

    /// <summary>Nothing was done: the record says what it said before the call, at the version that was tried, because records never go back.</summary>
    public async Task Restore(string key, Delivery? before)
    {
        if (before is not null) await Write(key, before with { Version = this[key]?.Version ?? before.Version });
        else if (rows.TryRemove(key, out var row))
        {
            try
            {
                await store.Write([new Delete(Keys.Delivery(stream, key), row.ETag)]);
            }
            catch (StoreConflictException)
            {
                Lost(key);
            }
        }
    }

    /// <summary>After a lost second write: whatever stands there now, it has to be looked at once more. Yields where it stands; null: nobody knows.</summary>
    public async Task<string?> Unsettle(string key, DateTimeOffset until)
    {
        while (await store.Read(Keys.Delivery(stream, key)) is { } row)
        {
            var now = Delivery.Read(row.Payload);
            try
            {
                await store.Write([new Replace(row.Key, (now with { UnsettledUntil = until }).Write(), row.ETag)]);
                return now.State == DeliveryState.Delivered ? now.Ref : null;
            }
            catch (StoreConflictException)
            {
                // Written again in between: once more.
            }
        }
        return null;
    }

    /// <summary>What stood there is gone, whatever was written about it since we looked: nobody knows any more where it is.</summary>
    public async Task Forget(string key, string there, DateTimeOffset now, DateTimeOffset until)
    {
        while (await store.Read(Keys.Delivery(stream, key)) is { } row && Delivery.Read(row.Payload) is { Ref: { } known } was && known == there)
        {
            var gone = was with { State = DeliveryState.Sending, Owner = "", Ref = null, At = now, UnsettledUntil = was.UnsettledUntil > until ? was.UnsettledUntil : until };
            try
            {
                rows[key] = (gone, (await store.Write([new Replace(row.Key, gone.Write(), row.ETag)]))[0]);
                return;
            }
            catch (Exception e) when (e is StoreConflictException or StoreUncertainException)
            {
                // Written again in between, or perhaps done: once more.
            }
        }
    }

    private static string Padded(long number) => number.ToString("D10", CultureInfo.InvariantCulture);

    private bool Lost(string key)
    {
        lost[key] = true;
        return false;
    }

    private async Task Take(string from, string to, CancellationToken cancel)
    {
        foreach (var row in await store.Range(TableNames.Streams, stream, from, to, cancel: cancel))
            rows[row.Key.Row[1..]] = (Delivery.Read(row.Payload), row.ETag);
    }
}

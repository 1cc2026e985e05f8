using System.Collections.Immutable;
using System.Text.Json;
using ChatOpsIncident.Incidents.Conversation;

namespace ChatOpsIncident.Engine;

/// <summary>Pointers to streams: numbers, open incidents, rooms. Written before the fact; one that points to nothing is ignored.</summary>
internal sealed class Pointers(IStore store)
{
    private const int Recent = 50;

    /// <summary>Claims the next number for a stream. Gaps are fine, twice is not.</summary>
    public async Task<int> ClaimNumber(string stream, CancellationToken cancel)
    {
        while (true)
        {
            var newest = await store.Range(TableNames.Index, "number", "0", "A", 1, cancel);
            var number = newest.Count == 0 ? 1 : Keys.NumberOf(newest[0].Key.Row) + 1;
            try
            {
                await store.Write([new Insert(Keys.Number(number), Target.Write(stream))], cancel);
                return number;
            }
            catch (StoreConflictException)
            {
                // Somebody else claimed it in between: the next one.
            }
        }
    }

    public Task MarkOpen(string stream, CancellationToken cancel) => store.Write([new Put(Keys.Open(stream), Target.Write(stream))], cancel);

    public Task MarkClosed(string stream, CancellationToken cancel) => store.Write([new Delete(Keys.Open(stream))], cancel);

    public Task MarkRoom(string platform, string room, string stream, CancellationToken cancel) =>
        store.Write([new Put(Keys.Room(platform, room), Target.Write(stream))], cancel);

    public async Task<string?> StreamOfRoom(string platform, string room, CancellationToken cancel) =>
        Target.Read(await store.Read(Keys.Room(platform, room), cancel));

    /// <summary>Whether the call that opens this room is on its way, or nobody knows what came of it.</summary>
    public async Task<bool> IsOpening(string stream, int generation, CancellationToken cancel) =>
        await store.Read(Keys.Delivery(stream, FormattableString.Invariant($"room.{generation}")), cancel) is { } row
        && Delivery.Read(row.Payload) is { State: DeliveryState.Sending, Ref: null };

    /// <summary>Null also where the number was claimed, and its stream began with another one because nobody heard of the claim.</summary>
    public async Task<string?> StreamOfNumber(int number, CancellationToken cancel) =>
        Target.Read(await store.Read(Keys.Number(number), cancel)) is { } stream && (await ListRow(stream, cancel))?.Number == number ? stream : null;

    /// <summary>Rows of all open incidents, and of the newest ones whatever their state.</summary>
    public async Task<IEnumerable<ListRow>> OpenAndRecent(CancellationToken cancel)
    {
        var open = Open(cancel);
        var recent = await store.Range(TableNames.Index, "number", "0", "A", Recent, cancel);
        var streams = (await open).Concat(recent.Select(r => Target.Read(r)!)).Distinct(StringComparer.Ordinal).ToArray();
        return (await SideBySide.Ask(streams, s => ListRow(s, cancel))).OfType<ListRow>();
    }

    /// <summary>Streams of all incidents that are open, or that have work left.</summary>
    public async Task<ImmutableArray<string>> Open(CancellationToken cancel) =>
        [.. (await store.Range(TableNames.Index, "open", "0", "~", cancel: cancel)).Select(r => Target.Read(r)!)];

    /// <summary>What lists know of a stream; null if it does not exist, or has nothing to list.</summary>
    public async Task<ListRow?> ListRow(string stream, CancellationToken cancel) =>
        await store.Read(Keys.Head(stream), cancel) is { } row ? HeadRow.Read(row.Payload).List : null;

    private sealed record Target(string Stream)
    {
        public static string Write(string stream) => JsonSerializer.Serialize(new Target(stream), RowJson.Options);

        public static string? Read(Row? row) => row is null ? null : JsonSerializer.Deserialize<Target>(row.Payload, RowJson.Options)!.Stream;
    }
}

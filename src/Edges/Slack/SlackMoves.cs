using System.Collections.Immutable;
using System.Text.Json;
using ChatOpsIncident.Engine;

namespace ChatOpsIncident.Edges.Slack;

/// <summary>
/// Channels whose id changed: Slack gives a private channel another one when it is shared with somebody outside. For the product a room keeps
/// the id under which it was opened; here the one is turned into the other, on the way in and on the way out.
/// </summary>
/// <remarks>https://docs.slack.dev/reference/events/channel_id_changed. Kept in the store for all instances; read anew now and then.</remarks>
public sealed class SlackMoves(IStore store, TimeProvider time)
{
    private const string Partition = "slack-moved";

    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(300);

    private ImmutableDictionary<string, Moved> byNew = ImmutableDictionary<string, Moved>.Empty;
    private DateTimeOffset readAt = DateTimeOffset.MinValue;

    /// <summary>The channel as Slack calls it now.</summary>
    public string Now(string room) =>
        byNew.Where(m => m.Value.Room == room).OrderByDescending(m => m.Value.At, StringComparer.Ordinal).Select(m => m.Key).FirstOrDefault(room);

    /// <summary>The room as it was opened.</summary>
    public string Ours(string channel) => byNew.TryGetValue(channel, out var moved) ? moved.Room : channel;

    /// <summary>Slack tells that a channel has another id. The same news twice is fine.</summary>
    /// <param name="at">The event's time; text, like every ts.</param>
    public async Task Note(string old, string now, string at, CancellationToken cancel)
    {
        await Read(cancel);
        var moved = new Moved(Ours(old), at);
        await store.Write([new Put(new(TableNames.Index, Partition, now), JsonSerializer.Serialize(moved))], cancel);
        Learn([new(now, moved)]);
    }

    /// <summary>What other instances were told, if it was not asked for lately.</summary>
    /// <param name="atOnce">Also if it was: something points to news.</param>
    public async Task Refresh(CancellationToken cancel, bool atOnce = false)
    {
        if (!atOnce && time.GetUtcNow() - readAt < Fresh) return;
        try
        {
            // Somebody waits for what this is asked for.
            await Read(cancel).WaitAsync(Patience, time, cancel);
        }
        catch (Exception e) when (e is StoreUnavailableException or StoreUncertainException or TimeoutException)
        {
            // With what is known.
        }
    }

    private async Task Read(CancellationToken cancel)
    {
        readAt = time.GetUtcNow();
        var rows = await store.Range(TableNames.Index, Partition, "A", "~", cancel: cancel);
        Learn([.. rows.Select(r => new KeyValuePair<string, Moved>(r.Key.Row, JsonSerializer.Deserialize<Moved>(r.Payload)!))]);
    }

    /// <summary>Nothing is ever taken back: a reading that began before the last news came must not hide it.</summary>
    private void Learn(ImmutableArray<KeyValuePair<string, Moved>> moves) =>
        ImmutableInterlocked.Update(ref byNew, known => known.SetItems(moves.Where(m => !known.TryGetValue(m.Key, out var k) || string.CompareOrdinal(k.At, m.Value.At) <= 0)));

    private sealed record Moved(string Room, string At);
}

using System.Collections.Immutable;
using System.Globalization;
using ChatOpsIncident.Engine;

namespace ChatOpsIncident.Edges.WebChat.Rows;

/// <summary>A place as somebody's list shows it.</summary>
/// <param name="Unread">Messages after the last one read.</param>
/// <param name="Asked">Of those, how many ask for this person's attention; in direct conversations all.</param>
internal sealed record Listed(Place Place, int Unread, int Asked);

/// <summary>What one person sees in the list of rooms and conversations, and up to where they have read.</summary>
internal sealed class Sidebar(IStore store, PlaceRows places, TimeProvider clock)
{
    /// <summary>Rooms listed, newest first; besides them those of open incidents. What is over and older is reached through its incident.</summary>
    private const int MostRooms = 120;

    /// <param name="open">Streams of the open incidents that this person may see.</param>
    /// <param name="roomOf">The room of one, for this person; null: none.</param>
    public async Task<ImmutableArray<Listed>> Of(string person, IEnumerable<string> open, Func<string, Task<string?>> roomOf, CancellationToken cancel = default)
    {
        var own = await store.Range(TableNames.WebChat, "p." + RowKeys.Handle(person), "A", "Z", cancel: cancel);
        var read = own.Where(r => r.Key.Row[0] == 'R').ToDictionary(r => r.Key.Row[1..], RowKeys.Deserialize<int>, StringComparer.Ordinal);
        var asked = own.Where(r => r.Key.Row[0] == 'N').Select(r => (Place: r.Key.Row[1..^11], Number: RowKeys.Deserialize<int>(r))).ToLookup(a => a.Place, a => a.Number);
        var withBot = Conversations.New(person, null, clock.GetUtcNow());
        // The conversation with the bot is listed before its first message, without a write: looking works also where nothing can be stored.
        var found = await SideBySide.Ask(await References(withBot, own, cancel), async id => await places.Find(id, cancel) ?? (id == withBot.Id ? withBot : null));
        var seen = found.Where(p => p is { Archived: false } && p.IsSeenBy(person)).Select(p => p!).ToArray();
        var older = await Older(open.Except(seen.Select(p => p.Stream).OfType<string>()), person, roomOf, cancel);
        return [.. seen.Concat(older).DistinctBy(p => p.Id).Select(List)];

        Listed List(Place place)
        {
            var upTo = read.GetValueOrDefault(place.Id);
            var unread = Math.Max(0, place.Last - upTo);
            return new(place, unread, place.Direct ? unread : asked[place.Id].Count(n => n > upTo));
        }
    }

    /// <summary>Rooms of open incidents that are not among the newest: one row each, and a question only where the first room was replaced.</summary>
    private async Task<IEnumerable<Place>> Older(IEnumerable<string> streams, string person, Func<string, Task<string?>> roomOf, CancellationToken cancel)
    {
        var rooms = await SideBySide.Ask([.. streams], async stream =>
        {
            var first = await places.Find(WebChatPlatform.FirstRoomOf(stream), cancel);
            return first is not { Archived: true } ? first : await roomOf(stream) is { } now ? await places.Find(now, cancel) : null;
        });
        return rooms.OfType<Place>().Where(p => !p.Archived && p.IsSeenBy(person));
    }

    /// <summary>Notes that this person has seen everything up to this message. Never goes back.</summary>
    public async Task Read(string person, string place, int upTo, CancellationToken cancel = default)
    {
        var key = RowKeys.Read(person, place);
        if (await store.Read(key, cancel) is { } row && RowKeys.Deserialize<int>(row) >= upTo) return;
        var asked = await store.Range(TableNames.WebChat, key.Partition, $"N{place}.", $"N{place}.{RowKeys.Digits(upTo)}~", 90, cancel);
        await store.Write([new Put(key, upTo.ToString(CultureInfo.InvariantCulture)), .. asked.Select(a => new Delete(a.Key))], cancel);
    }

    /// <summary>Puts a conversation on the lists of both.</summary>
    public async Task Note(Place conversation, CancellationToken cancel = default)
    {
        foreach (var person in conversation.Members)
            await store.Write([new Put(RowKeys.Conversation(person, conversation.Id), RowKeys.Serialize(conversation.OpenedAt))], cancel);
    }

    private async Task<string[]> References(Place withBot, IReadOnlyList<Row> own, CancellationToken cancel)
    {
        var rooms = await store.Range(TableNames.WebChat, "rooms", "0", "~", MostRooms, cancel);
        return
        [
            .. rooms.Select(RowKeys.Deserialize<string>)
                .Concat(["general", "finance", "it-help", withBot.Id])
                .Concat(own.Where(r => r.Key.Row[0] == 'D').Select(r => r.Key.Row[1..]))
                .Distinct(),
        ];
    }
}

using System.Collections.Immutable;
using System.Text.Json;
using ChatOpsIncident.Engine;

namespace ChatOpsIncident.Edges.WebChat.Rows;

/// <summary>What somebody, or the bot, wants to say somewhere.</summary>
/// <param name="Key">Its delivery key: the same key is the same message, however often it comes.</param>
internal sealed record Draft(string Key, string? Author, JsonElement Text)
{
    public JsonElement? Card { get; init; }

    public ImmutableArray<string> Pings { get; init; } = [];

    /// <summary>When it was said; null: now.</summary>
    public DateTimeOffset? At { get; init; }
}

/// <summary>Messages: added once for each key, replaced, removed, pinned.</summary>
internal sealed class Posts(IStore store, PlaceRows places, TimeProvider clock)
{
    /// <summary>Adds a message, or brings the one with this key to this content. Null: there is no such place, or it is closed.</summary>
    public async Task<int?> Add(string place, Draft draft, CancellationToken cancel = default)
    {
        var number = 0;
        var key = RowKeys.Hash(draft.Key);
        var found = await places.Change(place, async now =>
        {
            if (now.Archived) return null;
            if (await places.Delivered(place, key, cancel) is not { } there)
            {
                number = now.Last + 1;
                return Added(now, draft, key);
            }
            number = there;
            return draft.Author is null && await places.Message(place, there, cancel) is { } old ? Replaced(now, old, draft) : null;
        }, cancel);
        if (found is null or { Archived: true }) return null;
        await Ask(place, number, draft.Pings, cancel);
        return number;
    }

    /// <summary>Replaces what a message shows. False: there is no such message.</summary>
    public Task<bool> Replace(string place, int number, Draft draft, CancellationToken cancel = default) =>
        Touch(place, number, (now, old) => old.Removed ? null : Replaced(now, old, draft), cancel);

    /// <summary>Takes a message away; its number stays.</summary>
    public Task<bool> Remove(string place, int number, CancellationToken cancel = default) => Touch(place, number, (now, old) => old.Removed
        ? null
        : new(now with { Pins = now.Pins.Remove(number) }, old with { Removed = true, Card = null, Pings = [], Text = Empty, Version = now.Version }), cancel);

    /// <summary>Pins a message to the top of its place.</summary>
    public Task<bool> Pin(string place, int number, CancellationToken cancel = default) => Touch(place, number, (now, old) =>
        now.Pins.Contains(number) ? null : new(now with { Pins = now.Pins.Add(number) }, old with { Version = now.Version }), cancel);

    private static JsonElement Empty { get; } = JsonSerializer.SerializeToElement(Array.Empty<string>());

    private async Task<bool> Touch(string place, int number, Func<Place, PlaceMessage, PlaceChange?> change, CancellationToken cancel)
    {
        var there = false;
        await places.Change(place, async now =>
        {
            var old = await places.Message(place, number, cancel);
            there = old is { Removed: false };
            return old is null ? null : change(now, old);
        }, cancel);
        return there;
    }

    private PlaceChange Added(Place now, Draft draft, string key)
    {
        var at = draft.At ?? clock.GetUtcNow();
        var message = new PlaceMessage(now.Last + 1, draft.Author, at, draft.Text) { Card = draft.Card, Pings = draft.Pings, Key = key, Version = now.Version };
        var members = draft.Author is { } author && !now.Members.Contains(author) ? now.Members.Add(author) : now.Members;
        return new(now with { Last = message.Number, LastAt = at, Members = members }) { New = [message] };
    }

    private static PlaceChange? Replaced(Place now, PlaceMessage old, Draft draft)
    {
        var message = old with { Text = draft.Text, Card = draft.Card, Pings = draft.Pings, Removed = false };
        var same = RowKeys.Serialize(message) == RowKeys.Serialize(old);
        return same ? null : new(now, message with { Version = now.Version });
    }

    /// <summary>Beside the message, not with it: these rows lie with the people. A repeat of the post writes them again.</summary>
    private async Task Ask(string place, int number, ImmutableArray<string> pings, CancellationToken cancel)
    {
        foreach (var person in pings) await store.Write([new Put(RowKeys.Attention(person, place, number), RowKeys.Serialize(number))], cancel);
    }
}

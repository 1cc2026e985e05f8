using System.Collections.Immutable;
using ChatOpsIncident.Incidents.ChatView;
using ChatOpsIncident.Incidents.Timeline;

namespace ChatOpsIncident.Engine;

/// <summary>Everything that is kept current in one incident's room.</summary>
internal sealed class RoomLane(string stream, long version, IChat chat, RoomPlan plan, Deliverer deliverer, Pointers pointers)
{
    /// <summary>What the delivery keys of pins begin with.</summary>
    public const string Pins = "pin.";

    public IChat Chat => chat;

    public bool IsLost => plan.Lost;

    /// <summary>It was opened, at this visit or before.</summary>
    public bool IsThere => deliverer.Known(Key("room")) is not null;

    /// <summary>Opened at this visit.</summary>
    public bool IsNew { get; private set; }

    /// <summary>What the delivery keys of this generation's cards end with; the first one's end with nothing.</summary>
    public static string Mark(int generation) => generation == 1 ? "" : FormattableString.Invariant($"~{generation}");

    private string Key(string kind) => FormattableString.Invariant($"{kind}.{plan.Generation}");

    /// <summary>The room's reference; null while nobody knows. The pointer from the room is written before the record says that it is there.</summary>
    public async Task<string?> Open()
    {
        var opened = await deliverer.Show(
            new Showing(Key("room"), "1", async () => await Opened(await chat.OpenRoom(OpenRooms.Key(stream, plan.Generation), Wanted)))
            {
                // One that is known stays the room, also when people have closed it: that is said of it, and none that a lost call opened late takes its place.
                Find = async _ => deliverer.Known(Key("room")) is { } known ? [known, .. await Find()] : await PointAll(await Find()),
                Remove = late => chat.Archive(late),
            },
            version);
        return opened.Ref;
    }

    /// <summary>
    /// A room that was lost: what a call of ours opened late beside it is taken away all the same. Where nobody heard which room that was before people
    /// closed it, one that is there all the same is the incident's.
    /// </summary>
    public async Task Settle()
    {
        if (IsThere || await deliverer.CameLate(Key("room"), async () => (await Find()).Count > 0)) await Open();
    }

    private RoomToOpen Wanted => new(stream, plan.Name, plan.Topic, plan.Private, plan.Members) { Since = plan.Since, Urgency = plan.Urgency, IsLeft = plan.Lost && IsThere };

    private Task<IReadOnlyList<string>> Find() => chat.FindRoom(OpenRooms.Key(stream, plan.Generation), Wanted);

    /// <summary>Whether it can be used after all; null: nobody says so now.</summary>
    public async Task<bool?> IsOpen() => deliverer.Known(Key("room")) is { } room ? await deliverer.Ask(() => chat.IsOpen(room)) : null;

    public Task Topic(string room) => plan.KeepTopic ? Task.CompletedTask : deliverer.Show(
        new Showing(Key("topic"), Keys.Sha256(plan.Topic.ToString()), () => SetTopic(room)) { Update = _ => SetTopic(room) }, version);

    /// <summary>Whoever belongs there and was not invited yet. Who belongs there no more is forgotten, and invited again once they do.</summary>
    public Task Invite(string room)
    {
        var invited = deliverer.Invited(Key("invited"));
        ImmutableArray<string> all = [.. plan.Members.Select(m => Keys.Sha256(m.Id))];
        if (all.ToHashSet(StringComparer.Ordinal).SetEquals(invited)) return Task.CompletedTask;
        var missing = plan.Members.Where((_, i) => !invited.Contains(all[i])).ToImmutableArray();
        var want = new Showing(Key("invited"), Keys.Sha256(string.Join(' ', all)), () => InviteAll(room, missing)) { Update = _ => InviteAll(room, missing), Invited = all };
        return deliverer.Show(want, version);
    }

    public Task<Shown> Card(string room, CardPlan card) => deliverer.Show(CardLane.Showing(chat, stream, new ToRoom(room), card, Mark(plan.Generation)), version);

    /// <summary>A card that is planned no more is taken away.</summary>
    public Task NoCard(string room, string key) => deliverer.Show(CardLane.Gone(chat, stream, key, new ToRoom(room)), version);

    public Task Pin(string key, string message) => deliverer.Show(
        new Showing(Pins + key + Mark(plan.Generation), Keys.Sha256(message), () => PinIt(key, message)) { Update = _ => PinIt(key, message) }, version);

    public Task Bookmark(BookmarkPlan bookmark, string room, string message) => deliverer.Show(
        new Showing("bookmark." + bookmark.Card + Mark(plan.Generation), Keys.Sha256($"{bookmark.Title} {message}"), () => Keep(bookmark, room, message))
        {
            Update = _ => Keep(bookmark, room, message),
        },
        version);

    private async Task<string> Keep(BookmarkPlan bookmark, string room, string message)
    {
        try
        {
            await chat.Bookmark(room, bookmark.Title, message);
        }
        catch (ChatGoneException)
        {
            // The card was removed: when it is back, it is another message, and this is done anew.
        }
        return message;
    }

    private async Task<string> SetTopic(string room)
    {
        await chat.SetTopic(room, plan.Topic);
        return room;
    }

    private async Task<string> InviteAll(string room, ImmutableArray<Person> people)
    {
        if (!people.IsEmpty) await chat.Invite(room, people);
        return room;
    }

    private async Task<string> PinIt(string key, string message)
    {
        try
        {
            await chat.Pin(message);
            return message;
        }
        catch (ChatGoneException)
        {
            // Somebody removed the card: it comes back, and is pinned then.
            await deliverer.Gone(CardLane.Prefix + key + Mark(plan.Generation));
            throw;
        }
    }

    private Task<string> Opened(string room)
    {
        IsNew = true;
        return Point(room);
    }

    private async Task<string> Point(string room)
    {
        await pointers.MarkRoom(chat.Platform, room, stream, CancellationToken.None);
        return room;
    }

    private async Task<IReadOnlyList<string>> PointAll(IReadOnlyList<string> rooms)
    {
        foreach (var room in rooms) await Point(room);
        return rooms;
    }
}

/// <summary>A card that is kept current, wherever it stands.</summary>
internal static class CardLane
{
    /// <summary>What the delivery keys of cards begin with.</summary>
    public const string Prefix = "card.";

    /// <summary>The content of what was taken away.</summary>
    public const string Away = "gone";

    /// <summary>Nothing stands where this card stood.</summary>
    public static Showing Gone(IChat chat, string stream, string key, ChatPlace where) => new(key, Away, () => Task.FromResult(""))
    {
        Update = there => chat.Remove(there),
        Find = since => chat.Find($"{stream}.{key}", where, since),
        Remove = late => chat.Remove(late),
    };

    public static Showing Showing(IChat chat, string stream, ChatPlace where, CardPlan card, string mark = "")
    {
        var (key, message) = ($"{stream}.{Prefix}{card.Key}{mark}", new ChatMessage(card.Card.Summary, card.Card, []));
        return new Showing(Prefix + card.Key + mark, Content.Hash(message), () => chat.Post(key, where, message))
        {
            Update = there => chat.Update(there, message),
            Find = since => chat.Find(key, where, since),
            Remove = late => chat.Remove(late),
            Restores = true,
        };
    }
}

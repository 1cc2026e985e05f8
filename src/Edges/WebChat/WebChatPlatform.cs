using System.Collections.Immutable;
using System.Globalization;
using ChatOpsIncident.Edges.WebChat.People;
using ChatOpsIncident.Edges.WebChat.Rows;
using ChatOpsIncident.Edges.WebChat.Wire;
using ChatOpsIncident.Engine;
using ChatOpsIncident.Incidents.Conversation;
using ChatOpsIncident.Incidents.Timeline;

namespace ChatOpsIncident.Edges.WebChat;

/// <summary>The web chat as the engine sees it: a platform like the others, on its own rows.</summary>
/// <remarks>A room's reference comes from its delivery key, so a key never opens two.</remarks>
public sealed class WebChatPlatform : IChat
{
    /// <summary>What ids of its people begin with.</summary>
    public const string PlatformName = "web";

    private readonly PlaceRows places;
    private readonly Posts posts;
    private readonly TimeProvider clock;

    internal WebChatPlatform(PlaceRows places, Posts posts, TimeProvider clock) => (this.places, this.posts, this.clock) = (places, posts, clock);

    /// <summary>On this store.</summary>
    public static WebChatPlatform On(IStore store, TimeProvider clock)
    {
        var places = new PlaceRows(store);
        return new(places, new Posts(store, places, clock), clock);
    }

    public string Platform => PlatformName;

    public Task<string> OpenRoom(string key, RoomToOpen room, CancellationToken cancel = default) => Careful(async () =>
    {
        var id = RoomReference(key);
        await places.Open(new Place(id, Direct: false, room.Name, clock.GetUtcNow())
        {
            Topic = RichJson.Write(room.Topic),
            Private = room.Private,
            Members = Known(room.Members),
            Stream = room.Stream,
        }, cancel);
        return id;
    });

    public Task<IReadOnlyList<string>> FindRoom(string key, RoomToOpen room, CancellationToken cancel = default) => Careful<IReadOnlyList<string>>(async () =>
        await places.Find(RoomReference(key), cancel) is { Archived: false } there ? [there.Id] : []);

    public Task SetTopic(string room, Rich topic, CancellationToken cancel = default) =>
        ChangeRoom(room, now => now with { Topic = RichJson.Write(topic) }, cancel);

    public Task Invite(string room, ImmutableArray<Person> people, CancellationToken cancel = default)
    {
        var known = Known(people);
        return ChangeRoom(room, now => known.All(now.Members.Contains) ? null : now with { Members = [.. now.Members.Union(known)] }, cancel);
    }

    public Task Archive(string room, CancellationToken cancel = default) =>
        ChangeRoom(room, now => now.Archived ? null : now with { Archived = true }, cancel);

    public Task Rename(string room, string name, CancellationToken cancel = default) =>
        ChangeRoom(room, now => now.Name == name ? null : now with { Name = name }, cancel);

    /// <summary>Everything goes, also what people wrote.</summary>
    public Task Empty(string room, string? except, CancellationToken cancel = default) => Careful(async () =>
    {
        if (await places.Find(room, cancel) is not { Last: var last }) return false;
        foreach (var message in await places.Messages(room, 1, last + 1, cancel))
        {
            if (!message.Removed && Reference(room, message.Number) != except) await posts.Remove(room, message.Number, cancel);
        }
        return true;
    });

    public Task Bookmark(string room, string title, string message, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        var number = int.Parse(message[(message.LastIndexOf(':') + 1)..], NumberStyles.None, CultureInfo.InvariantCulture);
        return ChangeRoom(room, now => now.Bookmarks.Contains(new(title, number)) ? null : now with { Bookmarks = [.. now.Bookmarks.Where(b => b.Title != title), new(title, number)] }, cancel);
    }

    public Task TakeOut(string room, Person person, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(person);
        return ChangeRoom(room, now => now.Members.Contains(person.Id) ? now with { Members = now.Members.Remove(person.Id) } : null, cancel);
    }

    public Task<string> Post(string key, ChatPlace where, ChatMessage message, CancellationToken cancel = default) => Careful(async () =>
    {
        var place = await PlaceOf(where, cancel);
        var number = await posts.Add(place, Draft(key, message), cancel) ?? throw new ChatGoneException($"There is no room {place}.");
        return Reference(place, number);
    });

    public Task<IReadOnlyList<string>> Find(string key, ChatPlace where, DateTimeOffset since, CancellationToken cancel = default) => Careful<IReadOnlyList<string>>(async () =>
    {
        var place = where is ToRoom room ? room.Room : Conversations.WithBot(((ToPerson)where).Person.Id);
        if (!PlaceRows.IsReference(place) || await places.Delivered(place, RowKeys.Hash(key), cancel) is not { } number) return [];
        return await places.Message(place, number, cancel) is { Removed: false } ? [Reference(place, number)] : [];
    });

    public Task Update(string message, ChatMessage content, CancellationToken cancel = default) => OnMessage(message, must: true, (place, number) =>
        posts.Replace(place, number, Draft("", content), cancel));

    public Task Remove(string message, CancellationToken cancel = default) => OnMessage(message, must: false, (place, number) => posts.Remove(place, number, cancel));

    public Task Pin(string message, CancellationToken cancel = default) => OnMessage(message, must: true, (place, number) => posts.Pin(place, number, cancel));

    internal static string Reference(string place, int number) => $"{place}:{number.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>Where the first room of this incident is, if it has one here.</summary>
    internal static string FirstRoomOf(string stream) => RoomReference(OpenRooms.Key(stream, 1));

    private static string RoomReference(string key) => StreamId.Of("web room", key);

    private static Draft Draft(string key, ChatMessage message) => new(key, null, RichJson.Write(message.Text))
    {
        Card = message.Card is { } card ? CardJson.Write(card) : null,
        Pings = Known(message.Pings),
    };

    private static ImmutableArray<string> Known(ImmutableArray<Person> people) =>
        [.. people.Select(p => SampleOrganisation.ById(p) is null ? throw new ChatRefusedException("The sample organisation has no such person.") : p.Id).Distinct()];

    private async Task<string> PlaceOf(ChatPlace where, CancellationToken cancel)
    {
        if (where is ToRoom room) return room.Room;
        var person = Known([((ToPerson)where).Person])[0];
        var place = Conversations.New(person, null, clock.GetUtcNow());
        await places.Open(place, cancel);
        return place.Id;
    }

    private Task<Place> ChangeRoom(string room, Func<Place, Place?> change, CancellationToken cancel) => Careful(async () =>
        await places.Change(room, now => Task.FromResult(change(now) is { } made ? new PlaceChange(made) : null), cancel)
            ?? throw new ChatGoneException($"There is no room {room}."));

    private static Task<bool> OnMessage(string message, bool must, Func<string, int, Task<bool>> act) => Careful(async () =>
    {
        var colon = message.LastIndexOf(':');
        var there = colon > 0 && int.TryParse(message.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && await act(message[..colon], number);
        return there || !must ? there : throw new ChatGoneException("There is no such message any more.");
    });

    /// <summary>Says what happened in the port's words.</summary>
    private static async Task<T> Careful<T>(Func<Task<T>> act)
    {
        try
        {
            return await act();
        }
        catch (StoreUnavailableException)
        {
            throw new ChatBusyException(TimeSpan.FromSeconds(2));
        }
        catch (StoreConflictException)
        {
            throw new ChatBusyException(TimeSpan.FromMilliseconds(200));
        }
        catch (StoreUncertainException e)
        {
            throw new ChatMaybeDoneException("The web chat's store did not say whether it wrote.", e);
        }
    }
}

using System.Collections.Immutable;
using System.Text.Json;
using ChatOpsIncident.Edges.WebChat.Guards;
using ChatOpsIncident.Edges.WebChat.People;
using ChatOpsIncident.Edges.WebChat.Rows;
using ChatOpsIncident.Engine;
using ChatOpsIncident.Incidents.Conversation;
using Microsoft.AspNetCore.Http;

namespace ChatOpsIncident.Edges.WebChat.Api;

/// <summary>What people see: who is there, their list of places, one place.</summary>
internal sealed class Reading(IBot bot, PlaceRows places, PrivateAnswers answers, Sidebar sidebar, TimeProvider clock)
{
    private const int Page = 80;

    /// <summary>A place that this person may see. Of a private one nobody else learns more than of one that does not exist.</summary>
    public async Task<Place> Place(Caller who, string id)
    {
        if (id == Conversations.WithBot(who.Id)) await places.Open(Conversations.New(who.Id, null, clock.GetUtcNow()));
        return await places.Find(id) is { } place && place.IsSeenBy(who.Id)
            ? place
            : throw new CallRefusedException(StatusCodes.Status404NotFound, "There is no such room here. Choose one from the list.");
    }

    public PeopleView People(Caller who)
    {
        var onCall = SampleOrganisation.OnCall(clock.GetUtcNow());
        return new(who.Id, [.. SamplePeople.All.Select(p => new PersonView(p.Person.Id, p.Handle, p.Name, p.Job, p.Phone, p.Groups, p == onCall))]);
    }

    public async Task<ImmutableArray<PlaceView>> Places(Caller who)
    {
        var incidents = (await bot.List(who.Person)).DistinctBy(r => r.Stream).ToDictionary(r => r.Stream);
        var open = incidents.Values.Where(r => r.Status.IsOpen()).Select(r => r.Stream);
        var listed = await sidebar.Of(who.Id, open, stream => bot.RoomOf(who.Person, stream));
        return [.. listed.Select(l => View(l, l.Place.Stream is { } stream && incidents.TryGetValue(stream, out var row) ? row : null, who))];
    }

    public async Task<ConversationView> Conversation(Caller who, Place place, int after, int before)
    {
        var pinned = await Task.WhenAll(place.Pins.Select(n => places.Message(place.Id, n)));
        var private_ = before > 0 ? [] : await answers.In(who.Id, place.Id);
        var (messages, whole) = await Messages(place, after, before);
        return new(place.Id, place.Version, whole, place.Topic, place.Members.Length, [.. messages.Select(m => View(m, who))], private_,
            [.. pinned.OfType<PlaceMessage>().Where(m => !m.Removed).Select(m => View(m, who))], place.Bookmarks);
    }

    /// <summary>The room of an incident; null if it is not open yet, or not for this person.</summary>
    public async Task<string?> RoomOf(Caller who, string stream) =>
        PlaceRows.IsReference(stream) && await bot.RoomOf(who.Person, stream) is { } room && await places.Find(room) is { } place && place.IsSeenBy(who.Id)
            ? place.Id
            : null;

    private async Task<(ImmutableArray<PlaceMessage> Messages, bool Whole)> Messages(Place place, int after, int before)
    {
        if (before > 0) return (await places.Messages(place.Id, before - Page, before), false);
        var changed = after > 0 ? await places.ChangedAfter(place.Id, after, 2 * Page) : null;
        if (changed is not { } numbers) return (await places.Messages(place.Id, place.Last - Page + 1, place.Last + 1), true);
        var messages = await Task.WhenAll(numbers.Select(n => places.Message(place.Id, n)));
        return ([.. messages.OfType<PlaceMessage>()], false);
    }

    private static PlaceView View(Listed listed, ListRow? row, Caller who)
    {
        var (place, with) = (listed.Place, listed.Place.Members.FirstOrDefault(m => m != who.Id));
        return new(place.Id, place.Direct, place.Name, place.Direct ? with : null, place.Private, place.Topic, place.Stream,
            row?.Severity, row?.Status.ToString(), place.LastAt ?? place.OpenedAt, place.Last, listed.Unread, listed.Asked);
    }

    private static MessageView View(PlaceMessage m, Caller who) => new(m.Number, m.Author, m.At, m.Text, m.Card, m.Pings.Contains(who.Id), m.Removed);
}

/// <summary>The sample organisation; <paramref name="Me"/> is who calls.</summary>
internal sealed record PeopleView(string Me, ImmutableArray<PersonView> People);

/// <summary>Somebody to act as, or to talk with.</summary>
internal sealed record PersonView(string Id, string Handle, string Name, string Job, string Phone, ImmutableArray<string> Groups, bool OnCall);

/// <summary>A place in the list.</summary>
internal sealed record PlaceView(
    string Id, bool Direct, string Name, string? With, bool Private, JsonElement? Topic, string? Stream, string? Severity, string? Status,
    DateTimeOffset LastAt, int Last, int Unread, int Asked);

/// <summary>A place with its messages; <paramref name="Whole"/>: they replace what the page holds, else they change it.</summary>
internal sealed record ConversationView(
    string Id, int Version, bool Whole, JsonElement? Topic, int Members, ImmutableArray<MessageView> Messages, ImmutableArray<PrivateAnswer> Answers,
    ImmutableArray<MessageView> Pinned, ImmutableArray<PlaceBookmark> Bookmarks);

/// <summary>A message; <paramref name="Asks"/>: for the reader's attention.</summary>
internal sealed record MessageView(int Number, string? Author, DateTimeOffset At, JsonElement Text, JsonElement? Card, bool Asks, bool Removed);

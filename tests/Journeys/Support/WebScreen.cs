using System.Text.Json;
using ChatOpsIncident.Edges.WebChat.Rows;
using ChatOpsIncident.Edges.WebChat.Wire;
using ChatOpsIncident.Incidents.Cards;
using ChatOpsIncident.Incidents.ChatView;
using ChatOpsIncident.Incidents.Timeline;

namespace ChatOpsIncident.Journeys.Support;

/// <summary>The web chat, as its rows say.</summary>
internal sealed class WebScreen(StoreFile store) : IScreen
{
    private readonly IReadOnlyList<StoredPlace> places = store.Places();

    public IReadOnlyList<ShownMessage> Messages { get; } =
        [.. store.Messages().Where(m => m is { Author: null, Removed: false }).Select(m => new ShownMessage(m.Reference, m.Place, m.Key, m.Shows, card => Is(m, card)))];

    public ShownRoom? RoomOf(string stream, RoomPlan plan)
    {
        var id = StreamId.Of("web room", FormattableString.Invariant($"{stream}.room.{plan.Generation}"));
        return places.SingleOrDefault(p => p.Stream == stream) is { } room && room.Id == id
            ? new(id, room.Name, room.Topic?.GetRawText() ?? "", topic => room.Topic is { } its && Same(its, RichJson.Write(topic)), person => room.Members.Contains(person.Id),
                [.. room.Pins.Select(p => FormattableString.Invariant($"{id}:{p}"))])
            : null;
    }

    public string DirectTo(Person person) => Conversations.WithBot(person.Id);

    public string KeyOf(string delivery) => RowKeys.Hash(delivery);

    private static bool Is(StoredMessage shown, Card card) => shown.Card is { } its && Same(its, CardJson.Write(card)) && Same(shown.Text, RichJson.Write(card.Summary));

    private static bool Same(JsonElement one, JsonElement other) => JsonElement.DeepEquals(one, other);
}

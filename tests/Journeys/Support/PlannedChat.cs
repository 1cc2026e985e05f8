using System.Text.Json;
using ChatOpsIncident.Edges.WebChat.Rows;
using ChatOpsIncident.Edges.WebChat.Wire;
using ChatOpsIncident.Incidents.ChatView;
using ChatOpsIncident.Incidents.Preparation;
using ChatOpsIncident.Incidents.Timeline;
using ChatPlace = ChatOpsIncident.Incidents.ChatView.Place;

namespace ChatOpsIncident.Journeys.Support;

/// <summary>What the chat should show by the stored events alone, compared with what it does show: rooms, cards, messages, pins; nothing less, nothing more.</summary>
internal sealed class PlannedChat
{
    private static readonly IncidentFold Fold = new();

    private readonly ILookup<string, Recorded> streams;
    private readonly IReadOnlyList<StoredPlace> places;
    private readonly IReadOnlyList<StoredMessage> messages;
    private readonly Organisation organisation;

    public PlannedChat(StoreFile store)
    {
        store = store.AsOfNow();
        streams = store.Events().ToLookup(e => e.Stream);
        (places, messages) = (store.Places(), [.. store.Messages().Where(m => m is { Author: null, Removed: false })]);
        var fold = new OrganisationFold();
        organisation = streams[StreamId.Organisation].Aggregate(fold.Empty(StreamId.Organisation), fold.Evolve);
    }

    private IEnumerable<string> Incidents => streams.Select(s => s.Key).Where(s => s != StreamId.Organisation);

    /// <summary>The first difference; null: the chat is as planned.</summary>
    public string? Difference()
    {
        var planned = new HashSet<(string Place, string Key)>();
        return Incidents.Select(stream => Difference(stream, planned)).FirstOrDefault(d => d is not null)
            ?? messages.Where(m => !planned.Contains((m.Place, m.Key))).Select(m => $"{m.Reference} is there and nobody planned it: {m.Shows}").FirstOrDefault();
    }

    private string? Difference(string stream, HashSet<(string, string)> planned)
    {
        var states = new List<Incident> { Fold.Empty(stream) };
        foreach (var recorded in streams[stream]) states.Add(Fold.Evolve(states[^1], recorded));
        var plan = Fold.Plan(states[^1], organisation.Versions[states[^1].Playbook]);
        var id = StreamId.Of("web room", FormattableString.Invariant($"{stream}.room.{plan.Room!.Generation}"));
        var room = places.SingleOrDefault(p => p.Stream == stream);
        if (room?.Id != id) return $"{stream} has no room {id}.";
        return WrongRoom(plan.Room, room) ?? WrongCard(stream, plan, room, planned) ?? WrongMessage(stream, states, room, planned);
    }

    private static string? WrongRoom(RoomPlan plan, StoredPlace room)
    {
        if (room.Name != plan.Name) return $"The room is called {room.Name}, not {plan.Name}.";
        if (room.Topic is not { } topic || !Same(topic, RichJson.Write(plan.Topic))) return $"The topic of {room.Name} is {room.Topic}.";
        return plan.Members.Where(m => !room.Members.Contains(m.Id)).Select(m => $"{m.Id} is not in {room.Name}.").FirstOrDefault();
    }

    private string? WrongCard(string stream, ChatPlan plan, StoredPlace room, HashSet<(string, string)> planned)
    {
        foreach (var card in plan.Cards)
        {
            var shown = Shown($"{stream}.card.{card.Key}", card.Where, room, planned);
            if (shown is not [var only]) return $"{stream}: card {card.Key} is there {shown.Length} times.";
            if (only.Card is not { } its || !Same(its, CardJson.Write(card.Card)) || !Same(only.Text, RichJson.Write(card.Card.Summary))) return $"{stream}: card {card.Key} is not current: {only.Card}";
            if (card.Pinned && !room.Pins.SequenceEqual([only.Number])) return $"{stream}: pinned is {string.Join(", ", room.Pins)}, not {only.Number}.";
        }
        return null;
    }

    /// <summary>Every message as its own event planned it is there once; what a later moment would have planned besides may be there.</summary>
    private string? WrongMessage(string stream, List<Incident> states, StoredPlace room, HashSet<(string, string)> planned)
    {
        foreach (var recorded in streams[stream])
        {
            for (var version = states.Count - 1; version >= recorded.Number; version--)
            {
                foreach (var (message, index) in Fold.Sends(states[version], recorded).Select((o, i) => (o as Message, i)).Where(m => m.Item1 is not null))
                {
                    var shown = Shown(FormattableString.Invariant($"{stream}.m.{recorded.Number:D10}.{index}"), message!.Where, room, planned);
                    if (version == recorded.Number && shown.Length != 1) return $"{stream}: message {index} of event {recorded.Number} ({StoreFile.TypeOf(recorded)}) is there {shown.Length} times.";
                }
            }
        }
        return null;
    }

    private StoredMessage[] Shown(string key, ChatPlace where, StoredPlace room, HashSet<(string, string)> planned)
    {
        var at = (Place: where is Directly to ? Conversations.WithBot(to.Person.Id) : room.Id, Key: RowKeys.Hash(key));
        planned.Add(at);
        return [.. messages.Where(m => m.Place == at.Place && m.Key == at.Key)];
    }

    private static bool Same(JsonElement one, JsonElement other) => JsonElement.DeepEquals(one, other);
}

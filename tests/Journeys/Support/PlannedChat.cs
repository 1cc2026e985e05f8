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
    private readonly IScreen screen;
    private readonly ILookup<(string Place, string Key), ShownMessage> messages;
    private readonly Organisation organisation;

    /// <param name="look">What people see now; null: in the web chat, whose rows lie in the same store.</param>
    public PlannedChat(StoreFile store, Func<IScreen>? look = null)
    {
        store = store.AsOfNow();
        streams = store.Events().ToLookup(e => e.Stream);
        screen = look?.Invoke() ?? new WebScreen(store);
        messages = screen.Messages.ToLookup(m => (m.Place, m.Key));
        var fold = new OrganisationFold();
        organisation = streams[StreamId.Organisation].Aggregate(fold.Empty(StreamId.Organisation), fold.Evolve);
    }

    private IEnumerable<string> Incidents => streams.Select(s => s.Key).Where(s => s != StreamId.Organisation);

    /// <summary>The first difference; null: the chat is as planned.</summary>
    public string? Difference()
    {
        var planned = new HashSet<(string Place, string Key)>();
        return Incidents.Select(stream => Difference(stream, planned)).FirstOrDefault(d => d is not null)
            ?? screen.Messages.Where(m => !planned.Contains((m.Place, m.Key))).Select(m => $"{m.Reference} is there and nobody planned it: {m.Shows}").FirstOrDefault();
    }

    private string? Difference(string stream, HashSet<(string, string)> planned)
    {
        var states = new List<Incident> { Fold.Empty(stream) };
        foreach (var recorded in streams[stream]) states.Add(Fold.Evolve(states[^1], recorded));
        var plan = Fold.Plan(states[^1], organisation.Versions[states[^1].Playbook]);
        if (screen.RoomOf(stream, plan.Room!) is not { } room) return $"{stream}: {plan.Room!.Name} has not one room.";
        return WrongRoom(plan.Room!, room) ?? WrongCard(stream, plan, room, planned) ?? WrongMessage(stream, states, room, planned);
    }

    private static string? WrongRoom(RoomPlan plan, ShownRoom room)
    {
        if (room.Name != plan.Name) return $"The room is called {room.Name}, not {plan.Name}.";
        if (!room.HasTopic(plan.Topic)) return $"The topic of {room.Name} is {room.Topic}.";
        return plan.Members.Where(m => !room.HasMember(m)).Select(m => $"{m.Id} is not in {room.Name}.").FirstOrDefault();
    }

    private string? WrongCard(string stream, ChatPlan plan, ShownRoom room, HashSet<(string, string)> planned)
    {
        foreach (var card in plan.Cards)
        {
            var shown = Shown($"{stream}.card.{card.Key}", card.Where, room, planned);
            if (shown is not [var only]) return $"{stream}: card {card.Key} is there {shown.Length} times.";
            if (!only.Is(card.Card)) return $"{stream}: card {card.Key} is not current: {only.Shows}";
            if (card.Pinned && !room.Pins.SequenceEqual([only.Reference])) return $"{stream}: pinned is {string.Join(", ", room.Pins)}, not {only.Reference}.";
        }
        return null;
    }

    /// <summary>Every message as its own event planned it is there once; what a later moment would have planned besides may be there.</summary>
    private string? WrongMessage(string stream, List<Incident> states, ShownRoom room, HashSet<(string, string)> planned)
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

    private ShownMessage[] Shown(string key, ChatPlace where, ShownRoom room, HashSet<(string, string)> planned)
    {
        var at = (Place: where is Directly to ? screen.DirectTo(to.Person) : room.Id, Key: screen.KeyOf(key));
        planned.Add(at);
        return [.. messages[at]];
    }
}

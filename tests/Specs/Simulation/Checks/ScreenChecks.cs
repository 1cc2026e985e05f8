using ChatOpsIncident.Engine;
using ChatOpsIncident.Incidents.ChatView;
using ChatOpsIncident.Incidents.Conversation;
using ChatOpsIncident.Specs.Simulation.World;

namespace ChatOpsIncident.Specs.Simulation.Checks;

/// <summary>Compares what people see with what the plan says, read from the stored events and not from what the engine believes.</summary>
internal sealed class ScreenChecks(SimScreen screen, Ledger ledger, Func<DateTimeOffset> now)
{
    private static readonly IncidentFold Fold = new();

    /// <summary>What this stream has still to do, in words; null: nothing.</summary>
    public string? WorkLeft(string id)
    {
        var stream = ledger.Stream(id);
        if (stream.Events.Count == 0) return null;
        if (Fold.NextAlarm(stream.State) is { } alarm) return $"its alarm is due at {alarm:HH:mm:ss}.";
        // What people did by hand is no work before the bot is told of it.
        return !screen.IsUntold(id) && Wrong(stream) is { } wrong ? wrong.What : null;
    }

    /// <summary>The first difference between the screen and the plan of this stream; null: there is none.</summary>
    public (Check Check, string What)? Wrong(StoredStream stream)
    {
        var plan = Fold.Plan(stream.State, ledger.Pinned(stream.State));
        if (plan.Earlier.Select(e => EarlierWrong(e, stream)).FirstOrDefault(w => w is not null) is { } wrong) return wrong;
        var rooms = screen.Rooms.Where(r => r.Asked.Stream == stream.Id && !r.Archived && (IsOf(r, plan.Room, stream) || !r.Hands.WasOut)).ToArray();
        if (rooms.Length == 0 && plan.Room is { Lost: true } lost && LastClosed(stream, lost) is { } last) rooms = [last];
        if (plan.Room is null) return rooms.Length == 0 ? null : (Check.TheScreenIsThePlan, $"{stream.Id} has a room and should have none.");
        if (rooms.Length == 0) return (Check.TheScreenIsThePlan, $"{stream.Id} has no room.");
        if (rooms.Length > 1) return (Check.OneRoomAGeneration, $"{stream.Id} has {rooms.Length} rooms.");
        // Where the bot is not, it can't take away what landed late; that it is not there is looked at below.
        var closed = screen.Rooms.Where(r => !r.IsOpen || !IsOf(r, plan.Room, stream)).Select(r => r.Reference).ToHashSet(StringComparer.Ordinal);
        var shown = screen.Visible.Where(m => m.Key.StartsWith(stream.Id + ".", StringComparison.Ordinal) && !(m.Where is ToRoom to && closed.Contains(to.Room))).ToList();
        if (shown.GroupBy(m => m.Key).FirstOrDefault(g => g.Count() > 1) is { } twice)
            return (Check.NothingIsOnTheScreenTwice, $"{twice.Key} is there {twice.Count()} times.");
        // From a room that people closed, or put the bot out of, it can take nobody: whoever takes somebody out is told so.
        if (plan.Room.Private && rooms[0].IsOpen && plan.Room.Excluded.FirstOrDefault(rooms[0].Members.Contains) is { } inside)
            return (Check.NobodySeesWhatTheyMustNot, $"{stream.Id}: {inside} must not know of it, and is in its room.");
        if (shown.Find(m => m.Where is ToPerson to && !MayKnow(stream, to.Person)) is { } told)
            return (Check.NobodySeesWhatTheyMustNot, $"{stream.Id}: {told.Key} is still there for {told.Where}.");
        if (plan.Room.Lost) return MessageWrong(rooms[0], stream, shown);
        return RoomWrong(plan.Room, rooms[0], stream) ?? CardWrong(plan, rooms[0], stream, shown) ?? MessageWrong(rooms[0], stream, shown) ?? TooMuch(rooms[0], stream, shown);
    }

    private static bool IsOf(SimRoom room, RoomPlan? plan, StoredStream stream) => room.Key == FormattableString.Invariant($"{stream.Id}.room.{plan?.Generation}");

    /// <summary>People may have closed one of which the bot never heard that it was open, and then the one that it opened instead.</summary>
    private SimRoom? LastClosed(StoredStream stream, RoomPlan plan) => screen.Rooms.LastOrDefault(r => r.Asked.Stream == stream.Id && r.Hands.Closed && IsOf(r, plan, stream));

    /// <summary>A room that was replaced is closed, is called nothing, and holds nothing but the card that says so.</summary>
    private (Check, string)? EarlierWrong(EarlierPlan plan, StoredStream stream)
    {
        foreach (var room in screen.Rooms.Where(r => IsOf(r, plan.Room, stream)))
        {
            // What people closed can't be emptied any more, and may be opened by them again.
            if (room.Hands.WasOut) continue;
            if (!room.Archived) return (Check.OneRoomAGeneration, $"{stream.Id}: {room.Reference} was replaced and is open.");
            var left = screen.Visible.Where(m => m.Where == new ToRoom(room.Reference)).ToArray();
            if (left.Length > 1 || left.Any(m => Drawn.Of(m.Content.Card) != Drawn.Of(plan.Moved.Card)))
                return (Check.NobodySeesWhatTheyMustNot, $"{stream.Id}: {room.Reference} was replaced and still shows {string.Join(" and ", left.Select(m => Drawn.Of(m.Content)))}");
        }
        return null;
    }

    private (Check, string)? RoomWrong(RoomPlan plan, SimRoom room, StoredStream stream)
    {
        if (room.Hands.BotIsOut) return (Check.TheScreenIsThePlan, $"{stream.Id}: the bot is not in {room.Reference}.");
        if (!Names(stream).Contains(room.Name) && room.Name != room.Hands.Name || room.Asked.Private != plan.Private) return (Check.TheScreenIsThePlan, $"{stream.Id}: the room is {room.Asked}.");
        if (plan.KeepTopic && room.Hands.Topic is { } topic && !room.Topic.Equals((Rich)topic)) return (Check.TheScreenIsThePlan, $"{stream.Id}: the topic is '{room.Topic}', and somebody had written '{topic}'.");
        if (!plan.KeepTopic && !room.Topic.Equals(plan.Topic)) return (Check.TheScreenIsThePlan, $"{stream.Id}: the topic is '{room.Topic}', not '{plan.Topic}'.");
        var missing = plan.Members.FirstOrDefault(m => !room.Members.Contains(m) && !room.Left.Contains(m) && !screen.Unreachable.Contains(m));
        return missing is null ? null : (Check.TheScreenIsThePlan, $"{stream.Id}: {missing} is not in the room.");
    }

    /// <summary>As it is called now; as it was called when it was opened, if words were removed since.</summary>
    private IEnumerable<string?> Names(StoredStream stream) => stream.Earlier.Append(stream).Select(s => Fold.Plan(s.State, ledger.Pinned(s.State)).Room?.Name);

    private (Check, string)? CardWrong(ChatPlan plan, SimRoom room, StoredStream stream, List<SimMessage> shown)
    {
        foreach (var card in plan.Cards.Where(c => !c.Away))
        {
            if (At(card.Where, room) is not { } where || (where is ToPerson to && screen.Unreachable.Contains(to.Person))) continue;
            var wanted = Drawn.Of(card.Card);
            var there = shown.Find(m => m.Where == where && m.Content.Card is { } its && Drawn.Of(its) == wanted);
            if (there is null && where is ToPerson && RemovedByHand(where, card.Key, stream.Id)) continue;
            if (there is null) return (Check.TheScreenIsThePlan, $"{stream.Id}: card {card.Key} is not what the plan says at event {stream.Events.Count}: {wanted}, but {string.Join(" and ", shown.Where(m => m.Where == where && m.Key.Contains(card.Key, StringComparison.Ordinal)).Select(m => Drawn.Of(m.Content.Card)))}");
            if (card.Pinned && !there.Pinned) return (Check.TheScreenIsThePlan, $"{stream.Id}: card {card.Key} is not pinned.");
            shown.Remove(there);
        }
        return null;
    }

    /// <summary>Each event's messages, as they came out at that event or at any later moment (they are drawn when they are sent).</summary>
    private (Check, string)? MessageWrong(SimRoom room, StoredStream stream, List<SimMessage> shown)
    {
        // A message is over once it was delivered: one that a person deleted since is not restored.
        var deleted = screen.Messages.Where(m => m.ByHand && m.Key.StartsWith(stream.Id + ".", StringComparison.Ordinal)).ToList();
        foreach (var recorded in stream.Events)
        {
            // Who is told is planned by the event itself; who came later may be told too, if it was not yet over.
            var planned = Sends(stream, recorded, (int)recorded.Number);
            for (var i = 0; i < planned.Count; i++)
            {
                if (planned[i] is not Message message || At(message.Where, room) is not { } where) continue;
                if (where is ToPerson { Person: var person } && (screen.Unreachable.Contains(person) || !MayKnow(stream, person))) continue;
                var key = FormattableString.Invariant($"{stream.Id}.m.{recorded.Number:D10}.{i}");
                var there = shown.Concat(deleted).FirstOrDefault(m => m.Key == key && m.Where == where);
                if (there is not null && !Drafts(stream, recorded, also: there.ByHand ? stream.Earlier : []).Any(sends => Says(sends, i, there))) there = null;
                // What was taken from somebody who was left out is not said again when they come back.
                if (there is null && where is ToPerson { Person: var back } && stream.States.Skip((int)recorded.Number).Any(s => IsOut(s, back))) continue;
                if (there is null && message.Where is InRoom && (stream.State.Room.Lost is not null || WasSaidBefore(stream, recorded, key))) continue;
                if (there is null) return (Check.TheScreenIsThePlan, $"{stream.Id}: message {i} of event {recorded.Number} ({recorded.Event.GetType().Name}) is not there: {Content(message)}, but {string.Join(" and ", shown.Where(m => m.Where == where).Select(m => Drawn.Of(m.Content)))}");
                shown.Remove(there);
                deleted.Remove(there);
            }
        }
        return null;
    }

    /// <summary>In a room that was replaced. What waited because people had closed that one is said in the next.</summary>
    private bool WasSaidBefore(StoredStream stream, Recorded recorded, string key) => stream.State.Room.Earlier.LastOrDefault(e => e.LeftAt >= recorded.At) is { } left
        && (!left.Lost || screen.Messages.Exists(m => m.Key == key));

    private static (Check, string)? TooMuch(SimRoom room, StoredStream stream, List<SimMessage> left)
    {
        if (left.Count == 0) return null;
        var said = (from recorded in stream.Events from sends in Drafts(stream, recorded, []) from message in sends.OfType<Message>() select (At(message.Where, room), Content(message))).ToHashSet();
        var unplanned = left.Find(m => !said.Contains((m.Where, Drawn.Of(m.Content))));
        return unplanned is null ? null : (Check.TheScreenIsThePlan, $"{unplanned.Key} is there and nobody planned it: {unplanned.Content.Text}");
    }

    private static bool Says(IReadOnlyList<Outgoing> sends, int index, SimMessage shown) =>
        index < sends.Count && sends[index] is Message message && Drawn.Of(shown.Content) == Content(message);

    private static string Content(Message message) => Drawn.Of(new ChatMessage(message.Text, message.Card, message.Pings));

    private static IReadOnlyList<Outgoing> Sends(StoredStream stream, Recorded recorded, int version) => Fold.Sends(stream.States[version], recorded);

    /// <summary>What an event would have sent at each moment since, newest first; what people deleted, as it read before every redaction too.</summary>
    private static IEnumerable<IReadOnlyList<Outgoing>> Drafts(StoredStream stream, Recorded recorded, IEnumerable<StoredStream> also) =>
        from said in also.Append(stream).Reverse()
        where said.Events.Count >= recorded.Number
        from version in Enumerable.Range((int)recorded.Number, said.Events.Count - (int)recorded.Number + 1).Reverse()
        select Sends(said, said.Events[(int)recorded.Number - 1], version);

    private bool RemovedByHand(ChatPlace where, string card, string stream) => screen.Messages.Exists(m =>
        m.ByHand && !m.GoneWasSaid && m.Where == where && m.Key.StartsWith(stream + ".", StringComparison.Ordinal) && m.Key.Split('~')[0].EndsWith("." + card, StringComparison.Ordinal));

    private static bool MayKnow(StoredStream stream, Person person) => stream.State.Detection?.Visibility.MayKnow(person) != false;

    private static bool IsOut(Incident incident, Person person) => incident.Detection?.Visibility is { } sight
        && (!sight.MayKnow(person) || (sight.Private && !Membership.MayLook(incident).Contains(person)));

    private static ChatPlace? At(Place place, SimRoom room) => place switch
    {
        InRoom => new ToRoom(room.Reference),
        Directly directly => new ToPerson(directly.Person),
        _ => null,
    };

    /// <summary>Alarms that should have rung long ago.</summary>
    public string? Overdue(StoredStream stream, TimeSpan grace) =>
        Fold.NextAlarm(stream.State) is { } alarm && alarm + grace < now() ? $"{stream.Id}: the alarm of {alarm:HH:mm:ss} has not rung." : null;
}

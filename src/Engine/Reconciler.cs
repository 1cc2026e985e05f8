using System.Collections.Immutable;
using ChatOpsIncident.Incidents.ChatView;
using ChatOpsIncident.Incidents.Conversation;
using ChatOpsIncident.Incidents.Detection;
using ChatOpsIncident.Incidents.Preparation;
using ChatOpsIncident.Incidents.Timeline;
using Microsoft.Extensions.Logging;

namespace ChatOpsIncident.Engine;

/// <summary>Compares what the chat should show with what was delivered, and makes the calls that bring it to match. Nothing else posts to a chat.</summary>
internal sealed class Reconciler(IStore store, ImmutableArray<IChat> chats, Pointers pointers, IErrandRunner errands, IInstances instances, TimeProvider time, ILogger logger)
{
    /// <summary>What opened a room that a call found closed just now, is known everywhere by then.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(2);

    /// <summary>Delivery key of whether it is on the list of what is open.</summary>
    private const string Listed = "listed";

    private readonly ReconcileLag lag = new(time);

    /// <summary>One visit of a stream. Yields when to come back; null: the chat is as planned.</summary>
    public async Task<DateTimeOffset?> Visit<TState>(Streams<TState> streams, string stream, TState state, Playbook pinned)
    {
        var fold = streams.Fold;
        var (version, plan) = (fold.HeadOf(state).Number, fold.Plan(state, pinned));
        var book = await DeliveryBook.Open(store, stream, CancellationToken.None);
        var deliverer = new Deliverer(book, instances, time, logger) { Outdated = plan.Room is { Private: false } ? IsReplaced : null };
        // What stands in the way there says nothing about the incident's own room.
        var aside = new Deliverer(book, instances, time, logger) { Outdated = deliverer.Outdated };
        var news = await streams.Events(stream, book.Sent + 1, version);
        var outbox = await Sending(streams, stream, state, plan, news, book, deliverer);
        var room = plan.Room is { } wanted && Chat(wanted.Platform) is { } chat ? new RoomLane(stream, version, chat, wanted, deliverer, pointers) : null;

        var lanes = new List<Task> { InRoom(room, plan, Gone(plan, book), outbox) };
        lanes.AddRange(RoomsBefore(stream, version, plan, book, deliverer));
        lanes.AddRange(plan.Cards.Where(c => c.Where is Directly).Select(c => Card(stream, c with { Away = c.Away || !outbox.Standing.MayKnow(((Directly)c.Where).Person) }, book, deliverer, version)));
        lanes.AddRange(plan.Cards.Where(c => c.Where is Announcing).Select(c => Card(stream, c, book, aside, version)));
        // Somebody of a platform that is not connected any more can't be told there: over.
        lanes.AddRange(outbox.People.Where(p => Chat(p.Platform) is not null).Select(p => outbox.SendTo(p, Chat(p.Platform)!)));
        lanes.Add(outbox.RunErrands(errands, time));
        await Task.WhenAll(lanes);
        if (room is { IsNew: true, Chat.RoomsRunShort: { } says }) await errands.Run(new Errand(stream, new SayRoomsRunShort(says)), stream, FormattableString.Invariant($"{stream}.room.{plan.Room!.Generation}.short"));
        if (room is not null) await SayWhatIsWrong(stream, room, plan.Room!, deliverer, version, () => HeadOf(streams, stream));
        foreach (var (who, tried) in outbox.StillInside) await errands.Run(new Errand(stream, new SayStillInside(who)), stream, $"{stream}.{tried}.inside");
        await outbox.Advance(instances.Me, time.GetUtcNow());
        var comeBack = Earlier(Earlier(deliverer.ComeBack, aside.ComeBack), outbox.ComeBack);
        lag.Visited(stream, news, comeBack is null);
        if (fold.Row(state) is { } row) comeBack = Earlier(comeBack, await List(row, row.Status.IsOpen() || fold.NextAlarm(state) is not null, comeBack is null, book, version, () => HeadOf(streams, stream)));
        return comeBack;

        async Task<bool> IsReplaced()
        {
            var now = (await streams.Load(stream)).State;
            return fold.HeadOf(now).Number != version && fold.Plan(now, pinned).Room?.Generation != plan.Room?.Generation;
        }
    }

    /// <summary>What the news send out.</summary>
    private static async Task<Outbox> Sending<TState>(
        Streams<TState> streams, string stream, TState state, ChatPlan plan, IReadOnlyList<Recorded> news, DeliveryBook book, Deliverer deliverer)
    {
        var (fold, version) = (streams.Fold, streams.Fold.HeadOf(state).Number);
        ImmutableArray<(long, IReadOnlyList<Outgoing>)> sends = [.. news.Select(e => (e.Number, fold.Sends(state, e)))];
        return new(stream, version, book, deliverer, sends)
        {
            Standing = new(state as Incident, plan),
            Emptied = [.. plan.Earlier.Select(e => deliverer.Known(FormattableString.Invariant($"room.{e.Room.Generation}"))).OfType<string>()],
            Before = sends.Any(s => s.Item2.Any(o => o is SaidAnew)) ? await SaidBefore.Of(streams, stream, state, book) : [],
        };
    }

    /// <summary>What was replaced is left; of what people had closed only the doubles go that a lost call opened.</summary>
    private IEnumerable<Task> RoomsBefore(string stream, long version, ChatPlan plan, DeliveryBook book, Deliverer deliverer) =>
    [
        .. from earlier in plan.Earlier
           let chat = Chat(earlier.Room.Platform)
           where chat is not null
           select new EarlierRoom(stream, version, chat, earlier, book, deliverer, time).Leave(),
        .. from closed in plan.Closed
           let chat = Chat(closed.Platform)
           where chat is not null
           select new RoomLane(stream, version, chat, closed, deliverer, pointers).Settle(),
    ];

    private static async Task<long> HeadOf<TState>(Streams<TState> streams, string stream) => streams.Fold.HeadOf((await streams.Load(stream)).State).Number;

    /// <summary>The room, its cards from top to bottom, then what is said there; topic, invitations and pins go beside them, never in front.</summary>
    private static async Task InRoom(RoomLane? room, ChatPlan plan, IEnumerable<string> gone, Outbox outbox)
    {
        if (room is null) return;
        if (room.IsLost) await room.Settle();
        if (room.IsLost || await room.Open() is not { } reference || !await outbox.LeadOut(reference, room.Chat))
        {
            outbox.HoldRoom();
            return;
        }
        var beside = new List<Task>();
        var there = new Dictionary<string, string>(StringComparer.Ordinal);
        var cards = Cards(room, reference, plan, beside, there);
        Task[] around = [room.Topic(reference), room.Invite(reference)];
        await cards;
        beside.AddRange(around);
        beside.AddRange(plan.Bookmarks.Where(b => there.ContainsKey(b.Card)).Select(b => room.Bookmark(b, reference, there[b.Card])));
        beside.AddRange(gone.Select(key => room.NoCard(reference, key)));
        await outbox.SendTo(reference, room.Chat);
        await Task.WhenAll(beside);
    }

    /// <summary>One after the other; a card is pinned while the next one is made.</summary>
    private static async Task Cards(RoomLane room, string reference, ChatPlan plan, List<Task> beside, Dictionary<string, string> there)
    {
        foreach (var card in plan.Cards.Where(c => c.Where is InRoom))
        {
            var shown = await room.Card(reference, card);
            if (shown.Ref is not { } message) continue;
            there[card.Key] = message;
            if (card.Pinned) beside.Add(room.Pin(card.Key, message));
        }
    }

    /// <summary>Cards that are there and planned no more. Those of earlier rooms are seen to where those rooms are left.</summary>
    private static IEnumerable<string> Gone(ChatPlan plan, DeliveryBook book)
    {
        var mark = RoomLane.Mark(plan.Room?.Generation ?? 1);
        var planned = plan.Cards.Select(c => CardLane.Prefix + c.Key + (c.Where is InRoom ? mark : ""));
        var earlier = plan.Earlier.Select(e => CardLane.Prefix + e.Moved.Key + RoomLane.Mark(e.Room.Generation));
        return book.Cards.Except(planned).Except(earlier);
    }

    /// <summary>One that does not stand in the incident's room. Where nothing was said, there is nothing to take away.</summary>
    private async Task Card(string stream, CardPlan card, DeliveryBook book, Deliverer deliverer, long version)
    {
        (string Platform, ChatPlace Where) place = card.Where is Announcing { Place: var announced }
            ? (announced.Platform, new ToRoom(announced.Room))
            : (((Directly)card.Where).Person.Platform, new ToPerson(((Directly)card.Where).Person));
        var key = CardLane.Prefix + card.Key;
        if (Chat(place.Platform) is not { } chat || (card.Away && book[key] is null)) return;
        var want = card.Away ? CardLane.Gone(chat, stream, key, place.Where) : CardLane.Showing(chat, stream, place.Where, card);
        await deliverer.Show(want with { IsLeft = card.Where is Announcing }, version);
    }

    /// <summary>Once for each room and reason: the request is recognised the next time.</summary>
    private async Task SayWhatIsWrong(string stream, RoomLane lane, RoomPlan room, Deliverer deliverer, long version, Func<Task<long>> head)
    {
        if (deliverer.Forbidden && !lane.IsThere) await errands.Run(new Errand(stream, new SayRoomForbidden()), stream, FormattableString.Invariant($"{stream}.room.{room.Generation}.forbidden"));
        if (room.Lost) await Found(stream, lane, room, deliverer);
        // A call of ours found the room closed: as if the platform had said so, which it may do later, or never. What happened meanwhile may have opened it again.
        else if (deliverer.Closed is { } closed && await lane.IsOpen() is { } open && await head() == version) await Lost(stream, room, deliverer, closed, open, version);
    }

    private async Task Lost(string stream, RoomPlan room, Deliverer deliverer, ChatClosedException closed, bool open, long version)
    {
        if (open)
        {
            deliverer.ComeBackAt(time.GetUtcNow() + Soon);
            return;
        }
        Hand hand = closed.PerhapsPutOut && room.Private ? new PutsOut() : new Closes();
        await errands.Run(new Errand(stream, new Notice(room.Generation, hand)), stream, FormattableString.Invariant($"{stream}.room.{room.Generation}.closed.{version}"));
    }

    /// <summary>That it is open again may have been said before that it is closed. At most once a minute, should the platform contradict itself.</summary>
    private async Task Found(string stream, RoomLane lane, RoomPlan room, Deliverer deliverer)
    {
        if (await lane.IsOpen() is not true) return;
        var now = time.GetUtcNow();
        await errands.Run(new Errand(stream, new Notice(room.Generation, new OpensAgain())), stream, FormattableString.Invariant($"{stream}.room.{room.Generation}.open.{now:yyyyMMddHHmm}"));
        deliverer.ComeBackAt(now + TimeSpan.FromMinutes(1));
    }

    /// <summary>The list of what is open is brought to match like a chat: who has nothing left to do is taken off it, who goes on again is put back.</summary>
    private async Task<DateTimeOffset?> List(ListRow row, bool stillOpen, bool isQuiet, DeliveryBook book, long version, Func<Task<long>> head)
    {
        // It was put there before its first event.
        if (stillOpen ? book[Listed] is null : !isQuiet) return null;
        var lister = new Deliverer(book, instances, time, logger);
        await lister.Show(new Showing(Listed, stillOpen ? "on" : "off", Bring) { Update = _ => Bring() }, version);
        return lister.ComeBack;

        async Task<string> Bring()
        {
            // Whoever appends from here on finds the record, and puts it back if need be.
            if (!stillOpen && await head() != version) throw new ChatBusyException(TimeSpan.Zero);
            await (stillOpen ? pointers.MarkOpen(row.Stream, CancellationToken.None) : pointers.MarkClosed(row.Stream, CancellationToken.None));
            return Listed;
        }
    }

    private IChat? Chat(string platform) => chats.FirstOrDefault(c => c.Platform == platform);

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => one is null || other < one ? other : one;
}

using System.Collections.Immutable;
using ChatOpsIncident.Incidents.ChatView;
using ChatOpsIncident.Incidents.Detection;
using ChatOpsIncident.Incidents.Preparation;
using ChatOpsIncident.Incidents.Timeline;
using Microsoft.Extensions.Logging;

namespace ChatOpsIncident.Engine;

/// <summary>Compares what the chat should show with what was delivered, and makes the calls that bring it to match. Nothing else posts to a chat.</summary>
internal sealed class Reconciler(IStore store, ImmutableArray<IChat> chats, Pointers pointers, IErrandRunner errands, IInstances instances, TimeProvider time, ILogger logger)
{
    private readonly ReconcileLag lag = new(time);

    /// <summary>One visit of a stream. Yields when to come back; null: the chat is as planned.</summary>
    public async Task<DateTimeOffset?> Visit<TState>(Streams<TState> streams, string stream, TState state, Playbook pinned)
    {
        var fold = streams.Fold;
        var (version, plan) = (fold.HeadOf(state).Number, fold.Plan(state, pinned));
        var book = await DeliveryBook.Open(store, stream, CancellationToken.None);
        var deliverer = new Deliverer(book, instances, time, logger) { Outdated = plan.Room is { Private: false } ? IsReplaced : null };
        var news = await streams.Events(stream, book.Sent + 1, version);
        ImmutableArray<(long, IReadOnlyList<Outgoing?>)> sends = [.. news.Select(e => (e.Number, (IReadOnlyList<Outgoing?>)[.. fold.Sends(state, e).Select(o => MayGo(state, o) ? o : null)]))];
        var outbox = new Outbox(stream, version, book, deliverer, sends)
        {
            MayKnow = person => MayKnow(state, person),
            Before = sends.Any(s => s.Item2.Any(o => o is SaidAnew)) ? await SaidBefore.Of(streams, stream, version, book) : [],
        };
        var room = plan.Room is { } wanted && Chat(wanted.Platform) is { } chat ? new RoomLane(stream, version, chat, wanted, deliverer, pointers) : null;

        var lanes = new List<Task> { InRoom(room, plan, Gone(plan, book), outbox) };
        lanes.AddRange(plan.Earlier.Where(e => Chat(e.Room.Platform) is not null).Select(e => new EarlierRoom(stream, version, Chat(e.Room.Platform)!, e, book, deliverer, time).Leave()));
        lanes.AddRange(plan.Cards.Where(c => c.Where is Directly to && MayKnow(state, to.Person)).Select(c => Card(stream, c, ((Directly)c.Where).Person, deliverer, version)));
        // Somebody of a platform that is not connected any more can't be told there: over.
        lanes.AddRange(outbox.People.Where(p => Chat(p.Platform) is not null).Select(p => outbox.SendTo(p, Chat(p.Platform)!)));
        lanes.Add(outbox.RunErrands(errands, time));
        await Task.WhenAll(lanes);
        // Said once for each room: the request is recognised the next time.
        if (deliverer.Forbidden && plan.Room is { } closed)
            await errands.Run(new Errand(stream, new SayRoomForbidden()), stream, FormattableString.Invariant($"{stream}.room.{closed.Generation}.forbidden"));

        await outbox.Advance(instances.Me, time.GetUtcNow());
        var comeBack = Earlier(deliverer.ComeBack, outbox.ComeBack);
        lag.Visited(stream, news, comeBack is null);
        return comeBack;

        async Task<bool> IsReplaced()
        {
            var now = (await streams.Load(stream)).State;
            return fold.HeadOf(now).Number != version && fold.Plan(now, pinned).Room?.Generation != plan.Room?.Generation;
        }
    }

    /// <summary>The room, its cards from top to bottom, then what is said there; topic, invitations and pins go beside them, never in front.</summary>
    private static async Task InRoom(RoomLane? room, ChatPlan plan, IEnumerable<string> gone, Outbox outbox)
    {
        if (room is null) return;
        if (room.IsLost || await room.Open() is not { } reference)
        {
            outbox.HoldRoom();
            return;
        }
        await outbox.LeadOut(reference, room.Chat);
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

    private async Task Card(string stream, CardPlan card, Person person, Deliverer deliverer, long version)
    {
        if (Chat(person.Platform) is { } chat) await deliverer.Show(CardLane.Showing(chat, stream, new ToPerson(person), card), version);
    }

    private IChat? Chat(string platform) => chats.FirstOrDefault(c => c.Platform == platform);

    /// <summary>Who must not know is never told, whatever planned it.</summary>
    private static bool MayGo<TState>(TState state, Outgoing outgoing) =>
        outgoing is not Message { Where: Directly to } || MayKnow(state, to.Person);

    private static bool MayKnow<TState>(TState state, Person person) =>
        state is not Incident { Detection: { } reported } || reported.Visibility.MayKnow(person);

    private static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => one is null || other < one ? other : one;
}

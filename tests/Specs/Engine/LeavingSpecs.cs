using ChatOpsIncident.Engine;
using ChatOpsIncident.Incidents.Cards;
using ChatOpsIncident.Incidents.ChatView;
using ChatOpsIncident.Incidents.Detection;
using ChatOpsIncident.Specs.Learning;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using static ChatOpsIncident.Specs.People;

namespace ChatOpsIncident.Specs.Engine;

/// <summary>What has to go, from a room that was replaced or from a person who must not know any more, is gone also if a lost call lands late.</summary>
public class LeavingSpecs
{
    private static readonly Unseen Here = new("me");

    private readonly FakeTimeProvider time = new(Noon);
    private readonly MemoryStore store = new();
    private readonly RecordedCalls chat = new();

    /// <summary>Seed 101106: an update that was lost before it went private landed on the card that says "moved", and then the room was closed.</summary>
    [Fact]
    public async Task A_room_that_was_replaced_is_not_closed_while_a_lost_call_may_overwrite_its_last_card()
    {
        var moved = new CardPlan("home", Place.Room, new Card("It goes on elsewhere.", new TextBlock("It goes on elsewhere.")));
        var plan = new EarlierPlan(new(1, "web", "inc-42", "", false, [], []), "inc-42-moved", "", moved, time.GetUtcNow());
        var book = await Book();
        await book.Write("room.1", new(DeliveryState.Delivered, 1, "1", "R1", time.GetUtcNow(), "me"));
        var card = CardLane.Showing(chat, "S", new ToRoom("R1"), moved);
        await book.Write("card.home", new(DeliveryState.Delivered, 9, card.Hash, "m1", time.GetUtcNow(), "me") { UnsettledUntil = time.GetUtcNow().AddSeconds(82) });
        chat.There[("S.card.home", new ToRoom("R1"))] = "m1";

        time.Advance(Deliverer.Late);
        (await Leave()).ShouldBe(Noon.AddSeconds(82));
        chat.Calls.ShouldNotContain("closed R1");
        time.Advance(TimeSpan.FromSeconds(17));
        (await Leave()).ShouldBeNull();
        chat.Calls[^3..].ShouldBe(["updated m1", "emptied R1 except m1", "closed R1"]);

        async Task<DateTimeOffset?> Leave()
        {
            var now = await Book();
            var deliverer = new Deliverer(now, Here, time, NullLogger.Instance);
            await new ChatOpsIncident.Engine.EarlierRoom("S", 9, chat, plan, now, deliverer, time).Leave();
            return deliverer.ComeBack;
        }
    }

    /// <summary>Seed 100099: the double of a prompt stood at the person; the room was searched for it.</summary>
    [Fact]
    public async Task A_double_that_came_late_to_somebody_who_must_not_know_any_more_is_looked_for_at_them()
    {
        var incident = Spec.Given(Ended.Mail with { Visibility = Ended.Mail.Visibility with { Private = true } }, Ended.TheEnd, Ended.Asked, new TakenOut(Chi)).State;
        var book = await Book();
        await book.Write(DeliveryBook.Watermark, new(DeliveryState.Delivered, incident.Head.Number, "", null, time.GetUtcNow(), "me"));
        await book.Write("card.prompt.2", new(DeliveryState.Delivered, 3, "as it was", "first", time.GetUtcNow(), "me") { UnsettledUntil = time.GetUtcNow().AddSeconds(30) });
        await Visit(incident);
        chat.Calls.ShouldContain("removed first");

        chat.There[("S.card.prompt.2", new ToPerson(Chi))] = "late";
        time.Advance(TimeSpan.FromSeconds(31));
        await Visit(incident);
        chat.Calls.ShouldContain("removed late");
    }

    private Task<DateTimeOffset?> Visit(Incident incident) =>
        new Reconciler(store, [chat], new(store), new NoErrands(), Here, time, NullLogger.Instance).Visit(new(store, new IncidentFold()), "S", incident, SmallPlaybook);

    private Task<DeliveryBook> Book() => DeliveryBook.Open(store, "S", default);

    private sealed class NoErrands : IErrandRunner
    {
        public Task<bool> Run(Errand errand, string source, string request) => Task.FromResult(true);
    }
}

using ChatOpsIncident.Engine;
using ChatOpsIncident.Incidents.ChatView;
using ChatOpsIncident.Specs.Simulation.World;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using static ChatOpsIncident.Specs.People;

namespace ChatOpsIncident.Specs.Engine;

/// <summary>People act in a room, and on its cards, before the records say that these are there: nothing of it is missed.</summary>
public class NoticingSpecs
{
    private readonly FakeTimeProvider time = new(Noon);
    private readonly MemoryStore store = new();
    private readonly RecordedCalls chat = new();
    private readonly string stream = StreamId.Of("web", "r1");

    /// <summary>Seed 100659: the second write of the opened room was lost, its cards were posted, and one of them was deleted.</summary>
    [Fact]
    public async Task A_card_deleted_in_a_room_whose_record_does_not_say_yet_where_it_is_comes_back()
    {
        var bot = await Reported();
        await Write("room.1", new(DeliveryState.Sending, 1, "1", null, Noon, "me"));
        await Write("card.triage", Delivered("m1"));
        await bot.Notice(new("h1", "web", "R1", Ana, new Deletes("m1")));
        (await Events()).ShouldContain(e => e is CardDeleted);
        (await Record("card.triage")).ShouldSatisfyAllConditions(r => r.Ref.ShouldBeNull(), r => r.State.ShouldBe(DeliveryState.Sending));
    }

    [Fact]
    public async Task What_is_done_to_the_room_before_counts_no_more_while_the_next_one_is_opened()
    {
        var bot = await Reported();
        await bot.Handle(new Slash("p1", Ana, null, "INC-1 private because names are in it"));
        await Write("room.1", new(DeliveryState.Delivered, 1, "1", "R1", Noon, "me"));
        await Write("room.2", new(DeliveryState.Sending, 4, "1", null, Noon, "me"));
        await bot.Notice(new("h1", "web", "R1", Ana, new Closes()));
        (await Events()).ShouldNotContain(e => e is RoomLost);
    }

    [Fact]
    public async Task A_card_deleted_before_its_record_says_where_it_stands_is_looked_for_once_more()
    {
        var bot = await Reported();
        await Write("room.1", new(DeliveryState.Delivered, 1, "1", "R1", Noon, "me"));
        await Write("card.triage", new(DeliveryState.Sending, 1, "1", null, Noon, "another"));
        await bot.Notice(new("h1", "web", "R1", Ana, new Deletes("m1")));
        (await Record("card.triage")).UnsettledUntil.ShouldBe(Noon + Deliverer.Late);
    }

    /// <summary>Seed 101329: the pin was there, its second write came a minute later, and somebody took it off in between.</summary>
    [Fact]
    public async Task A_pin_taken_off_before_its_record_says_that_it_is_there_is_set_once_more()
    {
        var bot = await Reported();
        await Write("room.1", new(DeliveryState.Delivered, 1, "1", "R1", Noon, "me"));
        await Write("card.triage", Delivered("m1"));
        await Write("pin.triage", new(DeliveryState.Sending, 1, "1", null, Noon, "another"));
        chat.There[($"{stream}.card.triage", new ToRoom("R1"))] = "m1";
        await bot.Notice(new("h1", "web", "R1", Ana, new Unpins("m1")));
        (await Events()).ShouldContain(e => e is CardUnpinned);
        (await Record("pin.triage")).UnsettledUntil.ShouldBe(Noon + Deliverer.Late);
    }

    private async Task<BotEngine> Reported()
    {
        var bot = new BotEngine(store, [chat], [new SimDirectory()], new SimEvidence(), time, new SimChance(1), NullLogger.Instance);
        await PlaybookAtStart.Adopt(null, "start", bot.Send, () => bot.Organisation());
        await bot.Handle(new Slash("r1", Ana, null, "the payment run does not start"));
        await new Pointers(store).MarkRoom("web", "R1", stream, default);
        return bot;
    }

    private async Task<IEnumerable<Event>> Events() =>
        (await store.Range(TableNames.Streams, stream, "E", "F")).Select(r => EventRow.Read(r.Payload).Event);

    private static Delivery Delivered(string reference) => new(DeliveryState.Delivered, 1, "1", reference, Noon, "me");

    private async Task Write(string key, Delivery delivery) => await store.Write([new Put(Keys.Delivery(stream, key), delivery.Write())]);

    private async Task<Delivery> Record(string key) => Delivery.Read((await store.Read(Keys.Delivery(stream, key)))!.Payload);
}

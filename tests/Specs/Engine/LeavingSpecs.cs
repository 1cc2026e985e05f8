using ChatOpsIncident.Engine;
using ChatOpsIncident.Incidents.Assessment;
using ChatOpsIncident.Incidents.Cards;
using ChatOpsIncident.Incidents.ChatView;
using ChatOpsIncident.Incidents.Detection;
using ChatOpsIncident.Incidents.Learning;
using ChatOpsIncident.Incidents.Response;
using ChatOpsIncident.Specs.Learning;
using ChatOpsIncident.Specs.Timeline;
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

    /// <summary>Seed 102294: the chat took no call when somebody was taken out, and they read the next card.</summary>
    [Theory]
    [InlineData("busy")]
    [InlineData("lost")]
    public async Task Nothing_is_shown_in_a_room_while_somebody_who_was_taken_out_may_still_be_there(string call)
    {
        var incident = await Stored(Secret, Chain.Page(0), new TakenOut(Ben));
        chat.TakesNobodyOut = call == "busy" ? new ChatBusyException(TimeSpan.FromSeconds(10)) : new ChatMaybeDoneException("The connection broke.");
        var comeBack = await Visit(incident, Chain.Id);
        InTheRoom().ShouldBeEmpty();
        time.SetUtcNow(comeBack.ShouldNotBeNull());
        chat.TakesNobodyOut = null;
        await Visit(incident, Chain.Id);
        chat.Calls.ShouldContain($"took {Ben} out of R1");
        InTheRoom().ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("forbidden")]
    [InlineData("refused")]
    public async Task Where_the_platform_says_that_it_takes_nobody_out_the_room_goes_on(string call)
    {
        var incident = await Stored(Secret, Chain.Page(0), new TakenOut(Ben));
        chat.TakesNobodyOut = call == "refused" ? new ChatRefusedException("They own it.") : new ChatForbiddenException("Nobody consented.");
        await Visit(incident, Chain.Id);
        InTheRoom().ShouldNotBeEmpty();
        errands.ShouldHaveSingleItem().Command.ShouldBe(new SayStillInside(Ben));
    }

    /// <summary>Seed 501345: it was done once more, as everything that may have been lost, after they were let in again.</summary>
    [Fact]
    public async Task Who_was_let_in_again_is_not_taken_out_once_more()
    {
        await Visit(await Stored(Secret, Chain.Page(0), new TakenOut(Ben), new Admitted(Ben)), Chain.Id);
        chat.Calls.ShouldNotContain($"took {Ben} out of R1");
        InTheRoom().ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Who_was_taken_out_and_let_in_again_is_invited_again()
    {
        Event[] news = [Secret, new Joined([Ben]), new TakenOut(Ben)];
        await Visit(await Stored(news[..2]), Chain.Id);
        await VisitTwice(await Stored(news));
        chat.Calls.Last(c => c.EndsWith("R1", StringComparison.Ordinal)).ShouldBe($"took {Ben} out of R1");
        await Visit(await Stored([.. news, new Admitted(Ben), new Joined([Ben])]), Chain.Id);
        chat.Calls.Last(c => c.EndsWith("R1", StringComparison.Ordinal)).ShouldBe($"invited {Ben} into R1");
    }

    /// <summary>Seed 102095: a call that was lost took them out after they had been let in again, and they had been invited long before.</summary>
    [Fact]
    public async Task Who_may_be_taken_out_by_a_lost_call_after_they_were_let_in_again_is_invited_once_that_can_not_land_any_more()
    {
        Event[] news = [Secret, new Joined([Ben]), new TakenOut(Ben)];
        await Visit(await Stored(news[..2]), Chain.Id);
        chat.TakesNobodyOut = new ChatMaybeDoneException("The connection broke.");
        await Visit(await Stored(news), Chain.Id);
        chat.TakesNobodyOut = null;
        await VisitTwice(await Stored([.. news, new Admitted(Ben), new Joined([Ben])]));
        chat.Calls.ShouldNotContain($"took {Ben} out of R1");
        chat.Calls.Count(c => c == $"invited {Ben} into R1").ShouldBe(2);
    }

    /// <summary>The second time when nothing can land any more that was on its way at the first.</summary>
    private async Task VisitTwice(Incident incident)
    {
        await Visit(incident, Chain.Id);
        time.Advance(Deliverer.Late);
        (await Visit(incident, Chain.Id)).ShouldBeNull();
    }

    /// <summary>Seed 100908: its call was lost and made again, then the action was somebody else's, and then the lost one landed.</summary>
    [Fact]
    public async Task A_message_that_was_on_its_way_to_somebody_who_is_not_in_it_any_more_goes_also_if_it_lands_late()
    {
        var given = new ActionAgreed(1, "Train finance on changed bank details", Chi, Noon.AddDays(14), ActionKind.Training);
        var incident = await Stored(Secret, Ended.Supplier, given, given with { Owner = Ben });
        var book = await DeliveryBook.Open(store, Chain.Id, default);
        await book.Write(DeliveryBook.MessageKey(3, 0), new(DeliveryState.Delivered, 3, "as it was", "first", time.GetUtcNow(), "me") { UnsettledUntil = time.GetUtcNow().AddSeconds(30) });
        await Visit(incident, Chain.Id);
        chat.Calls.ShouldContain("removed first");
        chat.There[($"{Chain.Id}.{DeliveryBook.MessageKey(3, 0)}", new ToPerson(Chi))] = "late";
        time.Advance(TimeSpan.FromSeconds(31));
        await Visit(incident, Chain.Id);
        chat.Calls.ShouldContain("removed late");
    }

    /// <summary>Seed 200481: people had closed the first room when the double was found, and nobody was in the double.</summary>
    [Fact]
    public async Task A_room_that_a_lost_call_opened_late_goes_also_where_people_closed_the_one_that_is_known()
    {
        var incident = await Stored(Secret, Chain.Page(0));
        var book = await DeliveryBook.Open(store, Chain.Id, default);
        await book.Write("room.1", new(DeliveryState.Delivered, 1, "1", "R1", time.GetUtcNow(), "me") { UnsettledUntil = time.GetUtcNow().AddSeconds(30) });
        chat.Rooms = ["R2"];
        time.Advance(TimeSpan.FromSeconds(31));
        await Visit(incident, Chain.Id);
        chat.Calls.ShouldContain("closed R2");
        (await DeliveryBook.Open(store, Chain.Id, default))["room.1"].ShouldNotBeNull().Ref.ShouldBe("R1");
    }

    /// <summary>Seed 400094: it was opened by a lost call while the next generation was decided on already.</summary>
    [Fact]
    public async Task A_room_that_a_lost_call_opened_late_beside_one_that_people_had_closed_goes_when_the_next_one_is_open()
    {
        var incident = await Stored(Secret, new RoomLost(Loss.Closed, [Ana]), new MovedOn());
        var book = await DeliveryBook.Open(store, Chain.Id, default);
        await book.Write("room.1", new(DeliveryState.Delivered, 1, "1", "R0", time.GetUtcNow(), "me") { UnsettledUntil = time.GetUtcNow().AddSeconds(30) });
        await book.Write("room.2", new(DeliveryState.Delivered, 3, "1", "R1", time.GetUtcNow(), "me"));
        chat.Rooms = ["late"];
        time.Advance(TimeSpan.FromSeconds(31));
        await Visit(incident, Chain.Id);
        chat.Calls.Where(c => c.StartsWith("closed", StringComparison.Ordinal)).ShouldBe(["closed late"]);
    }

    /// <summary>Seed 154: nobody heard that the room was open, people closed it, and the call that was made again opened another one.</summary>
    [Fact]
    public async Task A_room_that_a_lost_call_opened_beside_one_that_people_closed_is_found_though_nobody_heard_of_either()
    {
        var incident = await Stored(Chain.Report("the shop is down"), new RoomLost(Loss.Closed, []));
        await (await DeliveryBook.Open(store, Chain.Id, default)).Write("room.1", new(DeliveryState.Sending, 1, "1", null, time.GetUtcNow(), ""));
        (await Visit(incident, Chain.Id)).ShouldNotBeNull("it may still land");
        (await DeliveryBook.Open(store, Chain.Id, default))["room.1"]!.Ref.ShouldBeNull();
        chat.Rooms = ["R9"];
        await Visit(incident, Chain.Id);
        (await DeliveryBook.Open(store, Chain.Id, default))["room.1"]!.Ref.ShouldBe("R9");
        errands.Select(e => e.Command).OfType<Notice>().Last().ShouldBe(new Notice(1, new OpensAgain()));
        chat.Calls.ShouldNotContain("opened");
    }

    /// <summary>Seed 102495: what could be read in the open room before it went private was written there once more.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task What_stands_in_a_room_that_is_being_left_is_not_said_anew(int sent)
    {
        var incident = await Stored(Chain.Report("the shop is down"), Chain.Page(0), new WentPrivate("a name was in it", [Chi], [Ana, Ben]) { NextRoom = true });
        var book = await DeliveryBook.Open(store, Chain.Id, default);
        await book.Write("room.1", new(DeliveryState.Delivered, 1, "1", "R0", time.GetUtcNow(), "me"));
        await book.Write(DeliveryBook.Watermark, new(DeliveryState.Delivered, sent, "", null, time.GetUtcNow(), "me"));
        await book.Write(DeliveryBook.MessageKey(1, 0), new(DeliveryState.Delivered, 1, "", "old", time.GetUtcNow(), "me"));
        chat.There[($"{Chain.Id}.{DeliveryBook.MessageKey(1, 0)}", new ToRoom("R0"))] = "old";
        await Visit(incident, Chain.Id);
        chat.Calls.ShouldNotContain("updated old");
        chat.Calls.ShouldContain(c => c.StartsWith("emptied R0", StringComparison.Ordinal));
    }

    /// <summary>Seed 100096: the thanks were sent late, to somebody whose report had been merged into it meanwhile, and kept the reason that was removed.</summary>
    [Fact]
    public async Task Removed_words_go_also_from_a_message_that_its_event_alone_would_not_have_sent()
    {
        Event[] before = [Secret, new Dismissed(Incidents.Assessment.Outcome.FalsePositive, "Fay's script", Assessment.Reports.Nothing), new Absorbed([new("OTHER", 43, "the shop is away", Chi, Noon)])];
        await Visit(await Stored(before), Chain.Id);
        var thanks = $"{Chain.Id}.{DeliveryBook.MessageKey(2, 2)}";
        chat.Calls.ShouldContain($"posted {thanks}");

        await Stored([.. before, new Redacted([2], "a name was in it")]);
        var dismissed = Chain.Of(before)[1];
        await store.Write([new Put(Keys.Event(Chain.Id, 2), EventRow.Write(Recorded.Open(Redaction.WithoutWords(dismissed), dismissed.Hash)))]);
        var now = await new Streams<Incident>(store, new IncidentFold()).Events(Chain.Id, 1, 4);
        await Visit(now.Aggregate(Incident.Empty(Chain.Id), new IncidentFold().Evolve), Chain.Id);
        chat.Calls.ShouldContain($"updated {thanks}");
    }

    /// <summary>Seed 801752: it had been said first when the name was hidden already, and was said anew as it had been decided.</summary>
    [Theory]
    [InlineData("hidden")]
    [InlineData("not merged any more")]
    public async Task What_is_said_anew_does_not_name_what_it_was_merged_into_once_that_may_be_private(string by)
    {
        Event after = by == "hidden" ? new SurvivorHidden() : new MergeRefused("it is another one");
        var incident = await Stored(Secret, new Merged("OTHER", 7, null, Assessment.Reports.Nothing), after, new Redacted([1], "a name was in it"));
        var book = await DeliveryBook.Open(store, Chain.Id, default);
        await book.Write("room.1", new(DeliveryState.Delivered, 1, "1", "R1", time.GetUtcNow(), "me"));
        await book.Write(DeliveryBook.MessageKey(2, 0), new(DeliveryState.Delivered, 2, "as it was", "first", time.GetUtcNow(), "me"));
        await Visit(incident, Chain.Id);
        chat.Changed["first"].Text.ToString().ShouldContain("the same as another incident");
    }

    private static Reported Secret => Chain.Report("a colleague sends our customer list away") with { Visibility = Visibility.Open with { Private = true } };

    private IEnumerable<string> InTheRoom() => chat.There.Where(t => t.Key.Where is ToRoom).Select(t => t.Key.Key);

    private async Task<Incident> Stored(params Event[] events)
    {
        var stream = Chain.Of(events);
        await store.Write([.. stream.Skip((await store.Range(TableNames.Streams, Chain.Id, "E", "F")).Count).Select(e => new Insert(Keys.Event(Chain.Id, e.Number), EventRow.Write(e)))]);
        return stream.Aggregate(Incident.Empty(Chain.Id), new IncidentFold().Evolve);
    }

    private Task<DateTimeOffset?> Visit(Incident incident, string stream = "S") =>
        new Reconciler(store, [chat], new(store), new Kept(errands), Here, time, NullLogger.Instance).Visit(new(store, new IncidentFold()), stream, incident, SmallPlaybook);

    private Task<DeliveryBook> Book() => DeliveryBook.Open(store, "S", default);

    private readonly List<Errand> errands = [];

    private sealed class Kept(List<Errand> errands) : IErrandRunner
    {
        public Task<bool> Run(Errand errand, string source, string request)
        {
            errands.Add(errand);
            return Task.FromResult(true);
        }
    }
}

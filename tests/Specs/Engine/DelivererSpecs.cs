using ChatOpsIncident.Engine;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace ChatOpsIncident.Specs.Engine;

/// <summary>A record says "sending" and its writer is another instance: perhaps it is at it right now, perhaps it has ended.</summary>
public class DelivererSpecs
{
    private readonly FakeTimeProvider time = new(People.Noon);
    private readonly MemoryStore store = new();
    private readonly List<string> posted = [];

    [Fact]
    public async Task What_an_instance_left_half_done_that_has_ended_is_looked_for_and_made_at_once()
    {
        await Sending("other");
        (await Show(ended: "other")).Ref.ShouldBe("there");
        posted.ShouldBe(["looked", "posted"]);
    }

    [Fact]
    public async Task What_another_running_instance_is_at_is_left_to_it_until_its_call_must_be_over()
    {
        await Sending("other");
        (await Show(ended: "")).Settled.ShouldBeFalse();
        posted.ShouldBeEmpty();
        time.Advance(Deliverer.OwnedFor);
        (await Show(ended: "")).Ref.ShouldBe("there");
        posted.ShouldBe(["looked", "posted"]);
    }

    [Fact]
    public async Task What_had_arrived_before_the_end_is_not_posted_again()
    {
        await Sending("other");
        posted.Add("posted");
        (await Show(ended: "other")).Ref.ShouldBe("there");
        posted.ShouldBe(["posted", "looked"]);
    }

    [Fact]
    public async Task Who_slept_until_others_took_the_call_for_lost_does_not_make_it()
    {
        var deliverer = new Deliverer(await DeliveryBook.Open(store, "S", default), new Known(""), time, NullLogger.Instance) { Outdated = Sleeps };
        (await deliverer.Show(new Showing("card.home", "new", Post), 1)).Settled.ShouldBeFalse();
        posted.ShouldBeEmpty();
        (await Show(ended: "")).Ref.ShouldBe("there");

        Task<bool> Sleeps()
        {
            time.Advance(Deliverer.OwnedFor);
            return Task.FromResult(false);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_was_done_after_another_instance_took_over_is_not_worked_with_and_looked_for_later(bool answerLost)
    {
        var shown = await new Deliverer(await DeliveryBook.Open(store, "S", default), new Known(""), time, NullLogger.Instance).Show(new Showing("room.1", "1", Late), 1);
        (shown.Ref, shown.Settled).ShouldBe((null, false));
        var theirs = (await DeliveryBook.Open(store, "S", default))["room.1"]!;
        (theirs.Ref, theirs.UnsettledUntil).ShouldBe(("theirs", time.GetUtcNow() + Deliverer.Late));

        async Task<string> Late()
        {
            var other = await DeliveryBook.Open(store, "S", default);
            await other.Write("room.1", other["room.1"]! with { State = DeliveryState.Delivered, Ref = "theirs", Owner = "other" });
            return answerLost ? throw new ChatMaybeDoneException("The connection broke.") : "ours";
        }
    }

    [Fact]
    public async Task What_a_person_deleted_while_another_instance_changed_it_is_made_anew()
    {
        var book = await DeliveryBook.Open(store, "S", default);
        await book.Write("card.home", new(DeliveryState.Delivered, 1, "old", "deleted", time.GetUtcNow(), "other"));
        var noticing = await DeliveryBook.Open(store, "S", default);
        // Its update arrived before somebody deleted the card; its second write comes before we take note of that.
        await book.Write("card.home", book["card.home"]! with { State = DeliveryState.Sending, Hash = "new" });
        await book.Write("card.home", book["card.home"]! with { State = DeliveryState.Delivered });
        await new Deliverer(noticing, new Known(""), time, NullLogger.Instance).Gone("card.home");
        (await Show(ended: "")).Ref.ShouldBe("there");
        posted.ShouldBe(["looked", "posted"]);
    }

    [Fact]
    public async Task What_was_made_anew_already_is_not_taken_for_deleted()
    {
        var book = await DeliveryBook.Open(store, "S", default);
        await book.Write("card.home", new(DeliveryState.Delivered, 1, "new", "deleted", time.GetUtcNow(), "other"));
        var noticing = await DeliveryBook.Open(store, "S", default);
        await book.Write("card.home", book["card.home"]! with { Ref = "anew" });
        await new Deliverer(noticing, new Known(""), time, NullLogger.Instance).Gone("card.home");
        (await Show(ended: "")).ShouldBe(new Shown("anew", Settled: true));
        posted.ShouldBeEmpty();
    }

    private async Task Sending(string owner)
    {
        var book = await DeliveryBook.Open(store, "S", default);
        await book.Write("card.home", new(DeliveryState.Sending, 1, "old", null, time.GetUtcNow(), owner));
    }

    private async Task<Shown> Show(string ended)
    {
        var deliverer = new Deliverer(await DeliveryBook.Open(store, "S", default), new Known(ended), time, NullLogger.Instance);
        return await deliverer.Show(new Showing("card.home", "new", Post) { Find = Find }, 1);
    }

    private Task<string> Post()
    {
        posted.Add("posted");
        return Task.FromResult("there");
    }

    private Task<IReadOnlyList<string>> Find(DateTimeOffset since)
    {
        posted.Add("looked");
        return Task.FromResult<IReadOnlyList<string>>(posted.Contains("posted") ? ["there"] : []);
    }

    private sealed record Known(string Ended) : IInstances
    {
        public string Me => "me";

        public bool HasEnded(string name) => name == Ended;
    }
}

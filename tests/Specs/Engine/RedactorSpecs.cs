using System.Collections.Immutable;
using ChatOpsIncident.Engine;
using ChatOpsIncident.Incidents.Detection;
using ChatOpsIncident.Specs.Timeline;

namespace ChatOpsIncident.Specs.Engine;

/// <summary>A redaction is recorded first and carried out second; whatever happens in between, it ends with the words gone and the chain whole.</summary>
public class RedactorSpecs
{
    private const string Secret = "the password is hunter2";

    private readonly MemoryStore store = new();
    private readonly Streams<Incident> streams;
    private readonly Redactor<Incident> redactor;

    public RedactorSpecs()
    {
        streams = new(store, new IncidentFold());
        redactor = new(store, streams);
    }

    [Fact]
    public async Task The_words_are_gone_from_every_row_and_the_chain_is_whole()
    {
        await Given(Chain.Report(Secret), Chain.Page(0), new Redacted([1], "a password was in it"));
        await redactor.Apply(Chain.Id);
        foreach (var row in await store.Range(TableNames.Streams, Chain.Id, "", "\uffff")) row.Payload.ShouldNotContain("hunter2");
        var after = await streams.Events(Chain.Id, 1, 3);
        HashChain.FirstBroken(after).ShouldBeNull();
        after[0].Event.ShouldBeOfType<Reported>().What.IsRedacted.ShouldBeTrue();
        after[2].Event.Line.ToString().ShouldBe("words of entry 1 removed: a password was in it");
    }

    [Fact]
    public async Task Who_did_what_stays()
    {
        await Given(Chain.Report(Secret), new Redacted([1], "a password was in it"));
        await redactor.Apply(Chain.Id);
        var reported = (await streams.Events(Chain.Id, 1, 1))[0];
        reported.By.ShouldBe(People.Ana);
        reported.Event.ShouldBeOfType<Reported>().Reporter.ShouldBe(People.Ana);
        reported.Event.ShouldBeOfType<Reported>().Category.ShouldBe("phishing-bec");
    }

    [Fact]
    public async Task An_instance_that_had_read_the_words_before_does_not_show_them_any_more()
    {
        var other = new Streams<Incident>(store, new IncidentFold());
        await Given(Chain.Report(Secret), new Redacted([1], "a password was in it"));
        (await other.Load(Chain.Id)).State.Detection!.What.Value.ShouldBe(Secret);
        await redactor.Apply(Chain.Id);
        (await other.Load(Chain.Id)).State.Detection!.What.IsRedacted.ShouldBeTrue();
        (await streams.Load(Chain.Id)).State.Detection!.What.IsRedacted.ShouldBeTrue();
    }

    [Fact]
    public async Task A_redaction_waits_until_it_was_carried_out_also_after_a_crash_in_between()
    {
        await Given(Chain.Report(Secret), new Redacted([1], "a password was in it"));
        Redactor<Incident>.IsNeeded(await streams.Load(Chain.Id)).ShouldBeTrue();
        var afterTheCrash = new Streams<Incident>(store, new IncidentFold());
        Redactor<Incident>.IsNeeded(await afterTheCrash.Load(Chain.Id)).ShouldBeTrue();
        await new Redactor<Incident>(store, afterTheCrash).Apply(Chain.Id);
        Redactor<Incident>.IsNeeded(await afterTheCrash.Load(Chain.Id)).ShouldBeFalse();
        Redactor<Incident>.IsNeeded(await streams.Load(Chain.Id)).ShouldBeFalse();
    }

    [Fact]
    public async Task Carrying_a_redaction_out_again_writes_nothing()
    {
        await Given(Chain.Report(Secret), new Redacted([1], "a password was in it"));
        await redactor.Apply(Chain.Id);
        var before = await store.Range(TableNames.Streams, Chain.Id, "", "\uffff");
        await redactor.Apply(Chain.Id);
        (await store.Range(TableNames.Streams, Chain.Id, "", "\uffff")).ShouldBe(before);
    }

    [Fact]
    public async Task Two_redactions_that_wait_are_both_carried_out()
    {
        await Given(Chain.Report(Secret), new Redacted([1], "pasted: hunter2"), new Redacted([1, 2], "the reason had it too"));
        await redactor.Apply(Chain.Id);
        foreach (var row in await store.Range(TableNames.Streams, Chain.Id, "", "\uffff")) row.Payload.ShouldNotContain("hunter2");
        HashChain.FirstBroken(await streams.Events(Chain.Id, 1, 3)).ShouldBeNull();
    }

    private async Task Given(params Event[] events)
    {
        var stream = Chain.Of(events);
        var state = stream.Aggregate(streams.Fold.Empty(Chain.Id), streams.Fold.Evolve);
        var head = new HeadRow(stream.Length, stream[^1].Hash, streams.Fold.Row(state));
        ImmutableArray<Change> batch =
        [
            new Insert(Keys.Head(Chain.Id), head.Write()), .. stream.Select(e => new Insert(Keys.Event(Chain.Id, e.Number), EventRow.Write(e))),
        ];
        await store.Write(batch);
    }
}

using System.Collections.Immutable;
using ChatOpsIncident.Engine;
using ChatOpsIncident.Specs.Simulation.World;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace ChatOpsIncident.Specs.Engine;

/// <summary>An answer can be lost, and the same request comes again: it counts once and is answered kindly, also where its own effect would refuse it by now.</summary>
public class RepeatedRequestSpecs
{
    private const string Done = "That is done already; once was enough.";

    private static readonly (string Who, string Does)[] Story =
    [
        ("chi", "finance got a mail asking to change bank details, two people answered"),
        ("ben", "INC-1 ack"),
        ("ben", "INC-1 answer F 2"),
        ("ana", "INC-1 declare SEV2 because it goes on now"),
        ("ana", "INC-1 role commander <@web:eve>"),
        ("eve", "INC-1 task <@web:chi> call the supplier 15m"),
        ("eve", "INC-1 update sessions are ended"),
        ("eve", "INC-1 evidence the mail with full headers, kept in the vault"),
        ("eve", "INC-1 contained the other mailboxes are searched overnight"),
        ("eve", "INC-1 severity SEV1 because a third mailbox is gone"),
        ("eve", "INC-1 role commander <@web:chi>"),
        ("chi", "INC-1 eradicated the fake page is down"),
        ("chi", "INC-1 recovered everyone works again"),
        ("chi", "INC-1 resolve no money left the house"),
        ("ben", "INC-1 contribute helped=one text for everyone"),
        ("ana", "INC-1 review"),
        ("chi", "INC-1 lesson call the supplier on the known number"),
        ("chi", "INC-1 propose lesson=1 kind=add-task asked=yes what=Call the supplier first category=every phase=contain within=15m must=true"),
        ("ana", "INC-1 approve 1"),
    ];

    private readonly FakeTimeProvider time = new(People.Noon);
    private readonly MemoryStore store = new();
    private readonly List<Inbound> sent = [];
    private readonly BotEngine bot;

    public RepeatedRequestSpecs() => bot = new(store, [], [new SimDirectory()], new SimEvidence(), time, new SimChance(1), NullLogger.Instance);

    [Fact]
    public async Task Every_step_of_a_story_counts_once_and_is_answered_kindly_at_once_and_days_later()
    {
        await Live();
        foreach (var again in sent) await ShouldBeKind(again);
        time.Advance(TimeSpan.FromDays(2));
        foreach (var again in sent) await ShouldBeKind(again);
    }

    [Fact]
    public async Task A_report_that_comes_again_names_nothing_that_went_on_without_who_made_it()
    {
        await PlaybookAtStart.Adopt(null, "start", bot.Send, () => bot.Organisation());
        var report = new Slash("again", new("web:chi"), null, "finance got a mail asking to change bank details");
        (await bot.Handle(report)).ShouldBeOfType<Told>().Text.ToString().ShouldContain("INC-1");
        (await bot.Handle(new Slash("private", new("web:ana"), null, "INC-1 private without <@web:chi> because it may be about them"))).ShouldBeOfType<Told>().Refusal.ShouldBeFalse();
        var told = (await bot.Handle(report)).ShouldBeOfType<Told>();
        (told.Text.ToString(), told.Stream).ShouldBe((Done, null));
    }

    [Theory]
    [InlineData("approve")]
    [InlineData("severity")]
    public async Task What_would_be_refused_now_but_was_done_is_answered_as_done(string step)
    {
        await Live();
        var again = sent[Array.FindIndex(Story, s => s.Does.StartsWith("INC-1 " + step, StringComparison.Ordinal))];
        (await bot.Handle(again)).ShouldBeOfType<Told>().Text.ToString().ShouldBe(Done);
        var anew = again with { Request = "another one" };
        (await bot.Handle(anew)).ShouldBeOfType<Told>().Refusal.ShouldBeTrue();
    }

    /// <summary>Seed 101460.</summary>
    [Fact]
    public async Task Who_was_left_out_since_is_told_nothing_by_a_repeat_of_what_they_did_before()
    {
        await PlaybookAtStart.Adopt(null, "start", bot.Send, () => bot.Organisation());
        var report = new Slash("r1", new("web:chi"), null, "finance got a mail asking to change bank details");
        (await bot.Handle(report)).ShouldBeOfType<Told>().Text.ToString().ShouldStartWith("INC-1 is open");
        (await bot.Handle(new Slash("p1", new("web:ana"), null, "INC-1 private without <@web:chi> because names are in it"))).ShouldBeOfType<Told>().Refusal.ShouldBeFalse();
        (await bot.Handle(report)).ShouldBe(new Told(Done));
    }

    private async Task Live()
    {
        await PlaybookAtStart.Adopt(null, "start", bot.Send, () => bot.Organisation());
        foreach (var (who, does) in Story)
        {
            time.Advance(TimeSpan.FromMinutes(1));
            sent.Add(Step(who, does));
            (await bot.Handle(sent[^1])).ShouldBeOfType<Told>(does).Refusal.ShouldBeFalse(does);
            await ShouldBeKind(sent[^1]);
        }
    }

    private async Task ShouldBeKind(Inbound again)
    {
        var before = await Events();
        var reply = (await bot.Handle(again)).ShouldBeOfType<Told>($"{again}");
        reply.Refusal.ShouldBeFalse($"{again}: {reply.Text}");
        (await Events()).ShouldBe(before);
    }

    private async Task<string[]> Events()
    {
        var rows = new List<Row>();
        foreach (var stream in (string[])[StreamId.Organisation, StreamId.Of("web", sent[0].Request)])
            rows.AddRange(await store.Range(TableNames.Streams, stream, "E", "F"));
        return [.. rows.Select(r => r.Payload)];
    }

    /// <summary>Typed words; where values are named, the form with them.</summary>
    private Inbound Step(string who, string does)
    {
        var (request, person) = ($"r{sent.Count}", new Person("web:" + who));
        if (!does.Contains('=', StringComparison.Ordinal)) return new Slash(request, person, null, does);
        var words = does.Split(' ');
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var word in words[2..])
        {
            if (word.Split('=') is [var name, var value]) values[name] = value;
            else values[values.Keys.Last()] += " " + word;
        }
        return new Submit(request, person, null, words[1], StreamId.Of("web", sent[0].Request), values.ToImmutableDictionary());
    }
}

using ChatOpsIncident.Engine;
using ChatOpsIncident.Incidents.Conversation;
using ChatOpsIncident.Specs.Cards;
using ChatOpsIncident.Specs.Simulation.World;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace ChatOpsIncident.Specs.Engine;

/// <summary>Three hundred incidents are open at once: none is missing anywhere, and what is over costs nobody anything any more.</summary>
public sealed class ManyOpenSpecs
{
    private const int Many = 300;

    private static readonly Person Ana = new("web:ana");

    private readonly FakeTimeProvider time = new(People.Noon);
    private readonly MemoryStore store = new();
    private readonly BotEngine bot;

    public ManyOpenSpecs() => bot = new(store, [], [new SimDirectory()], new SimEvidence(), time, new SimChance(1), NullLogger.Instance);

    [Fact]
    public async Task Every_open_incident_is_in_the_list_and_can_be_paged_to()
    {
        await Reports(Many);
        (await bot.List(Ana)).Select(r => r.Number).ShouldBe(Enumerable.Range(1, Many).Reverse());
        var listed = new List<int>();
        for (var page = 1; listed.Count < Many; page++)
        {
            var drawn = Drawn.Of((await Says($"list {page}")).Card!);
            drawn.ShouldContain($"{Many} incidents are open.");
            if (page < 12) drawn.ShouldContain($"And {Many - page * 25} more: /incident list {page + 1}");
            listed.AddRange(Enumerable.Range(1, Many).Where(n => drawn.Contains($"INC-{n} something odd {n} ", StringComparison.Ordinal)));
        }
        listed.Order().ShouldBe(Enumerable.Range(1, Many));
    }

    [Fact]
    public async Task A_report_finds_its_like_among_all_that_are_open()
    {
        await Says("the badge reader at the warehouse gate beeps strangely");
        await Reports(Many);
        (await Says("again the badge reader at the warehouse gate")).Text.ToString().ShouldContain("It looks like INC-1");
    }

    [Fact]
    public async Task The_form_for_the_same_one_offers_the_most_alike_and_says_how_to_name_another()
    {
        await Says("the badge reader at the warehouse gate beeps strangely");
        await Reports(Many);
        await Says("again the badge reader at the warehouse gate");
        var form = (await bot.Handle(new Slash("form", Ana, null, $"INC-{Many + 2} duplicate"))).ShouldBeOfType<Asked>().Form;
        form.Fields.OfType<ChoiceField>().Single().Choices.Length.ShouldBe(25);
        form.Fields.OfType<ChoiceField>().Single().Choices[0].Value.ShouldBe("INC-1");
        form.Intro.ToString().ShouldContain($"{Many + 1 - 25} more are open: name one by /incident duplicate INC-… because …");
    }

    [Fact]
    public async Task A_list_reads_side_by_side_but_not_without_bound()
    {
        await Reports(Many);
        var slow = new SlowStore(store);
        var listing = new BotEngine(slow, [], [new SimDirectory()], new SimEvidence(), time, new SimChance(2), NullLogger.Instance).List(Ana);
        var rounds = 0;
        for (; !listing.IsCompleted; rounds++) slow.AnswerAll();
        (await listing).Length.ShouldBe(Many);
        slow.Most.ShouldBe(SideBySide.AtOnce);
        rounds.ShouldBeLessThan(20);
    }

    [Fact]
    public async Task What_is_over_leaves_the_list_and_what_goes_on_comes_back()
    {
        await Reports(3);
        using var stop = new CancellationTokenSource();
        var running = bot.Run(stop.Token);
        await Says("INC-2 dismiss because it was a test");
        await OnTheList(1, 3);
        await Says("INC-2 reopen because it came again");
        await OnTheList(1, 2, 3);
        await Says("INC-2 dismiss because it was a test all the same");
        await OnTheList(1, 3);
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => running);
    }

    private async Task OnTheList(params int[] numbers)
    {
        for (var i = 0; i < 50; i++) time.Advance(TimeSpan.FromMilliseconds(100));
        var open = await new Pointers(store).Open(default);
        (await bot.List(Ana)).Where(r => open.Contains(r.Stream)).Select(r => r.Number).Order().ShouldBe(numbers);
    }

    private async Task Reports(int count)
    {
        await Adopted();
        foreach (var n in Enumerable.Range(1, count)) await Says($"report {n}", $"something odd {n}");
    }

    private async Task<Told> Says(string words)
    {
        await Adopted();
        return await Says(words, words);
    }

    private async Task<Told> Says(string request, string words)
    {
        var told = (await bot.Handle(new Slash(request, Ana, null, words))).ShouldBeOfType<Told>(words);
        told.Refusal.ShouldBeFalse(told.Text.ToString());
        return told;
    }

    private async Task Adopted()
    {
        if ((await bot.Organisation()).Current is null) await PlaybookAtStart.Adopt(null, "start", bot.Send, () => bot.Organisation());
    }

    /// <summary>Nothing is answered before it is asked to.</summary>
    private sealed class SlowStore(IStore store) : IStore
    {
        private List<TaskCompletionSource> waiting = [];

        public int Most { get; private set; }

        public void AnswerAll()
        {
            (var now, waiting) = (waiting, []);
            foreach (var one in now) one.SetResult();
        }

        public async Task<Row?> Read(Key key, CancellationToken cancel = default)
        {
            await Turn();
            return await store.Read(key, cancel);
        }

        public async Task<IReadOnlyList<Row>> Range(string table, string partition, string from, string to, int take = int.MaxValue, CancellationToken cancel = default)
        {
            await Turn();
            return await store.Range(table, partition, from, to, take, cancel);
        }

        public Task<System.Collections.Immutable.ImmutableArray<string>> Write(System.Collections.Immutable.ImmutableArray<Change> batch, CancellationToken cancel = default) => store.Write(batch, cancel);

        private Task Turn()
        {
            var mine = new TaskCompletionSource();
            waiting.Add(mine);
            Most = Math.Max(Most, waiting.Count);
            return mine.Task;
        }
    }
}

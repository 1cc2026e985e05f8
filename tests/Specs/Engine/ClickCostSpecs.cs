using System.Collections.Immutable;
using ChatOpsIncident.Engine;
using ChatOpsIncident.Specs.Simulation.World;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace ChatOpsIncident.Specs.Engine;

/// <summary>What a click costs does not depend on how long the incident is: counted in calls to the store, and in rows that come back.</summary>
public class ClickCostSpecs
{
    private const int Many = 10_000;
    private static readonly Lazy<Task<Grown>> Short = new(() => Grown.By(5));
    private static readonly Lazy<Task<Grown>> Long = new(() => Grown.By(Many));

    [Fact]
    public async Task A_click_on_an_incident_of_ten_thousand_events_costs_what_one_of_ten_costs()
    {
        var (few, many) = ((await Short.Value).Click, (await Long.Value).Click);
        many.ShouldBe(few);
        few.Calls.ShouldBeLessThan(45);
    }

    [Fact]
    public async Task The_first_click_after_a_start_reads_a_snapshot_and_what_came_since()
    {
        var (few, many) = ((await Short.Value).FirstClick, (await Long.Value).FirstClick);
        many.Calls.ShouldBe(few.Calls + 1);
        many.Rows.ShouldBeLessThan(few.Rows + 250);
    }

    [Fact]
    public async Task Where_another_build_made_the_snapshot_every_event_is_read_once_and_the_next_click_writes_its_own()
    {
        var grown = await Grown.By(500);
        var snapshot = (await grown.Store.Read(Keys.Snapshot(Grown.Stream)))!;
        await grown.Store.Write([new Put(snapshot.Key, snapshot.Payload.Replace(typeof(Incident).Module.ModuleVersionId.ToString("N"), "another", StringComparison.Ordinal))]);
        (await grown.CostOfAClick("upgraded", grown.Start())).Rows.ShouldBeGreaterThan(500);
        (await grown.CostOfAClick("upgraded once more", grown.Start())).Rows.ShouldBeLessThan(250);
    }

    /// <summary>An incident with that many notes, and what a click on it cost.</summary>
    private sealed class Grown
    {
        public static readonly string Stream = StreamId.Of("web", "r");
        private readonly FakeTimeProvider time = new(People.Noon);

        public CountingStore Store { get; } = new();

        public (int Calls, int Rows) Click { get; private set; }

        public (int Calls, int Rows) FirstClick { get; private set; }

        public static async Task<Grown> By(int notes)
        {
            var grown = new Grown();
            var bot = grown.Start();
            await PlaybookAtStart.Adopt(null, "start", bot.Send, () => bot.Organisation());
            await Does(bot, "r", "finance got a mail asking to change bank details");
            await Does(bot, "d", "INC-1 declare SEV2 because it goes on now");
            foreach (var together in Enumerable.Range(0, notes).Chunk(200)) await Task.WhenAll(together.Select(n => Does(bot, $"n{n}", $"INC-1 note number {n}")));
            (await grown.Store.Range(TableNames.Streams, Stream, "E", "F")).Count.ShouldBeGreaterThan(notes);
            grown.time.Advance(TimeSpan.FromSeconds(1));
            await Does(bot, "before", "INC-1 note the last one before");
            grown.Click = await grown.CostOfAClick("click", bot);
            grown.FirstClick = await grown.CostOfAClick("first click", grown.Start());
            return grown;
        }

        public BotEngine Start() => new(Store, [], [new SimDirectory()], new SimEvidence(), time, new SimChance(1), NullLogger.Instance);

        public async Task<(int Calls, int Rows)> CostOfAClick(string request, BotEngine bot)
        {
            var (calls, rows) = (Store.Calls, Store.Rows);
            await Does(bot, request, "INC-1 note and one more");
            return (Store.Calls - calls, Store.Rows - rows);
        }

        private static async Task Does(BotEngine bot, string request, string words) =>
            (await bot.Handle(new Slash(request, new Person("web:ana"), null, words))).ShouldBeOfType<Told>(words).Refusal.ShouldBeFalse(words);
    }

    private sealed class CountingStore : IStore
    {
        private readonly SimRows rows = new();

        public int Calls { get; private set; }

        public int Rows { get; private set; }

        public Task<Row?> Read(Key key, CancellationToken cancel = default)
        {
            Calls++;
            Rows++;
            return Task.FromResult(rows.Read(key));
        }

        public Task<IReadOnlyList<Row>> Range(string table, string partition, string from, string to, int take = int.MaxValue, CancellationToken cancel = default)
        {
            var found = rows.Range(table, partition, from, to, take);
            Calls++;
            Rows += found.Count;
            return Task.FromResult(found);
        }

        public Task<ImmutableArray<string>> Write(ImmutableArray<Change> batch, CancellationToken cancel = default)
        {
            Calls++;
            Rows += batch.Length;
            try
            {
                return Task.FromResult(rows.Write(batch));
            }
            catch (StoreConflictException conflict)
            {
                return Task.FromException<ImmutableArray<string>>(conflict);
            }
        }
    }
}

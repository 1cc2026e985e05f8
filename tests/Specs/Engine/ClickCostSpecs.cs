using System.Collections.Immutable;
using ChatOpsIncident.Engine;
using ChatOpsIncident.Specs.Simulation.World;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace ChatOpsIncident.Specs.Engine;

/// <summary>What a click costs does not depend on how long the incident is: counted in calls to the store, and in rows that come back.</summary>
public class ClickCostSpecs
{
    [Fact]
    public async Task A_click_on_an_incident_of_ten_thousand_events_costs_what_one_of_ten_costs()
    {
        var (few, many) = (await CostAfter(notes: 5), await CostAfter(notes: 10_000));
        many.ShouldBe(few);
        few.Calls.ShouldBeLessThan(45);
    }

    private static async Task<(int Calls, int Rows)> CostAfter(int notes)
    {
        var (store, time) = (new CountingStore(), new FakeTimeProvider(People.Noon));
        var bot = new BotEngine(store, [], [new SimDirectory()], new SimEvidence(), time, new SimChance(1), NullLogger.Instance);
        await PlaybookAtStart.Adopt(null, "start", bot.Send, () => bot.Organisation());
        await Does("r", "finance got a mail asking to change bank details");
        await Does("d", "INC-1 declare SEV2 because it goes on now");
        foreach (var together in Enumerable.Range(0, notes).Chunk(200)) await Task.WhenAll(together.Select(n => Does($"n{n}", $"INC-1 note number {n}")));
        var stream = StreamId.Of("web", "r");
        (await store.Range(TableNames.Streams, stream, "E", "F")).Count.ShouldBeGreaterThan(notes);
        time.Advance(TimeSpan.FromSeconds(1));
        await Does("before", "INC-1 note the last one before");

        var (calls, rows) = (store.Calls, store.Rows);
        await Does("click", "INC-1 note and one more");
        return (store.Calls - calls, store.Rows - rows);

        async Task Does(string request, string words) =>
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

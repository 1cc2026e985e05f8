using ChatOpsIncident.Edges.WebChat;
using ChatOpsIncident.Edges.WebChat.People;
using ChatOpsIncident.Engine;
using ChatOpsIncident.Incidents.Timeline;
using ChatOpsIncident.Storage.Evidence;
using ChatOpsIncident.Storage.Sqlite;
using ChatOpsIncident.Storage.Tables;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChatOpsIncident.Contracts.Storage;

/// <summary>Several instances of the bot on one store, whichever it is: each click counts once, and the chat has everything once.</summary>
public abstract class SeveralInstancesContract : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private readonly CancellationTokenSource stop = new();
    private readonly List<Task> running = [];
    private readonly List<IStore> stores = [];

    /// <summary>The place of this test, as one more instance sees it.</summary>
    protected abstract Task<IStore> Open();

    protected string File => folder.File("incidents.db");

    public ValueTask InitializeAsync() => default;

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        foreach (var loop in running) await loop.ContinueWith(_ => { }, TaskScheduler.Default);
        foreach (var store in stores.OfType<IAsyncDisposable>()) await store.DisposeAsync();
        stop.Dispose();
        folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Forty_clicks_in_one_room_at_once_on_two_instances_count_once_each_and_the_chat_has_everything_once()
    {
        BotEngine[] bots = [await Start(), await Start()];
        var stream = (await Told(bots[0], "report", "chi", "finance got a mail asking to change bank details")).Stream!;
        await Task.WhenAll(Enumerable.Range(0, 40).Select(n => Told(bots[n % 2], $"n{n}", "dana", $"INC-1 note number {n}.")));
        // What is sent again goes to the other one.
        await Task.WhenAll(Enumerable.Range(0, 40).Select(n => Told(bots[(n + 1) % 2], $"n{n}", "dana", $"INC-1 note number {n}.")));

        var events = (await stores[0].Range(TableNames.Streams, stream, "E", "F")).Select(r => r.Payload).ToArray();
        for (var n = 0; n < 40; n++) events.Count(e => e.Contains($"number {n}.", StringComparison.Ordinal)).ShouldBe(1, $"note {n}");
        await Settled(stream);
        (await stores[0].Range(TableNames.WebChat, "rooms", "0", "~")).Count(r => r.Payload.Contains("inc-1", StringComparison.OrdinalIgnoreCase) || r.Payload.Length > 20).ShouldBe(1);
    }

    [Fact]
    public async Task Clocks_that_differ_by_minutes_do_no_harm()
    {
        var ahead = await Start(new Shifted(TimeSpan.FromMinutes(4)));
        var behind = await Start(new Shifted(TimeSpan.FromMinutes(-4)));
        var stream = (await Told(ahead, "report", "chi", "finance got a mail asking to change bank details")).Stream!;
        for (var n = 0; n < 6; n++) await Told(n % 2 == 0 ? behind : ahead, $"n{n}", "dana", $"INC-1 note number {n}.");
        await Settled(stream);
        var times = (await stores[0].Range(TableNames.Streams, stream, "E", "F")).Select(r => Event(r).At).ToArray();
        times.ShouldBe(times.Order());
        times.Length.ShouldBeGreaterThan(6);
    }

    [Fact]
    public async Task Reports_at_once_on_two_instances_get_numbers_of_their_own()
    {
        BotEngine[] bots = [await Start(), await Start()];
        var told = await Task.WhenAll(Enumerable.Range(0, 10).Select(n => Told(bots[n % 2], $"r{n}", "chi", $"odd mail number {n} in the inbox of finance")));
        told.Select(t => t.Stream).Distinct().Count().ShouldBe(10);
        (await stores[0].Range(TableNames.Index, "number", "0", "A")).Count.ShouldBe(10);
        (await Told(bots[0], "r3", "chi", "odd mail number 3 in the inbox of finance")).Stream.ShouldBe(told[3].Stream);
    }

    private async Task<BotEngine> Start(TimeProvider? clock = null)
    {
        var (store, time) = (await Open(), clock ?? TimeProvider.System);
        stores.Add(store);
        var bot = new BotEngine(
            store, [WebChatPlatform.On(store, time)], [new SampleOrganisation()], new FolderEvidence(folder.File("evidence")), time, new Chance(), NullLogger.Instance);
        await PlaybookAtStart.Adopt(null, $"start{stores.Count}", bot.Send, () => bot.Organisation());
        running.Add(bot.Run(stop.Token));
        return bot;
    }

    private static async Task<Told> Told(BotEngine bot, string request, string who, string words)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                var told = (await bot.Handle(new Slash($"web:{request}", new Person("web:" + who), null, words))).ShouldBeOfType<Told>();
                told.Refusal.ShouldBeFalse($"{words}: {told.Text}");
                return told;
            }
            catch (Exception e) when (tries < 5 && e is StoreUnavailableException or StoreUncertainException or StoreConflictException)
            {
                // As people do: the same again.
            }
        }
    }

    /// <summary>Everything is delivered, and up to the last event said.</summary>
    private async Task Settled(string stream)
    {
        var patience = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var deliveries = await stores[0].Range(TableNames.Streams, stream, "D", "E");
            var head = (await stores[0].Read(new(TableNames.Streams, stream, "H")))!;
            var number = System.Text.Json.JsonDocument.Parse(head.Payload).RootElement.GetProperty("number").GetInt64();
            var said = deliveries.FirstOrDefault(d => d.Key.Row == "Dsent");
            if (deliveries.All(d => d.Payload.Contains("\"delivered\"", StringComparison.Ordinal)) && said?.Payload.Contains($"\"version\":{number},", StringComparison.Ordinal) == true) return;
            TimeProvider.System.GetElapsedTime(patience).ShouldBeLessThan(TimeSpan.FromSeconds(60), string.Join('\n', deliveries.Select(d => d.Key.Row + " " + d.Payload)));
            await Task.Delay(100);
        }
    }

    private static Recorded Event(Row row)
    {
        var json = System.Text.Json.JsonDocument.Parse(row.Payload).RootElement;
        return Recorded.Open(json.GetProperty("envelope").GetString()!, json.GetProperty("hash").GetString()!);
    }

    private sealed class Shifted(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + by;
    }
}

/// <summary>On one SQLite file.</summary>
public sealed class SeveralInstancesOnSqlite : SeveralInstancesContract
{
    protected override Task<IStore> Open() => Task.FromResult<IStore>(SqliteStore.Open($"Data Source={File}"));
}

/// <summary>On one set of Azure tables.</summary>
public sealed class SeveralInstancesOnTables : SeveralInstancesContract
{
    private readonly string prefix = Azurite.NewPrefix();

    protected override async Task<IStore> Open() => TablesStore.Open(await Azurite.Settings(prefix), TimeProvider.System);
}

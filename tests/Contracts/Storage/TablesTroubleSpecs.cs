using Azure.Core.Pipeline;
using Azure.Data.Tables;
using ChatOpsIncident.Engine;
using ChatOpsIncident.Storage.Tables;

namespace ChatOpsIncident.Contracts.Storage;

/// <summary>Azure Tables over a bad line, by Cosmos DB's rules, and where they can't be used: what is known is known, and the words are clear.</summary>
public sealed class TablesTroubleSpecs : IAsyncLifetime
{
    private const string NotReached = "The store cannot be reached. Check its address (Storage:ConnectionString or Storage:Endpoint) and the network, then try again; nothing was stored.";

    private readonly string prefix = Azurite.NewPrefix();
    private readonly Line line = new();
    private TablesSettings settings = null!;
    private TablesStore store = null!;
    private TablesStore other = null!;

    public async ValueTask InitializeAsync()
    {
        settings = await Azurite.Settings(prefix);
        other = TablesStore.Open(settings, TimeProvider.System);
        store = TablesStore.Open(settings with { Transport = new HttpClientTransport(new HttpClient(line)) }, TimeProvider.System);
    }

    public ValueTask DisposeAsync()
    {
        line.Dispose();
        return default;
    }

    [Fact]
    public async Task A_batch_whose_answer_was_lost_is_recognised_as_done_and_its_ETags_are_good()
    {
        var head = (await store.Write([new Insert(At("H"), "0")]))[0];
        line.DropsAnswer();
        var etags = await store.Write([new Replace(At("H"), "1", head), new Insert(At("E1"), "{}"), new Insert(At("C1"), "{}")]);
        (await other.Read(At("H"))).ShouldBe(new Row(At("H"), etags[0], "1"));
        await store.Write([new Replace(At("H"), "2", etags[0]), new Replace(At("E1"), "{}", etags[1])]);
    }

    [Fact]
    public async Task What_was_done_without_an_answer_and_written_over_since_is_known_and_nobodys_write_is_lost()
    {
        var head = (await store.Write([new Insert(At("H"), "0")]))[0];
        line.DropsAnswer().After(async () =>
        {
            var now = (await other.Read(At("H")))!;
            await other.Write([new Replace(At("H"), "theirs", now.ETag)]);
        });
        var etags = await store.Write([new Replace(At("H"), "ours", head), new Insert(At("E1"), "{}")]);
        await Should.ThrowAsync<StoreConflictException>(() => store.Write([new Replace(At("H"), "over theirs", etags[0])]));
        (await other.Read(At("H")))!.Payload.ShouldBe("theirs");
    }

    [Fact]
    public async Task A_batch_that_was_done_although_it_is_said_to_be_turned_away_is_recognised()
    {
        var head = (await store.Write([new Insert(At("H"), "0")]))[0];
        line.BusyThoughDone();
        var etags = await store.Write([new Replace(At("H"), "1", head), new Insert(At("E1"), "{}")]);
        (await other.Read(At("H"))).ShouldBe(new Row(At("H"), etags[0], "1"));
    }

    [Fact]
    public async Task A_conflict_after_a_call_that_never_arrived_is_still_a_conflict()
    {
        var head = (await store.Write([new Insert(At("H"), "0")]))[0];
        line.Breaks().After(() => other.Write([new Replace(At("H"), "theirs", head)]));
        (await Should.ThrowAsync<StoreConflictException>(() => store.Write([new Insert(At("E1"), "{}"), new Replace(At("H"), "ours", head)]))).Index.ShouldBe(1);
        (await other.Read(At("E1"))).ShouldBeNull();
    }

    [Fact]
    public async Task Where_nothing_tells_whether_it_was_done_nobody_pretends_to_know()
    {
        var head = (await store.Write([new Insert(At("H"), "0")]))[0];
        line.DropsAnswer();
        (await Should.ThrowAsync<StoreUncertainException>(() => store.Write([new Delete(At("H"), head)]))).Message
            .ShouldBe("The store did not answer in time. Check its address (Storage:ConnectionString or Storage:Endpoint) and the network; it may have been stored.");
    }

    [Fact]
    public async Task A_store_that_stays_silent_leaves_it_open_and_one_that_is_not_reached_does_not()
    {
        for (var i = 0; i < 4; i++) line.DropsAnswer();
        await Should.ThrowAsync<StoreUncertainException>(() => store.Write([new Put(At("H"), "0")]));
        for (var i = 0; i < 4; i++) line.Breaks();
        (await Should.ThrowAsync<StoreUnavailableException>(() => store.Write([new Put(At("H"), "0")]))).Message.ShouldBe(NotReached);
        for (var i = 0; i < 4; i++) line.Breaks();
        (await Should.ThrowAsync<StoreUnavailableException>(() => store.Read(At("H")))).Message.ShouldBe(NotReached);
    }

    [Fact]
    public async Task What_is_busy_or_broken_for_a_moment_is_waited_for()
    {
        line.Busy().Breaks();
        await store.Write([new Insert(At("H"), "0")]);
        line.Busy().DropsAnswer();
        (await store.Read(At("H")))!.Payload.ShouldBe("0");
        line.Breaks().DropsAnswer();
        (await store.Range(TableNames.Streams, "P", "", "Z")).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("Microsoft-HTTPAPI/2.0")]
    [InlineData(null)]
    public async Task Of_a_service_that_promises_no_order_all_is_read_and_sorted_before_any_row_is_left_out(string? server)
    {
        await store.Write([.. "abcdef".Select(c => new Insert(At($"{c}"), "{}"))]);
        using var service = new Unordered(server);
        var unsorted = On(service);
        (await Rows(unsorted, take: 1)).ShouldBe(["b"]);
        (await Rows(unsorted, take: 2)).ShouldBe(["b", "c"]);
        (await Rows(unsorted)).ShouldBe(["b", "c", "d", "e", "f"]);
        var all = new List<string>();
        await foreach (var row in unsorted.All(TableNames.Streams, TestContext.Current.CancellationToken)) all.Add(row.Key.Row);
        all.ShouldBe(["a", "b", "c", "d", "e", "f"]);
    }

    [Fact]
    public async Task One_that_promises_an_order_and_is_seen_to_break_it_is_not_believed_again()
    {
        await store.Write([.. "abcdef".Select(c => new Insert(At($"{c}"), "{}"))]);
        using var service = new Unordered("Azurite-Table/3.37.0");
        var unsorted = On(service);
        (await Rows(unsorted, take: 2)).ShouldBe(["b", "c"]);
        (await Rows(unsorted, take: 1)).ShouldBe(["b"]);
    }

    [Fact]
    public async Task Where_an_order_is_promised_no_more_pages_are_read_than_were_asked_for()
    {
        await store.Write([new Insert(At("b"), "{}"), new Insert(At("c"), "{}")]);
        using var service = new Unordered("Windows-Azure-Table/1.0 Microsoft-HTTPAPI/2.0");
        (await On(service).Range(TableNames.Streams, "P", "b", "z", 1)).Count.ShouldBe(1);
        service.Pages.ShouldBe(1);
    }

    [Fact]
    public async Task Deletes_of_rows_that_are_gone_do_not_spoil_a_batch()
    {
        await store.Write([new Insert(At("b"), "{}")]);
        (await store.Write([new Delete(At("a")), new Put(At("H"), "1"), new Delete(At("b")), new Delete(At("c"))])).Select(e => e.Length > 0).ShouldBe([false, true, false, false]);
        (await store.Range(TableNames.Streams, "P", "", "\uffff")).Select(r => r.Key.Row).ShouldBe(["H"]);
        (await Should.ThrowAsync<StoreConflictException>(() => store.Write([new Delete(At("a")), new Insert(At("H"), "2")]))).Index.ShouldBe(1);
    }

    [Fact]
    public async Task The_largest_batch_stays_within_the_two_megabytes_of_Cosmos_DB()
    {
        await store.Write([.. Enumerable.Range(0, 100).Select(i => new Insert(At(new string('é', 120) + $"{i:D3}"), new string('"', 13_000)))]);
        line.Largest.ShouldBeInRange(1_700_000, 2 * 1024 * 1024);
    }

    [Fact]
    public async Task One_that_belongs_to_a_newer_version_is_refused()
    {
        var client = new TableServiceClient(await Azurite.ConnectionString()).GetTableClient(prefix + "store");
        await client.UpsertEntityAsync(new TableEntity("layout", "layout") { ["Version"] = 99 }, cancellationToken: TestContext.Current.CancellationToken);
        Should.Throw<StoreFromTheFutureException>(() => TablesStore.Open(settings, TimeProvider.System)).Message
            .ShouldBe("The store was written by a newer version of this bot (layout 99; this one knows 1). Start that version; nothing was changed.");
    }

    [Fact]
    public async Task Where_it_cannot_be_used_the_word_is_clear()
    {
        var key = Convert.ToBase64String(new byte[32]);
        var connection = (await Azurite.ConnectionString()).Split(';').Select(p => p.StartsWith("AccountKey", StringComparison.Ordinal) ? $"AccountKey={key}" : p);
        Should.Throw<StoreUnavailableException>(() => TablesStore.Open(settings with { ConnectionString = string.Join(';', connection) }, TimeProvider.System)).Message
            .ShouldStartWith("The store does not let this bot in. Check the key in Storage:ConnectionString");
        Should.Throw<StoreUnavailableException>(() => TablesStore.Open(new("UseDevelopmentStorage=true;DevelopmentStorageProxyUri=http://127.0.0.1:9", null, prefix), TimeProvider.System));
        Should.Throw<ArgumentException>(() => TablesStore.Open(settings with { ConnectionString = "nonsense" }, TimeProvider.System)).Message
            .ShouldStartWith("Storage:ConnectionString is not understood. Copy it from \"Access keys\" of the storage account");
        await new TableServiceClient(await Azurite.ConnectionString()).DeleteTableAsync(prefix + "streams", TestContext.Current.CancellationToken);
        (await Should.ThrowAsync<StoreUnavailableException>(() => store.Read(At("H")))).Message.ShouldStartWith("The store's tables are gone.");
        (await Should.ThrowAsync<StoreUnavailableException>(() => store.Write([new Put(At("H"), "")]))).Message.ShouldStartWith("The store's tables are gone.");
    }

    [Theory]
    [InlineData("incidents", null)]
    [InlineData("1st", "Storage:TablePrefix: tables can't be named '1st…'. Write a letter, then letters and digits, 40 at most.")]
    [InlineData("in-cidents", "Storage:TablePrefix: tables can't be named 'in-cidents…'. Write a letter, then letters and digits, 40 at most.")]
    public void A_prefix_that_no_table_can_have_is_refused(string given, string? why) => TablesSettings.FaultOf(given).ShouldBe(why);

    private static Key At(string row) => new(TableNames.Streams, "P", row);

    private TablesStore On(HttpMessageHandler service) =>
        TablesStore.Open(settings with { Transport = new HttpClientTransport(new HttpClient(service)) }, TimeProvider.System);

    private static async Task<string[]> Rows(TablesStore store, int take = int.MaxValue) =>
        [.. (await store.Range(TableNames.Streams, "P", "b", "z", take)).Select(r => r.Key.Row)];
}

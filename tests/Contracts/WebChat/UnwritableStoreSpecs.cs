using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using ChatOpsIncident.Engine;
using ChatOpsIncident.Storage.Evidence;
using ChatOpsIncident.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChatOpsIncident.Contracts.WebChat;

/// <summary>The whole bot on a store that takes no more: what a person does is not stored, said so, and leaves nothing; once the store takes it, it counts once.</summary>
public sealed class UnwritableStoreSpecs : IAsyncLifetime
{
    private const string PrivateAnswers = "o.";

    private readonly TemporaryFolder folder = new();
    private SqliteFile file = null!;
    private SqliteStore store = null!;
    private WebChatHost host = null!;

    private string Source => $"Data Source={folder.File("incidents.db")}";

    public async ValueTask InitializeAsync()
    {
        file = new(Source);
        store = SqliteStore.Open(file);
        host = await WebChatHost.Start(store, s => new BotEngine(
            s.GetRequiredService<IStore>(), [s.GetRequiredService<IChat>()], [s.GetRequiredService<IDirectory>()], new FolderEvidence(folder.File("evidence")),
            TimeProvider.System, new Dice(), NullLogger.Instance));
        var engine = (BotEngine)host.Engine;
        await PlaybookAtStart.Adopt(null, "start", engine.Send, () => engine.Organisation());
    }

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        folder.Dispose();
    }

    // A pragma makes SQLite answer as on a disk without room, or one that turned read-only: permissions do not stop root.
    [Theory]
    [InlineData("max_page_count = 1", "The store is full. Make room on its disk")]
    [InlineData("query_only = ON", "The store is read-only. Let this bot")]
    public async Task What_a_person_does_is_not_stored_leaves_no_event_and_no_card_and_counts_once_when_it_comes_again(string trouble, string says)
    {
        var stream = (await Report(1)).Json.GetProperty("answer").GetProperty("stream").GetString()!;
        await Quiet();
        await FromNowOn(trouble);
        var before = (await Rows(TableNames.Streams), await Rows(TableNames.WebChat, but: PrivateAnswers));
        foreach (var act in (Func<Task<Answer>>[])[() => Report(2), () => LookAt(stream)])
        {
            var answer = await act();
            answer.Text.ShouldContain("Not stored, try again");
            answer.Text.ShouldContain(says);
            if (answer.Status is HttpStatusCode.OK) answer.Json.GetProperty("answer").GetProperty("refusal").GetBoolean().ShouldBeTrue("where there is just room for the refusal");
            else answer.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        }
        (await Rows(TableNames.Streams), await Rows(TableNames.WebChat, but: PrivateAnswers)).ShouldBe(before);
        (await Rooms()).ShouldBe(1, "the page goes on showing what is there");

        file.Pragma = null;
        foreach (var act in (Func<Task<Answer>>[])[() => Report(2), () => Report(2), () => LookAt(stream), () => LookAt(stream)])
            (await act()).Status.ShouldBe(HttpStatusCode.OK);
        await Quiet();
        (await Recorded("detection.reported"), await Recorded("assessment.acknowledged"), await Rooms()).ShouldBe((2, 1, 2));
    }

    private Task<Answer> Report(int n) => host.Post("places/general/say", new { request = $"request-{n}", text = $"/incident mail {n} wants money" }, "chi");

    private Task<Answer> LookAt(string stream) => host.Post("places/general/press", new { request = "request-3", word = "ack", stream }, "dana");

    private async Task<int> Rooms() => (await host.Get("places", "emil")).Json.EnumerateArray().Count(p => p.TryGetProperty("stream", out _));

    private async Task<int> Recorded(string type) => (await Rows(TableNames.Streams)).Split('\n').Count(r => r.Contains($"\\\"{type}\\\"", StringComparison.Ordinal));

    /// <summary>A connection that met trouble is not trusted again, and the next one is as on a disk in this trouble.</summary>
    private async Task FromNowOn(string trouble)
    {
        file.Pragma = trouble;
        using var other = new SqliteConnection(Source + ";Pooling=False");
        other.Open();
        using var hold = other.CreateCommand();
        hold.CommandText = "BEGIN IMMEDIATE";
        hold.ExecuteNonQuery();
        await Should.ThrowAsync<StoreUnavailableException>(() => store.Write([new Put(new(TableNames.Index, "spec", "held"), "{}")]));
        hold.CommandText = "ROLLBACK";
        hold.ExecuteNonQuery();
        foreach (var size in (int[])[100_000, 10_000, 2_000, 100]) await FillUp(size);
    }

    /// <summary>Takes the room that is left inside the file.</summary>
    private async Task FillUp(int size)
    {
        try
        {
            for (var i = 0; ; i++) await store.Write([new Insert(new(TableNames.Index, "spec", $"{size}.{i}"), new string('x', size))]);
        }
        catch (StoreUnavailableException)
        {
            // No such piece fits any more.
        }
    }

    /// <summary>Everything that was recorded is shown.</summary>
    private async Task Quiet()
    {
        for (var clock = Stopwatch.StartNew(); ; await Task.Delay(50))
        {
            var streams = (await store.Range(TableNames.Index, "number", "0", "A")).Select(r => Json(r).GetProperty("stream").GetString()!);
            var rows = await Task.WhenAll(streams.Select(async s => (Head: await Read(s, "H"), Sent: await Read(s, "Dsent"))));
            if (rows.Where(r => r.Head is not null).All(r => r.Sent is { } sent && Json(sent).GetProperty("version").GetInt64() == Json(r.Head!).GetProperty("number").GetInt64())) return;
            if (clock.Elapsed > TimeSpan.FromSeconds(30)) throw new TimeoutException("The chat was not brought to match.");
        }
    }

    private Task<Row?> Read(string stream, string row) => store.Read(new(TableNames.Streams, stream, row));

    private async Task<string> Rows(string table, string but = " ")
    {
        using var reading = new SqliteConnection(Source + ";Pooling=False;Mode=ReadOnly");
        await reading.OpenAsync();
        using var ask = reading.CreateCommand();
        ask.CommandText = "SELECT partition || ' ' || row || ' ' || etag || ' ' || payload FROM rows WHERE tbl = $table ORDER BY 1";
        ask.Parameters.AddWithValue("$table", table);
        using var rows = await ask.ExecuteReaderAsync();
        var all = new List<string>();
        while (await rows.ReadAsync())
        {
            if (!rows.GetString(0).StartsWith(but, StringComparison.Ordinal)) all.Add(rows.GetString(0));
        }
        return string.Join('\n', all);
    }

    private static JsonElement Json(Row row) => JsonSerializer.Deserialize<JsonElement>(row.Payload);

    private sealed class Dice : IChance
    {
        public byte[] Bytes(int count) => RandomNumberGenerator.GetBytes(count);

        public int Below(int below) => RandomNumberGenerator.GetInt32(below);
    }
}

using System.Diagnostics;
using ChatOpsIncident.Engine;
using ChatOpsIncident.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace ChatOpsIncident.Contracts.Storage;

/// <summary>What is particular to a file: another program holds it, nobody may write, the disk is full, it is no store. Clear words, nothing changed, and it goes on afterwards.</summary>
public sealed class SqliteTroubleSpecs : IDisposable
{
    private const string Locked = "The store is locked by another program. Close what holds the file (a database browser, a copy in progress), then try again; nothing was stored.";
    private const string ReadOnly = "The store is read-only. Let this bot's user write to the store's file and its folder, then try again; nothing was stored.";

    private static readonly Key Head = new(TableNames.Streams, "P", "H");

    private readonly TemporaryFolder folder = new();

    private string File => folder.File("incidents.db");

    private string Source => $"Data Source={File}";

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task While_another_program_holds_the_file_a_write_is_answered_within_two_seconds_and_later_ones_go_through()
    {
        await using var store = SqliteStore.Open(Source);
        await store.Write([new Insert(Head, "before")]);
        using (var other = Raw("BEGIN EXCLUSIVE"))
        {
            var since = Stopwatch.GetTimestamp();
            var waiting = Enumerable.Range(0, 20).Select(_ => Should.ThrowAsync<StoreUnavailableException>(() => store.Write([new Put(Head, "during")]))).ToArray();
            foreach (var told in await Task.WhenAll(waiting)) told.Message.ShouldBe(Locked);
            Stopwatch.GetElapsedTime(since).ShouldBeLessThan(TimeSpan.FromSeconds(3));
            (await store.Read(Head))!.Payload.ShouldBe("before");
        }
        await store.Write([new Put(Head, "after")]);
        (await store.Read(Head))!.Payload.ShouldBe("after");
    }

    [Fact]
    public async Task Opening_while_another_program_holds_the_file_says_so()
    {
        await SqliteStore.Open(Source).DisposeAsync();
        using (Raw("BEGIN EXCLUSIVE"))
            Should.Throw<StoreUnavailableException>(() => SqliteStore.Open(Source)).Message.ShouldBe(Locked);
        await SqliteStore.Open(Source).DisposeAsync();
    }

    // Permissions do not stop root, so the file is opened the way the system opens one on a read-only disk.
    [Fact]
    public async Task A_store_that_cannot_be_written_is_not_opened_and_not_changed()
    {
        await Kept();
        var before = Bytes();
        Should.Throw<StoreUnavailableException>(() => SqliteStore.Open(Source + ";Mode=ReadOnly")).Message.ShouldBe(ReadOnly);
        Bytes().ShouldBe(before);
        await ShouldStillBeKept();
    }

    // query_only makes SQLite answer a write as on a disk that turned read-only under the bot.
    [Fact]
    public async Task A_store_that_becomes_read_only_refuses_writes_goes_on_reading_and_recovers()
    {
        await Kept();
        var file = new SqliteFile(Source) { Pragma = "query_only = ON" };
        await using var store = SqliteStore.Open(file);
        (await Should.ThrowAsync<StoreUnavailableException>(() => store.Write([new Put(Head, "during")]))).Message.ShouldBe(ReadOnly);
        (await store.Read(Head))!.Payload.ShouldBe("kept");
        file.Pragma = null;
        await store.Write([new Put(Head, "after")]);
        (await store.Read(Head))!.Payload.ShouldBe("after");
    }

    [Fact]
    public async Task A_full_store_refuses_the_whole_batch_goes_on_reading_and_recovers_once_there_is_room()
    {
        await Kept();
        var file = new SqliteFile(Source) { Pragma = "max_page_count = 20" };
        await using var store = SqliteStore.Open(file);
        var event1 = Head with { Row = "E1" };
        var large = new string('x', 100_000);
        (await Should.ThrowAsync<StoreUnavailableException>(() => store.Write([new Put(Head, "during"), new Insert(event1, large)])))
            .Message.ShouldBe("The store is full. Make room on its disk, then try again; nothing was stored.");
        (await store.Read(Head))!.Payload.ShouldBe("kept");
        (await store.Read(event1)).ShouldBeNull();
        file.Pragma = null;
        await store.Write([new Put(Head, "after"), new Insert(event1, large)]);
        (await store.Read(Head))!.Payload.ShouldBe("after");
        (await store.Read(event1))!.Payload.ShouldBe(large);
    }

    [Fact]
    public async Task A_store_from_the_future_is_refused_and_not_changed()
    {
        await Kept();
        using (Raw("PRAGMA user_version = 99")) { }
        var before = Bytes();
        Should.Throw<StoreFromTheFutureException>(() => SqliteStore.Open(Source)).Message
            .ShouldBe("The store was written by a newer version of this bot (layout 99; this one knows 1). Start that version; nothing was changed.");
        Bytes().ShouldBe(before);
        using (Raw("PRAGMA user_version = 1")) { }
        await ShouldStillBeKept();
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_refused_and_not_changed()
    {
        await System.IO.File.WriteAllTextAsync(File, string.Concat(Enumerable.Repeat("Dear diary, ", 1000)));
        var before = Bytes();
        Should.Throw<StoreUnavailableException>(() => SqliteStore.Open(Source)).Message
            .ShouldBe("The store's file is no store. Name another file (Storage:ConnectionString), or put the last backup in its place; this one was not changed.");
        Bytes().ShouldBe(before);
        System.IO.File.Delete(File);
        await SqliteStore.Open(Source).DisposeAsync();
    }

    [Fact]
    public void The_database_of_another_program_is_refused_and_not_changed()
    {
        using (Raw("CREATE TABLE bookmarks (url TEXT); PRAGMA user_version = 75")) { }
        var before = Bytes();
        Should.Throw<StoreUnavailableException>(() => SqliteStore.Open(Source)).Message
            .ShouldBe("The store's file is the database of another program. Name another file (Storage:ConnectionString); this one was not changed.");
        Bytes().ShouldBe(before);
    }

    [Fact]
    public void A_place_that_is_a_folder_cannot_be_opened()
    {
        Directory.CreateDirectory(File);
        Should.Throw<StoreUnavailableException>(() => SqliteStore.Open(Source)).Message.ShouldStartWith("The store's file cannot be opened. Check that its folder exists");
        Should.Throw<StoreUnavailableException>(() => SqliteStore.Open("Data Source=/proc/nowhere/incidents.db")).Message.ShouldStartWith("The store's file cannot be opened.");
    }

    [Theory]
    [InlineData("")]
    [InlineData("Data Source=:memory:")]
    [InlineData("Data Source=incidents;Mode=Memory")]
    [InlineData("Data Source=file:incidents.db")]
    [InlineData("Server=db;Database=incidents")]
    public void A_setting_that_names_no_file_is_told_what_to_write(string setting)
    {
        var told = Should.Throw<ArgumentException>(() => SqliteStore.Open(setting)).Message;
        told.ShouldStartWith("Storage:ConnectionString ");
        told.ShouldContain("Write, for example: Data Source=data/incidents.db");
    }

    [Fact]
    public async Task After_closing_nothing_is_left_but_the_file_and_a_late_write_is_told_so()
    {
        var store = SqliteStore.Open(Source);
        var last = store.Write([new Insert(Head, "last")]);
        await store.DisposeAsync();
        (await last).Length.ShouldBe(1);
        Directory.GetFiles(folder.Path).ShouldBe([File]);
        (await Should.ThrowAsync<StoreUnavailableException>(() => store.Write([new Put(Head, "late")]))).Message
            .ShouldBe("The store is closed: the bot is stopping. Try again once it runs; nothing was stored.");
    }

    [Fact]
    public async Task A_write_that_was_given_up_before_its_turn_is_not_made()
    {
        await using var store = SqliteStore.Open(Source);
        await Should.ThrowAsync<OperationCanceledException>(() => store.Write([new Insert(Head, "{}")], new CancellationToken(canceled: true)));
        (await store.Read(Head)).ShouldBeNull();
    }

    private async Task Kept()
    {
        await using var store = SqliteStore.Open(Source);
        await store.Write([new Insert(Head, "kept")]);
    }

    private async Task ShouldStillBeKept()
    {
        await using var store = SqliteStore.Open(Source);
        (await store.Read(Head))!.Payload.ShouldBe("kept");
        await store.Write([new Put(Head, "and goes on")]);
    }

    private byte[] Bytes() => System.IO.File.ReadAllBytes(File);

    /// <summary>A connection as another program has it.</summary>
    private SqliteConnection Raw(string sql)
    {
        var connection = new SqliteConnection(Source + ";Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
        return connection;
    }
}

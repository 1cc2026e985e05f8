using ChatOpsIncident.Engine;
using ChatOpsIncident.Storage;
using ChatOpsIncident.Storage.Evidence;
using ChatOpsIncident.Storage.Moving;
using ChatOpsIncident.Storage.Sqlite;
using ChatOpsIncident.Storage.Tables;

namespace ChatOpsIncident.Contracts.Storage;

/// <summary>A store moves from SQLite to Azure Tables and back, and is the same there, also if the move was broken off; a backup is one moment of it.</summary>
public sealed class StoreCopySpecs : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private SqliteStore sqlite = null!;
    private TablesStore tables = null!;

    private string Source => $"Data Source={folder.File("incidents.db")}";

    public async ValueTask InitializeAsync()
    {
        sqlite = SqliteStore.Open(Source);
        tables = TablesStore.Open(await Azurite.Settings(Azurite.NewPrefix()), TimeProvider.System);
        for (var stream = 0; stream < 6; stream++)
        {
            await sqlite.Write([new Insert(new(TableNames.Streams, $"S{stream}", "H"), $"{stream}"), .. Enumerable.Range(0, 90).Select(i => new Insert(new(TableNames.Streams, $"S{stream}", $"E{i:D10}"), $"Grüße 🚨 {i}"))]);
            await sqlite.Write([new Insert(new(TableNames.Index, "number", $"{stream}"), "{}")]);
        }
        foreach (var letter in "ab") await sqlite.Write([new Insert(new(TableNames.Streams, "large", $"{letter}"), new string(letter, 700_000))]);
        await sqlite.Write([new Insert(new(TableNames.Leases, "00", "S1"), "{}")]);
    }

    public async ValueTask DisposeAsync()
    {
        await sqlite.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task There_and_back_it_is_the_same_by_its_hash()
    {
        var there = await Copy(sqlite, tables);
        there.Rows.ShouldBe((6 * 92) + 2);
        await using var back = SqliteStore.Open($"Data Source={folder.File("back.db")}");
        (await Copy(tables, back)).ToString().ShouldBe(there.ToString());
        (await StoreCopy.HashOf(sqlite)).ToString().ShouldBe(there.ToString());
        (await back.Read(new(TableNames.Streams, "S3", "E0000000007")))!.Payload.ShouldBe("Grüße 🚨 7");
    }

    [Fact]
    public async Task Broken_off_it_is_not_to_be_used_and_goes_on_where_it_was()
    {
        await Should.ThrowAsync<TimeoutException>(() => new StoreCopy(sqlite, tables, said => throw new TimeoutException(said)).Run());
        (await StoreCopy.IsUnfinished(tables)).ShouldBeTrue();
        var before = (await tables.Read(new(TableNames.Streams, "S2", "H")))!.ETag;
        // What the source has lost since, the copy loses too.
        await sqlite.Write([new Delete(new(TableNames.Streams, "S5", "E0000000001"))]);
        await sqlite.Write([new Delete(new(TableNames.Streams, "large", "a")), new Delete(new(TableNames.Streams, "large", "b"))]);
        await Copy(sqlite, tables);
        (await StoreCopy.IsUnfinished(tables)).ShouldBeFalse();
        (await tables.Read(new(TableNames.Streams, "S2", "H")))!.ETag.ShouldBe(before, "what was there already was not written again");
    }

    [Fact]
    public async Task A_target_with_a_store_of_its_own_is_left_alone()
    {
        await tables.Write([new Insert(new(TableNames.Streams, "theirs", "H"), "{}")]);
        (await Should.ThrowAsync<CopyRefusedException>(() => Copy(sqlite, tables))).Message.ShouldBe("The target holds a store already. Name an empty one; nothing was changed.");
        (await tables.Read(new(TableNames.Streams, "S1", "H"))).ShouldBeNull();
    }

    [Fact]
    public async Task What_is_written_meanwhile_is_noticed()
    {
        var written = false;
        var copy = new StoreCopy(sqlite, tables, said =>
        {
            if (written || said != "Comparing") return;
            written = true;
            sqlite.Write([new Insert(new(TableNames.Streams, "late", "H"), "{}")]).GetAwaiter().GetResult();
        });
        (await Should.ThrowAsync<CopyRefusedException>(() => copy.Run())).Message.ShouldContain("something was written meanwhile. Stop every bot, then run this again.");
        await Copy(sqlite, tables);
    }

    [Fact]
    public async Task Evidence_moves_with_it_and_is_checked_piece_by_piece()
    {
        var (here, there) = (new FolderEvidence(folder.File("evidence")), BlobEvidence.In(await Azurite.ConnectionString(), Azurite.NewPrefix()));
        var sha256 = await here.Keep("S1", "a mail"u8.ToArray());
        await here.Keep("S2", "a mail"u8.ToArray());
        (await EvidenceCopy.Run(here, there)).ShouldBe(2);
        (await there.Read("S2", sha256)).ShouldBe("a mail"u8.ToArray());
        var back = new FolderEvidence(folder.File("back"));
        (await EvidenceCopy.Run(there, back)).ShouldBe(2);
        (await back.Read("S1", sha256)).ShouldBe("a mail"u8.ToArray());
    }

    [Fact]
    public async Task A_backup_while_it_is_written_to_is_one_moment_of_the_store_and_restores()
    {
        var evidence = new FolderEvidence(folder.File("evidence"));
        await evidence.Keep("S1", "a mail"u8.ToArray());
        using var stop = new CancellationTokenSource();
        var writing = Write(stop.Token);
        var made = await Backup.Make(Source, evidence, folder.File("backup"));
        await stop.CancelAsync();
        var last = await writing;
        made.Evidence.ShouldBe(1);
        (await Should.ThrowAsync<CopyRefusedException>(() => Backup.Make(Source, evidence, folder.File("backup")))).Message.ShouldEndWith("holds a backup already. Name another folder; nothing was changed.");
        (await Should.ThrowAsync<CopyRefusedException>(() => Backup.Restore(folder.File("backup"), Source, evidence))).Message.ShouldContain("Stop the bot and move that file and those beside it away first");

        var elsewhere = $"Data Source={folder.File("elsewhere/incidents.db")}";
        var restored = await Backup.Restore(folder.File("backup"), elsewhere, new(folder.File("elsewhere/evidence")));
        restored.Hash.ToString().ShouldBe(made.Hash.ToString());
        await using var store = SqliteStore.Open(elsewhere);
        var rows = await store.Range(TableNames.Streams, "busy", "", "\uffff");
        rows.Count.ShouldBeLessThanOrEqualTo(last);
        rows.Select(r => r.Payload).ShouldBe(Enumerable.Range(0, rows.Count).Select(i => $"{i}"));
        Directory.GetFiles(folder.File("backup")).Select(Path.GetFileName).ShouldBe(["incidents.db"]);

        async Task<int> Write(CancellationToken cancel)
        {
            for (var i = 0; ; i++)
            {
                if (cancel.IsCancellationRequested) return i;
                await sqlite.Write([new Insert(new(TableNames.Streams, "busy", $"E{i:D10}"), $"{i}")], CancellationToken.None);
            }
        }
    }

    private static Task<RowsHash> Copy(IWholeStore from, IWholeStore to) => new StoreCopy(from, to, _ => { }).Run();
}

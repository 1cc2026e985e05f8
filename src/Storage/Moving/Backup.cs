using ChatOpsIncident.Storage.Evidence;
using ChatOpsIncident.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace ChatOpsIncident.Storage.Moving;

/// <summary>A backup of the embedded store and its evidence: a folder with <c>incidents.db</c> and <c>evidence</c>. Safe while the bot runs.</summary>
public static class Backup
{
    private const string File = "incidents.db";

    /// <summary>Rows first, then evidence: content is kept before the event that names it, so none is missing.</summary>
    /// <param name="folder">Made if it is not there; must not hold a backup yet.</param>
    /// <returns>What was written.</returns>
    public static async Task<BackupMade> Make(string connectionString, FolderEvidence evidence, string folder, CancellationToken cancel = default)
    {
        var target = Path.Combine(folder, File);
        if (System.IO.File.Exists(target)) throw new CopyRefusedException($"{folder} holds a backup already. Name another folder; nothing was changed.");
        if (!System.IO.File.Exists(SqliteSettings.FileOf(connectionString))) throw new CopyRefusedException($"There is no store at {SqliteSettings.FileOf(connectionString)}. Start the bot once, or name the file with Storage:ConnectionString.");
        Directory.CreateDirectory(folder);
        var unfinished = target + ".unfinished";
        System.IO.File.Delete(unfinished);
        Snapshot(connectionString, unfinished);
        var pieces = await EvidenceCopy.Run(evidence, new FolderEvidence(Path.Combine(folder, "evidence")), cancel);
        var hash = await Check(unfinished, cancel);
        System.IO.File.Move(unfinished, target);
        return new(hash, pieces);
    }

    /// <summary>Puts a backup where there is no store.</summary>
    public static async Task<BackupMade> Restore(string folder, string connectionString, FolderEvidence evidence, CancellationToken cancel = default)
    {
        var (source, target) = (Path.Combine(folder, File), SqliteSettings.FileOf(connectionString));
        if (!System.IO.File.Exists(source)) throw new CopyRefusedException($"{folder} holds no backup. Name the folder that store backup wrote.");
        if (System.IO.File.Exists(target)) throw new CopyRefusedException($"There is a store at {target}. Stop the bot and move that file and those beside it away first; nothing was changed.");
        var pieces = await EvidenceCopy.Run(new FolderEvidence(Path.Combine(folder, "evidence")), evidence, cancel);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        System.IO.File.Copy(source, target + ".unfinished", overwrite: true);
        var hash = await Check(target + ".unfinished", cancel);
        System.IO.File.Move(target + ".unfinished", target);
        return new(hash, pieces);
    }

    /// <summary>One moment of the store, whatever is written meanwhile.</summary>
    private static void Snapshot(string connectionString, string target)
    {
        try
        {
            using var from = new SqliteFile(connectionString).Open();
            using var snapshot = from.CreateCommand();
            snapshot.CommandText = "VACUUM INTO $target";
            snapshot.Parameters.AddWithValue("$target", target);
            snapshot.ExecuteNonQuery();
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw SqliteErrors.Unavailable(e);
        }
    }

    /// <summary>It opens, and every row can be read.</summary>
    private static async Task<RowsHash> Check(string file, CancellationToken cancel)
    {
        RowsHash hash;
        await using (var store = SqliteStore.Open(new SqliteConnectionStringBuilder { DataSource = file }.ToString())) hash = await StoreCopy.HashOf(store, cancel);
        foreach (var beside in (string[])["-wal", "-shm"]) System.IO.File.Delete(file + beside);
        return hash;
    }
}

/// <summary>What a backup holds.</summary>
/// <param name="Evidence">Pieces of evidence.</param>
public sealed record BackupMade(RowsHash Hash, int Evidence);

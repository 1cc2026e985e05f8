using System.Collections.Immutable;
using System.Security.Cryptography;
using ChatOpsIncident.Engine;
using Microsoft.Data.Sqlite;

namespace ChatOpsIncident.Storage.Sqlite;

/// <summary>A batch on its way, and who waits for it.</summary>
internal sealed record Waiting(ImmutableArray<Change> Batch, CancellationToken Cancel)
{
    /// <summary>Told once the transaction has ended.</summary>
    public TaskCompletionSource<ImmutableArray<string>> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <summary>The one connection that writes: those that wait go into one transaction, one disk flush for all; each batch is still all or nothing by its savepoint.</summary>
internal sealed class SqliteWriter : IDisposable
{
    private const string Named = "tbl = $tbl AND partition = $partition AND row = $row";
    private const string NewRow = "INSERT INTO rows (tbl, partition, row, etag, payload) VALUES ($tbl, $partition, $row, $etag, $payload) ON CONFLICT DO ";

    private readonly SqliteConnection connection;
    private readonly SqliteCommand begin, commit, save, undo, release, insert, replace, put, delete;

    public SqliteWriter(SqliteConnection connection)
    {
        this.connection = connection;
        (begin, commit) = (Prepared("BEGIN IMMEDIATE"), Prepared("COMMIT"));
        (save, undo, release) = (Prepared("SAVEPOINT batch"), Prepared("ROLLBACK TO batch"), Prepared("RELEASE batch"));
        insert = Prepared(NewRow + "NOTHING", "$etag", "$payload");
        put = Prepared(NewRow + "UPDATE SET etag = excluded.etag, payload = excluded.payload", "$etag", "$payload");
        replace = Prepared($"UPDATE rows SET etag = $etag, payload = $payload WHERE {Named} AND etag = $old", "$etag", "$payload", "$old");
        delete = Prepared($"DELETE FROM rows WHERE {Named} AND ($old IS NULL OR etag = $old)", "$old");
    }

    /// <summary>Writes what can be written and answers each. Throws, with nobody answered and nothing written, if the store cannot write now.</summary>
    /// <exception cref="StoreUncertainException">The disk took it and could not say so.</exception>
    public void Write(IReadOnlyList<Waiting> group)
    {
        begin.ExecuteNonQuery();
        var answers = group.Select(Try).ToArray();
        try
        {
            commit.ExecuteNonQuery();
        }
        catch (SqliteException e) when (SqliteErrors.LeavesUnknown(e))
        {
            throw new StoreUncertainException("The store's disk did not answer while it wrote. Check the disk; it may have been stored.", e);
        }
        foreach (var answer in answers) answer();
    }

    public void Dispose()
    {
        foreach (var command in (SqliteCommand[])[begin, commit, save, undo, release, insert, replace, put, delete]) command.Dispose();
        connection.Dispose();
    }

    private Action Try(Waiting waiting)
    {
        save.ExecuteNonQuery();
        var etags = ImmutableArray.CreateBuilder<string>(waiting.Batch.Length);
        foreach (var change in waiting.Batch)
        {
            var etag = change is Delete ? "" : Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
            if (Apply(change, etag))
            {
                etags.Add(etag);
                continue;
            }
            undo.ExecuteNonQuery();
            release.ExecuteNonQuery();
            return () => waiting.Answer.SetException(new StoreConflictException(etags.Count, $"Somebody else wrote in between (change {etags.Count} of the batch); nothing was stored."));
        }
        release.ExecuteNonQuery();
        return () => waiting.Answer.SetResult(etags.MoveToImmutable());
    }

    private bool Apply(Change change, string etag) => change switch
    {
        Insert row => Run(insert, row.Key, etag, row.Payload) == 1,
        Replace row => Run(replace, row.Key, etag, row.Payload, row.ETag) == 1,
        Put row => Run(put, row.Key, etag, row.Payload) == 1,
        Delete row => Run(delete, row.Key, row.ETag) == 1 || row.ETag is null,
        _ => throw new ArgumentException($"{change.GetType().Name} is no change that a store knows."),
    };

    private static int Run(SqliteCommand command, Key key, params string?[] values)
    {
        command.Parameters[0].Value = key.Table;
        command.Parameters[1].Value = key.Partition;
        command.Parameters[2].Value = key.Row;
        for (var i = 0; i < values.Length; i++) command.Parameters[i + 3].Value = (object?)values[i] ?? DBNull.Value;
        return command.ExecuteNonQuery();
    }

    private SqliteCommand Prepared(string sql, params string[] values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        if (values.Length > 0)
        {
            foreach (var name in (string[])["$tbl", "$partition", "$row", .. values]) command.Parameters.AddWithValue(name, "");
        }
        return command;
    }
}

using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using ChatOpsIncident.Engine;
using Microsoft.Data.Sqlite;

namespace ChatOpsIncident.Storage.Sqlite;

/// <summary>
/// The embedded default: one SQLite file in WAL mode, every commit flushed to disk. A thread of its own writes, and takes all that wait
/// into one transaction. When the store cannot write, whoever waits hears so within about two seconds, and the next write tries anew.
/// </summary>
public sealed class SqliteStore : IWholeStore, IAsyncDisposable
{
    private const int LargestGroup = 200;

    private readonly SqliteFile file;
    private readonly SqliteReaders readers;
    private readonly BlockingCollection<Waiting> queue = [];
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private SqliteWriter? writer;

    private SqliteStore(SqliteFile file)
    {
        this.file = file;
        readers = new(file);
        writer = new(file.OpenToWrite());
        new Thread(WriteAll) { Name = "store writer", IsBackground = true }.Start();
    }

    /// <summary>Opens the store, making file and folder if they are not there.</summary>
    /// <param name="connectionString">For example <c>Data Source=data/incidents.db</c>.</param>
    /// <exception cref="StoreUnavailableException">Locked, read-only, full, damaged or no store: the message says which, and what to do.</exception>
    /// <exception cref="StoreFromTheFutureException">Written by a newer version; nothing was changed.</exception>
    /// <exception cref="ArgumentException">The connection string names no file.</exception>
    public static SqliteStore Open(string connectionString) => Open(new SqliteFile(connectionString));

    internal static SqliteStore Open(SqliteFile file)
    {
        try
        {
            return new(file);
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw SqliteErrors.Unavailable(e);
        }
    }

    public Task<Row?> Read(Key key, CancellationToken cancel = default)
    {
        StoreLimits.Check(key);
        return Answer(() => readers.Read(key), cancel);
    }

    public Task<IReadOnlyList<Row>> Range(string table, string partition, string from, string to, int take = int.MaxValue, CancellationToken cancel = default)
    {
        StoreLimits.Check(table, partition);
        return Answer<IReadOnlyList<Row>>(() => readers.Range(table, partition, from, to, take), cancel);
    }

    public Task<ImmutableArray<string>> Write(ImmutableArray<Change> batch, CancellationToken cancel = default)
    {
        StoreLimits.Check(batch);
        var waiting = new Waiting(batch, cancel);
        try
        {
            queue.Add(waiting, CancellationToken.None);
        }
        catch (InvalidOperationException e)
        {
            return Task.FromException<ImmutableArray<string>>(new StoreUnavailableException("The store is closed: the bot is stopping. Try again once it runs; nothing was stored.", e));
        }
        return waiting.Answer.Task;
    }

    /// <summary>In the order of partitions and rows, on one moment of the store.</summary>
    public async IAsyncEnumerable<Row> All(string table, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        await using var connection = file.Open();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT partition, row, etag, payload FROM rows WHERE tbl = $tbl ORDER BY partition, row";
        command.Parameters.AddWithValue("$tbl", table);
        await using var found = await command.ExecuteReaderAsync(cancel);
        while (await found.ReadAsync(cancel)) yield return new(new(table, found.GetString(0), found.GetString(1)), found.GetString(2), found.GetString(3));
    }

    /// <summary>Writes what still waits, then closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        queue.CompleteAdding();
        await ended.Task;
        readers.Dispose();
    }

    private static Task<T> Answer<T>(Func<T> read, CancellationToken cancel)
    {
        if (cancel.IsCancellationRequested) return Task.FromCanceled<T>(cancel);
        try
        {
            return Task.FromResult(read());
        }
        catch (SqliteException e)
        {
            return Task.FromException<T>(SqliteErrors.Unavailable(e));
        }
    }

    private void WriteAll()
    {
        foreach (var first in queue.GetConsumingEnumerable())
        {
            var group = new List<Waiting> { first };
            while (group.Count < LargestGroup && queue.TryTake(out var next)) group.Add(next);
            foreach (var gone in group.Where(w => w.Cancel.IsCancellationRequested)) gone.Answer.SetCanceled(gone.Cancel);
            WriteGroup([.. group.Where(w => !w.Answer.Task.IsCompleted)]);
        }
        CloseWriter();
        ended.SetResult();
    }

    private void WriteGroup(Waiting[] group)
    {
        if (group.Length == 0) return;
        try
        {
            writer ??= new(file.OpenToWrite());
            writer.Write(group);
        }
        catch (Exception e)
        {
            // A connection that met trouble is not trusted again; closing it rolls back, and the next write opens a new one.
            CloseWriter();
            foreach (var waiting in group) waiting.Answer.TrySetException(SqliteErrors.Unavailable(e));
        }
    }

    private void CloseWriter()
    {
        writer?.Dispose();
        writer = null;
    }
}

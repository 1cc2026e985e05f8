using ChatOpsIncident.Engine;
using Microsoft.Data.Sqlite;

namespace ChatOpsIncident.Storage.Sqlite;

/// <summary>The file behind the store: its settings, and how a connection to it begins.</summary>
internal sealed class SqliteFile
{
    /// <summary>Version of the rows' layout, kept in <c>user_version</c>.</summary>
    public const int Version = 1;

    /// <summary>"COI1" in the file's header: tells our store from another program's database.</summary>
    private const int Application = 0x434F4931;

    /// <summary>How long a write waits for another program, in seconds. The one behind it may have to wait as long again, and a click is answered within two.</summary>
    private const int Patience = 1;

    private readonly string connectionString;

    public SqliteFile(string connectionString)
    {
        var settings = SqliteSettings.Read(connectionString);
        Directory = SqliteSettings.DirectoryOf(settings);
        settings.Pooling = false;
        settings.DefaultTimeout = Patience;
        settings.Cache = SqliteCacheMode.Default;
        this.connectionString = settings.ToString();
    }

    /// <summary>The file's folder.</summary>
    public string Directory { get; }

    /// <summary>For specs: makes the next connection that writes behave as on a full or read-only disk.</summary>
    public string? Pragma { get; set; }

    /// <summary>A connection for reading.</summary>
    public SqliteConnection Open()
    {
        var connection = new SqliteConnection(connectionString);
        try
        {
            connection.Open();
            Run(connection, $"PRAGMA busy_timeout = {Patience * 1000}");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>A connection for writing, to a file that is there, is ours, is of our version and can be written.</summary>
    public SqliteConnection OpenToWrite()
    {
        System.IO.Directory.CreateDirectory(Directory);
        var connection = Open();
        try
        {
            CheckOurs(connection);
            if (Ask(connection, "PRAGMA journal_mode = WAL") is not "wal")
                throw new StoreUnavailableException("The store's disk does not allow several programs to share a file. Put the file on a local disk (Storage:ConnectionString).");
            Run(connection, "PRAGMA synchronous = FULL");
            Run(connection, $"""
                BEGIN IMMEDIATE;
                CREATE TABLE IF NOT EXISTS rows (
                    tbl TEXT NOT NULL, partition TEXT NOT NULL, row TEXT NOT NULL, etag TEXT NOT NULL, payload TEXT NOT NULL,
                    PRIMARY KEY (tbl, partition, row)) WITHOUT ROWID;
                PRAGMA application_id = {Application};
                PRAGMA user_version = {Version};
                COMMIT;
                """);
            if (Pragma is { } pragma) Run(connection, $"PRAGMA {pragma}");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static void CheckOurs(SqliteConnection connection)
    {
        var isEmpty = Ask(connection, "SELECT count(*) FROM sqlite_schema") is 0L;
        if (isEmpty) return;
        if (Ask(connection, "PRAGMA application_id") is not (long)Application)
            throw new StoreUnavailableException("The store's file is the database of another program. Name another file (Storage:ConnectionString); this one was not changed.");
        if (Ask(connection, "PRAGMA user_version") is > (long)Version and var newer)
        {
            throw new StoreFromTheFutureException(
                $"The store was written by a newer version of this bot (layout {newer}; this one knows {Version}). Start that version; nothing was changed.");
        }
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static object? Ask(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}

using Microsoft.Data.Sqlite;

namespace ChatOpsIncident.Storage.Sqlite;

/// <summary>What <c>Storage:ConnectionString</c> says for SQLite: <c>Data Source=data/incidents.db</c>.</summary>
public static class SqliteSettings
{
    /// <summary>The folder of the store's file, absolute; evidence and keys lie beside it.</summary>
    /// <exception cref="ArgumentException">Not a connection string that names a file; the message says what to write.</exception>
    public static string DirectoryOf(string connectionString) => DirectoryOf(Read(connectionString));

    /// <summary>The store's file, absolute; it may not be there yet.</summary>
    /// <exception cref="ArgumentException">Not a connection string that names a file; the message says what to write.</exception>
    public static string FileOf(string connectionString) => Path.GetFullPath(Read(connectionString).DataSource);

    internal static string DirectoryOf(SqliteConnectionStringBuilder settings) => Path.GetDirectoryName(Path.GetFullPath(settings.DataSource))!;

    internal static SqliteConnectionStringBuilder Read(string connectionString)
    {
        SqliteConnectionStringBuilder settings;
        try
        {
            settings = new(connectionString);
        }
        catch (ArgumentException e)
        {
            throw new ArgumentException($"Storage:ConnectionString is not understood ({e.Message}). Write, for example: Data Source=data/incidents.db", nameof(connectionString), e);
        }
        var file = settings.DataSource;
        if (string.IsNullOrWhiteSpace(file) || file.StartsWith(':') || file.StartsWith("file:", StringComparison.OrdinalIgnoreCase) || settings.Mode == SqliteOpenMode.Memory)
            throw new ArgumentException("Storage:ConnectionString has to name a file, or everything is lost at the end. Write, for example: Data Source=data/incidents.db", nameof(connectionString));
        return settings;
    }
}

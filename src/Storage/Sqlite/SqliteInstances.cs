using System.Security.Cryptography;
using ChatOpsIncident.Engine;

namespace ChatOpsIncident.Storage.Sqlite;

/// <summary>
/// The instances on one SQLite file. Each holds a lock on a file of its own beside the store, and the system lets go of it when the process ends,
/// however it ends: whose file is not held, or gone, has ended.
/// </summary>
public sealed class SqliteInstances : IInstances, IDisposable
{
    /// <summary>Between making a file and holding it lies a moment in which it looks left behind.</summary>
    private static readonly TimeSpan Beginning = TimeSpan.FromMinutes(1);

    private readonly string folder;
    private readonly FileStream mine;

    private SqliteInstances(string folder)
    {
        this.folder = folder;
        Directory.CreateDirectory(folder);
        mine = new(FileOf(Me), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
        foreach (var left in Directory.GetFiles(folder).Where(IsLeft)) Remove(left);
    }

    public string Me { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));

    /// <summary>Joins those that run on this store, which is open already.</summary>
    /// <exception cref="StoreUnavailableException">The lock cannot be had: the message says why, and what to do.</exception>
    public static SqliteInstances On(string connectionString)
    {
        try
        {
            return new(SqliteSettings.FileOf(connectionString) + "-running");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw SqliteErrors.Unavailable(e);
        }
    }

    public bool HasEnded(string name)
    {
        if (name is null or { Length: 0 or > 64 } || !name.All(char.IsAsciiLetterOrDigit)) return false;
        try
        {
            // Shared, so that two that look at once do not take each other for the one that is looked for.
            using var open = new FileStream(FileOf(name), FileMode.Open, FileAccess.Read, FileShare.Read);
            return true;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    public void Dispose()
    {
        mine.Dispose();
        Remove(mine.Name);
    }

    private string FileOf(string name) => Path.Combine(folder, name);

    private bool IsLeft(string file) =>
        File.GetLastWriteTimeUtc(file) < File.GetLastWriteTimeUtc(mine.Name) - Beginning && HasEnded(Path.GetFileName(file));

    private static void Remove(string file)
    {
        try
        {
            File.Delete(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It stays a little longer; an empty file that nobody holds says the same as none.
        }
    }
}

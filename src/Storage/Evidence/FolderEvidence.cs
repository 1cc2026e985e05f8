using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using ChatOpsIncident.Engine;
using ChatOpsIncident.Storage.Moving;
using ChatOpsIncident.Storage.Sqlite;

namespace ChatOpsIncident.Storage.Evidence;

/// <summary>Evidence in a folder: <c>&lt;incident&gt;/sha256/ab/cdef…</c>. A file appears whole under its name, or not at all.</summary>
/// <param name="folder">Made when the first content is kept.</param>
public sealed class FolderEvidence(string folder) : IWholeEvidence
{
    private readonly string root = Path.GetFullPath(folder);

    /// <summary>The default place: <c>evidence</c> beside the SQLite file.</summary>
    public static string Beside(string connectionString) => Path.Combine(SqliteSettings.DirectoryOf(connectionString), "evidence");

    public async Task<string> Keep(string stream, ReadOnlyMemory<byte> content, CancellationToken cancel = default)
    {
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(content.Span));
        var place = PlaceOf(stream, sha256);
        try
        {
            if (await IsWhole(place, sha256, cancel)) return sha256;
            Directory.CreateDirectory(Path.GetDirectoryName(place)!);
            await WriteWhole(place, content, cancel);
            return sha256;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unavailable("kept", e);
        }
    }

    public async Task<byte[]?> Read(string stream, string sha256, CancellationToken cancel = default)
    {
        var place = PlaceOf(stream, sha256);
        try
        {
            if (!File.Exists(place)) return null;
            var content = await File.ReadAllBytesAsync(place, cancel);
            return Convert.ToHexStringLower(SHA256.HashData(content)) == sha256 ? content : throw new EvidenceAlteredException(sha256);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unavailable("read", e);
        }
    }

    public async IAsyncEnumerable<(string Stream, string Sha256)> All([EnumeratorCancellation] CancellationToken cancel = default)
    {
        if (!Directory.Exists(root)) yield break;
        foreach (var file in Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories))
        {
            cancel.ThrowIfCancellationRequested();
            if (EvidenceCopy.Address(Path.GetRelativePath(root, file).Replace(Path.DirectorySeparatorChar, '/')) is { } address) yield return await ValueTask.FromResult(address);
        }
    }

    private static async Task<bool> IsWhole(string place, string sha256, CancellationToken cancel)
    {
        if (!File.Exists(place)) return false;
        await using var there = File.OpenRead(place);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(there, cancel)) == sha256;
    }

    private static async Task WriteWhole(string place, ReadOnlyMemory<byte> content, CancellationToken cancel)
    {
        var unfinished = $"{place}.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}";
        try
        {
            await using (var file = new FileStream(unfinished, FileMode.CreateNew, FileAccess.Write))
            {
                await file.WriteAsync(content, cancel);
                file.Flush(flushToDisk: true);
            }
            File.Move(unfinished, place, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    private string PlaceOf(string stream, string sha256) => Path.Combine(root, Path.Combine(EvidenceAddress.Of(stream, sha256).Split('/')));

    private static StoreUnavailableException Unavailable(string what, Exception e) => new(
        $"Evidence cannot be {what} now. Check that its folder (Evidence:Path) exists, has room and belongs to this bot's user, then try again.", e);
}

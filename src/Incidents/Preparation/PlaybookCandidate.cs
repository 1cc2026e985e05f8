using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ChatOpsIncident.Incidents.Learning;
using ChatOpsIncident.Incidents.Learning.Edits;

namespace ChatOpsIncident.Incidents.Preparation;

/// <summary>Where a playbook comes from.</summary>
public enum PlaybookSource
{
    /// <summary>The default of this version of the bot.</summary>
    Shipped,

    /// <summary>The file of <c>Playbook:Path</c>.</summary>
    File,

    /// <summary>A change that somebody proposed and another one approved.</summary>
    Change,
}

/// <summary>A playbook that stands at the door at start: read without fault, with the hash of what it was read from.</summary>
/// <param name="Hash">Lower-case hex SHA-256.</param>
public sealed record PlaybookCandidate(Playbook Playbook, string Hash)
{
    internal const string FromFile = "file.";
    internal const string FromRelease = "default.";

    internal string IdOfFile => FromFile + Hash;

    internal string IdOfDefault => FromRelease + Hash;

    /// <summary>The default of this version of the bot. Its remarks don't count.</summary>
    public static PlaybookCandidate Shipped { get; } = new(Playbooks.Default, HashOf([new("", Playbooks.Default.Yaml)]));

    /// <summary>The file and what it includes, or every fault.</summary>
    public static (PlaybookCandidate? Candidate, PlaybookReading Reading) Of(IReadOnlyList<PlaybookText> files)
    {
        var reading = PlaybookReader.Read(files);
        return (reading.Playbook is { } playbook ? new(playbook, HashOf(files)) : null, reading);
    }

    /// <summary>Whether a waiting change is a whole playbook, from the file or from a release.</summary>
    internal static bool IsWhole(string id) => IsFile(id) || id.StartsWith(FromRelease, StringComparison.Ordinal);

    internal static bool IsFile(string id) => id.StartsWith(FromFile, StringComparison.Ordinal);

    internal static string HashIn(string id) => id[(id.IndexOf('.', StringComparison.Ordinal) + 1)..];

    /// <summary>As a change that waits for somebody to decide, with before and after.</summary>
    internal PendingChange Proposed(string id, Playbook current) =>
        new PendingChange(id, null, new ReplaceFile(Playbook.Yaml, IsFile(id) ? null : true), null, new("", null, null), current.Version).On(current);

    /// <summary>Over every text with its length, in order. Where the files lie does not count.</summary>
    private static string HashOf(IReadOnlyList<PlaybookText> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var text in files.Select(f => Encoding.UTF8.GetBytes(f.Text)))
        {
            hash.AppendData(Encoding.ASCII.GetBytes(text.Length.ToString(CultureInfo.InvariantCulture) + "\n"));
            hash.AppendData(text);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using ChatOpsIncident.Incidents.Cards;

namespace ChatOpsIncident.Edges.Teams.Rooms;

/// <summary>Teams' rules for channels' names: at most 50 characters, some not allowed, no dot or underscore at the ends, each name once in a team.</summary>
/// <remarks>https://learn.microsoft.com/microsoftteams/limits-specifications-teams</remarks>
internal static partial class ChannelName
{
    private const int Longest = 50;

    /// <summary>The name as Teams takes it.</summary>
    public static string Fitting(string wanted)
    {
        var fitting = Trimmed(Spaces().Replace(NotInNames().Replace(Cleaned.Line(wanted), " "), "-"));
        if (fitting.Length > Longest) fitting = Trimmed(Shortened.Line(fitting, Longest).TrimEnd('…'));
        return fitting.Length == 0 ? "incident" : fitting;
    }

    /// <summary>The name, and others that say the same, should it be taken.</summary>
    public static IEnumerable<string> Candidates(string wanted, string key, int suffixes)
    {
        var fitting = Fitting(wanted);
        yield return fitting;
        for (var i = 2; i <= suffixes; i++) yield return With(fitting, i.ToString(CultureInfo.InvariantCulture));
        yield return With(fitting, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..6]);
    }

    /// <summary>Whether a channel of this name can be one that was wanted so.</summary>
    public static bool IsFrom(string called, string wanted)
    {
        var fitting = Fitting(wanted);
        return string.Equals(called, fitting, StringComparison.OrdinalIgnoreCase)
            || (called.LastIndexOf('-') is > 0 and var dash && Suffix().IsMatch(called[(dash + 1)..]) && string.Equals(With(fitting, called[(dash + 1)..]), called, StringComparison.OrdinalIgnoreCase));
    }

    private static string With(string name, string suffix) => Trimmed(name[..Math.Min(name.Length, Longest - suffix.Length - 1)]) + "-" + suffix;

    private static string Trimmed(string name) => name.Trim(' ', '.', '-', '_');

    [GeneratedRegex(@"[~#%&*{}+/\\:<>?|'""\p{Cc}\p{Cs}]+", RegexOptions.CultureInvariant)]
    private static partial Regex NotInNames();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Spaces();

    [GeneratedRegex("^([2-9]|[0-9a-f]{6})$", RegexOptions.CultureInvariant)]
    private static partial Regex Suffix();
}

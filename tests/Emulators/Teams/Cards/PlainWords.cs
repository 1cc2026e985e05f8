using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace ChatOpsIncident.Emulators.Teams.Cards;

/// <summary>What somebody reads aloud: names for mentions, words for links and times, no marks for bold.</summary>
internal static partial class PlainWords
{
    public static string Of(string written, string zone = "UTC")
    {
        var text = Function().Replace(written, m => Time(m.Groups["kind"].Value, m.Groups["at"].Value, zone));
        text = At().Replace(text, "$1");
        text = Link().Replace(text, "$1");
        text = Bold().Replace(text, "$2");
        text = Italic().Replace(text, "$1");
        return WebUtility.HtmlDecode(Escape().Replace(text, "$1"));
    }

    /// <summary>A time or day as Teams draws it in this zone; as it is written if it is none.</summary>
    public static string Time(string kind, string at, string zone)
    {
        if (!DateTimeOffset.TryParse(at, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)) return at;
        var local = TimeZoneInfo.ConvertTime(time, TimeZoneInfo.FindSystemTimeZoneById(zone));
        return local.ToString(kind == "TIME" ? "HH:mm" : "d MMM yyyy", CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"\{\{(?<kind>TIME|DATE)\((?<at>[^,)]+)(?:, *\w+)?\)\}\}", RegexOptions.ExplicitCapture)]
    private static partial Regex Function();

    [GeneratedRegex("<at(?: id=\"[^\"]*\")?>(.*?)</at>")]
    private static partial Regex At();

    [GeneratedRegex(@"(?<!\\)\[((?:\\.|[^\[\]\\])+)\]\([^()\s]+\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"(?<!\\)(\*\*)(.+?)(?<!\\)\*\*")]
    private static partial Regex Bold();

    [GeneratedRegex(@"(?<![\\\p{L}\p{N}])_(.+?)(?<!\\)_(?![\p{L}\p{N}])")]
    private static partial Regex Italic();

    [GeneratedRegex(@"\\([\\`*_\[\]<>&~{|#+=.)\-(])")]
    private static partial Regex Escape();
}

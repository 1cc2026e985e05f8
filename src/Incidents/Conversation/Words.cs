using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;

namespace ChatOpsIncident.Incidents.Conversation;

/// <summary>What typed words mean: durations, clock times, incident numbers, mentions. Each reads the whole of what it is given, or nothing.</summary>
public static partial class Words
{
    /// <summary>The longest duration that is understood.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    internal const string DurationPattern = @"(?:[0-9]{1,6}\s*(?:seconds|second|secs|sec|s|minutes|minute|mins|min|m|hours|hour|hrs|hr|h|days|day|d)\s*)+(?<=\S)";

    private static readonly FrozenDictionary<char, TimeSpan> Units = new Dictionary<char, TimeSpan>
    {
        ['s'] = TimeSpan.FromSeconds(1),
        ['m'] = TimeSpan.FromMinutes(1),
        ['h'] = TimeSpan.FromHours(1),
        ['d'] = TimeSpan.FromDays(1),
    }.ToFrozenDictionary();

    /// <summary><c>15m</c>, <c>2h</c>, <c>1d</c>, <c>90s</c>, <c>1h30m</c>, <c>20 minutes</c>. Null: not a duration, none at all, or longer than <see cref="Longest"/>.</summary>
    public static TimeSpan? Duration(string words)
    {
        ArgumentNullException.ThrowIfNull(words);
        if (!WholeDuration().IsMatch(words)) return null;
        var sum = Part().Matches(words).Aggregate(TimeSpan.Zero, (sum, part) => sum + Number(part, "n") * Units[char.ToLowerInvariant(part.Groups["unit"].Value[0])]);
        return sum > TimeSpan.Zero && sum <= Longest ? sum : null;
    }

    /// <summary>42 of <c>INC-42</c>, <c>inc42</c>, <c>#42</c>; null else.</summary>
    public static int? Incident(string word) => IncidentName().Match(word) is { Success: true } name ? (int)Number(name, "n") : null;

    /// <summary>The person of a mention as edges write it, <c>&lt;@web:ana&gt;</c>; null else.</summary>
    public static Person? Mention(string word) => OneMention().Match(word) is { Success: true } mention ? new(mention.Groups["id"].Value) : null;

    internal static long Number(Match match, string group) => long.Parse(match.Groups[group].Value, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\s*" + DurationPattern + @"$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex WholeDuration();

    [GeneratedRegex(@"(?<n>[0-9]{1,6})\s*(?<unit>[smhd])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Part();

    [GeneratedRegex(@"^(?:INC-?|#)(?<n>[0-9]{1,9})$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex IncidentName();

    [GeneratedRegex(@"^<@(?<id>[a-z]+:[^<>\s|]{1,200})>$", RegexOptions.CultureInvariant)]
    private static partial Regex OneMention();
}

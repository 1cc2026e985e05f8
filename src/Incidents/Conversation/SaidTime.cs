using System.Globalization;
using System.Text.RegularExpressions;

namespace ChatOpsIncident.Incidents.Conversation;

/// <summary>A time of the past at the beginning of typed words, in the zone of who types: <c>13:02</c>, <c>about 13:02</c>, <c>yesterday 13:02</c>, <c>2026-11-23 13:02</c>.</summary>
internal static partial class SaidTime
{
    /// <summary>When it happened (null: no time was said), the words after, and a refusal for a time that lies ahead.</summary>
    public static (Happened? When, string Words, Refused? No) Leading(string words, Moment at)
    {
        var match = Said().Match(words);
        if (!match.Success || Clock(match) is not { } clock) return (null, words.Trim(), null);
        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(at.Who.Zone, out var known) ? known : TimeZoneInfo.Utc;
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at.Now, zone).DateTime);
        var (day, isSaid) = Day(match, today);
        if (day is null) return (null, words.Trim(), null);
        var when = InZone(day.Value, clock, zone);
        if (when > at.Now && !isSaid) when = InZone(today.AddDays(-1), clock, zone);
        if (when > at.Now) return (null, words.Trim(), new Refused($"{when} lies ahead. Say when it happened.", null, "when"));
        return (new(when, match.Groups["sure"].Success ? Sureness.About : Sureness.Exact), words[match.Length..].Trim(), null);
    }

    private static TimeOnly? Clock(Match match) =>
        TimeOnly.TryParseExact(match.Groups["clock"].Value, ["H:mm", "HH:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var clock) ? clock : null;

    /// <summary>The day, and whether it was said; null if there is no such day.</summary>
    private static (DateOnly? Day, bool IsSaid) Day(Match match, DateOnly today)
    {
        if (match.Groups["yesterday"].Success) return (today.AddDays(-1), true);
        if (!match.Groups["date"].Success) return (today, false);
        return DateOnly.TryParseExact(match.Groups["date"].Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? (day, true) : (null, true);
    }

    private static DateTimeOffset InZone(DateOnly day, TimeOnly clock, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(clock);
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }

    [GeneratedRegex(@"^\s*(?<sure>(?:about|around|ca\.?)\s+|~\s*)?(?:(?<date>\d{4}-\d\d-\d\d)[\sT]+|(?<yesterday>yesterday)\s+(?:at\s+)?|at\s+)?(?<clock>\d{1,2}:\d\d)(?!\S)",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Said();
}

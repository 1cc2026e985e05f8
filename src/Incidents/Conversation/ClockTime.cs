using System.Globalization;
using System.Text.RegularExpressions;

namespace ChatOpsIncident.Incidents.Conversation;

/// <summary>When something happened, as people write it, in their own zone: always the most recent past that fits.</summary>
public static partial class ClockTime
{
    /// <summary>Clocks differ: so far ahead a time still means today, and counts as now.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(5);

    internal const string Day =
        @"(?<day>today|yesterday|(?<weekday>mon|tue|wed|thu|fri|sat|sun)[a-z]*|(?<year>[0-9]{4})-(?<month>[0-9]{2})-(?<date>[0-9]{2})|(?<date>[0-9]{1,2})\.?\s+(?<name>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*(?:\s+(?<year>[0-9]{4}))?)";

    /// <summary>
    /// A time at the beginning of what was typed: <c>14:05</c>, <c>2:05pm</c>, <c>yesterday 23:10</c>, <c>mon 9:00</c>, <c>23 Nov 14:05</c>,
    /// <c>2026-11-23 14:05</c>, <c>10m ago</c>, each also with <c>UTC</c>; <c>~14:05</c> and <c>about 14:05</c> are less sure, <c>14:05?</c> is a guess.
    /// Null: it does not begin with a time. A full date may lie in the future.
    /// </summary>
    /// <param name="rest">What follows, without the mark between.</param>
    public static Happened? Begin(string words, Moment at, out string rest)
    {
        ArgumentNullException.ThrowIfNull(words);
        ArgumentNullException.ThrowIfNull(at);
        rest = words;
        var (when, sure, length) = Ago().Match(words) is { Success: true } ago && Words.Duration(ago.Groups["length"].Value) is { } since
            ? (at.Now - since, Sureness.About, ago.Length)
            : Clock().Match(words) is { Success: true } clock ? (Point(clock, at), Sure(clock), clock.Length) : (null, default, 0);
        if (when is null) return null;
        rest = Between().Replace(words[length..], "");
        return new(when.Value.ToUniversalTime(), sure);
    }

    /// <summary>As <see cref="Begin"/>, but nothing may follow: the answer in a form's field.</summary>
    public static Happened? Whole(string words, Moment at) => Begin(words.Trim(), at, out var rest) is { } when && rest.Length == 0 ? when : null;

    private static Sureness Sure(Match clock) => clock.Groups["guess"].Success ? Sureness.Guess : clock.Groups["about"].Success ? Sureness.About : Sureness.Exact;

    private static DateTimeOffset? Point(Match clock, Moment at)
    {
        if (TimeOfDay(clock) is not { } time) return null;
        var zone = clock.Groups["utc"].Success || !TimeZoneInfo.TryFindSystemTimeZoneById(at.Who.Zone, out var own) ? TimeZoneInfo.Utc : own;
        var points = Days(clock, TimeZoneInfo.ConvertTime(at.Now, zone).Date).SelectMany(day => Points(day + time, zone));
        if (clock.Groups["year"].Success) return points.Select(p => (DateTimeOffset?)p).FirstOrDefault();
        var past = points.Where(p => p <= at.Now + Ahead).Select(p => (DateTimeOffset?)p).FirstOrDefault();
        return past > at.Now ? at.Now : past;
    }

    private static TimeSpan? TimeOfDay(Match clock)
    {
        var (hour, minute) = ((int)Words.Number(clock, "hour"), clock.Groups["minute"].Success ? (int)Words.Number(clock, "minute") : 0);
        var second = clock.Groups["second"].Success ? (int)Words.Number(clock, "second") : 0;
        var half = clock.Groups["half"].Value.ToUpperInvariant();
        if (half.Length > 0 && hour is < 1 or > 23 || half.Length > 0 && hour > 12) return null;
        if (half.Length > 0) hour = hour % 12 + (half == "PM" ? 12 : 0);
        return hour > 23 || minute > 59 || second > 59 ? null : new TimeSpan(hour, minute, second);
    }

    /// <summary>The days that the words can mean, latest first.</summary>
    private static IEnumerable<DateTime> Days(Match clock, DateTime today)
    {
        var recent = Enumerable.Range(0, 8).Select(back => today.AddDays(-back));
        if (!clock.Groups["day"].Success) return recent.Take(3);
        if (clock.Groups["weekday"] is { Success: true, Value: var weekday })
            return recent.Where(d => d.ToString("ddd", CultureInfo.InvariantCulture).Equals(weekday, StringComparison.OrdinalIgnoreCase));
        if (clock.Groups["date"].Success) return Dates(clock, today);
        return [clock.Groups["day"].Value.Equals("today", StringComparison.OrdinalIgnoreCase) ? today : today.AddDays(-1)];
    }

    private static IEnumerable<DateTime> Dates(Match clock, DateTime today)
    {
        var month = clock.Groups["name"] is { Success: true, Value: var name }
            ? DateTime.ParseExact(name, "MMM", CultureInfo.InvariantCulture).Month
            : (int)Words.Number(clock, "month");
        var (date, years) = ((int)Words.Number(clock, "date"), clock.Groups["year"].Success ? [(int)Words.Number(clock, "year")] : new[] { today.Year, today.Year - 1 });
        return years.Where(y => y is > 1970 and < 9999 && month is >= 1 and <= 12 && date >= 1 && date <= DateTime.DaysInMonth(y, month)).Select(y => new DateTime(y, month, date));
    }

    /// <summary>The points in time that a clock on the wall means, latest first: two when it is set back, one an hour later where it is set forward.</summary>
    private static IEnumerable<DateTimeOffset> Points(DateTime local, TimeZoneInfo zone)
    {
        if (zone.IsInvalidTime(local)) return [new(local.AddHours(1), zone.GetUtcOffset(local.AddHours(1)))];
        return zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Order().Select(offset => new DateTimeOffset(local, offset)) : [new(local, zone.GetUtcOffset(local))];
    }

    [GeneratedRegex(
        @"^\s*(?:(?<about>~|about|around)\s*)?(?:at\s+)?(?:" + Day + @"(?:,\s*|\s+|T)(?:at\s+)?)?(?:(?<about>~|about|around)\s*)?(?<hour>[0-9]{1,2})(?::(?<minute>[0-9]{2})(?::(?<second>[0-9]{2}))?\s*(?<half>am|pm)?|\s*(?<half>am|pm))(?:\s*(?<utc>UTC|GMT|Z))?(?<guess>\?)?(?!\w|:\w)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Clock();

    [GeneratedRegex(@"^\s*(?:~|about\s+|around\s+)?(?<length>" + Words.DurationPattern + @")\s+ago\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Ago();

    [GeneratedRegex(@"^\s*[,;:.–-]?\s+|^\s*[,;:]|^\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Between();
}

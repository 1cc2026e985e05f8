using System.Text.RegularExpressions;

namespace ChatOpsIncident.Incidents.Conversation;

/// <summary>
/// What is written like a time or a length of time and is none. Taken as words, what was meant would be lost in silence; so it is refused,
/// with what to write.
/// </summary>
internal static partial class NotATime
{
    private const string Units = "seconds?|secs?|s|minutes?|mins?|m|hours?|hrs?|h|days?|d";

    private static readonly Regex[] LikeLengths = [LengthAtEnd(), LengthAtBeginning()];

    /// <summary>The beginning is written like a time, but <see cref="ClockTime.Begin"/> found none in it; null: it is not.</summary>
    /// <param name="instead">What to write, for example <c>/incident note 13:02 what happened</c>.</param>
    public static Refused? Begins(string words, string instead, string field = "when") =>
        LikeClock().Match(words) is { Success: true } like ? Refuse(like.Value.Trim(), instead, field) : null;

    /// <summary>A form's field that holds no time.</summary>
    public static Refused In(string said, string instead, string field = "when") => Refuse(said.Trim(), instead, field);

    /// <summary>The end or the beginning is written like a length of time, but <see cref="Taking.TakeDuration"/> found none; null: it is not.</summary>
    public static Refused? Length(string words, string instead) =>
        LikeLengths.Select(like => like.Match(words)).FirstOrDefault(m => m.Success) is { } like ? NoLength(like.Groups["length"].Value, instead) : null;

    /// <summary>A form's field that holds no length of time.</summary>
    public static Refused NoLength(string said, string instead) =>
        new($"I can't read a length of time in \"{said.Trim()}\". Write it like 15m, 1h30m or 2d, a year at most.", instead, "within");

    private static Refused Refuse(string said, string instead, string field) => new(
        $"I can't read a time in \"{said}\". Write it like 13:02, yesterday 17:30 or 2026-11-23 13:02. If it is no time, put a word before it.", instead, field);

    [GeneratedRegex(
        @"^\s*(?:(?:~|about|around)\s*)?(?:at\s+)?(?:" + ClockTime.Day + @"(?:,\s*|\s+|T)(?:at\s+)?(?:~|about\s+|around\s+)?)?(?:[0-9]{1,3}:[0-9]{2}(?::[0-9]{2})?[a-z?]{0,4}|[0-9]{1,3}[ap]m)(?=[,;.:–-]?(?:\s|$))"
        + @"|^\s*[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T\S*)?(?=[,;.:–-]?(?:\s|$))"
        + @"|^\s*(?:(?:~|about|around)\s*)?[0-9]+(?:[.,][0-9]+)?\s*[a-z]+\s+ago\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex LikeClock();

    [GeneratedRegex(@"(?:^|\s)(?:(?:for|in|within)\s+)?(?<length>[0-9]+(?:[.,][0-9]+)?\s*(?:" + Units + @"))\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex LengthAtEnd();

    [GeneratedRegex(@"^(?:(?:for|in|within)\s+)?(?<length>[0-9]+(?:[.,][0-9]+)?\s*(?:" + Units + @"))(?!\S)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex LengthAtBeginning();
}

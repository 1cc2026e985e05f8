using System.Text.RegularExpressions;

namespace ChatOpsIncident.Incidents.Conversation;

/// <summary>
/// Takes typed words apart from the front, one meaning at a time: <c>arguments.TakePerson(out var rest)</c>. What is not there is null, and then
/// the rest is what it was.
/// </summary>
public static partial class Taking
{
    /// <summary>The first word; null if nothing is left.</summary>
    public static string? TakeWord(this Arguments said, out Arguments rest)
    {
        var parts = Of(said).Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        rest = said with { Rest = parts.Length > 1 ? parts[1] : "" };
        return parts.Length > 0 ? parts[0] : null;
    }

    /// <summary>A person mentioned at the beginning, else at the end.</summary>
    /// <param name="me">Whom <c>me</c> means; null: nobody.</param>
    public static Person? TakePerson(this Arguments said, out Arguments rest, Person? me = null)
    {
        if (said.TakeWord(out rest) is { } word && (Words.Mention(word) ?? (word.Equals("me", StringComparison.OrdinalIgnoreCase) ? me : null)) is { } first) return first;
        var last = Of(said).LastIndexOf("<@", StringComparison.Ordinal);
        var person = last < 0 ? null : Words.Mention(Of(said)[last..].TrimEnd());
        rest = person is null ? said : said with { Rest = Of(said)[..last].TrimEnd() };
        return person;
    }

    /// <summary>A length of time at the end (<c>15m</c>, <c>for 2 hours</c>, <c>within 1d</c>), else at the beginning.</summary>
    public static TimeSpan? TakeDuration(this Arguments said, out Arguments rest)
    {
        rest = said;
        foreach (var match in new[] { DurationAtEnd().Match(Of(said)), DurationAtBeginning().Match(Of(said)) })
        {
            if (!match.Success || Words.Duration(match.Groups["length"].Value) is not { } length) continue;
            rest = said with { Rest = Of(said).Remove(match.Index, match.Length).Trim() };
            return length;
        }
        return null;
    }

    /// <summary>When it happened, at the beginning: see <see cref="ClockTime"/>.</summary>
    public static Happened? TakeTime(this Arguments said, Moment at, out Arguments rest)
    {
        var when = ClockTime.Begin(Of(said), at, out var words);
        rest = said with { Rest = words };
        return when;
    }

    /// <summary>An incident's number at the beginning: 42 of <c>INC-42</c>.</summary>
    public static int? TakeIncident(this Arguments said, out Arguments rest)
    {
        var number = said.TakeWord(out rest) is { } word ? Words.Incident(word.TrimEnd(',', ':')) : null;
        if (number is null) rest = said;
        return number;
    }

    private static string Of(Arguments said)
    {
        ArgumentNullException.ThrowIfNull(said);
        return said.Rest;
    }

    [GeneratedRegex(@"(?:^|\s)(?:(?:for|in|within)\s+)?(?<length>" + Words.DurationPattern + @")\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex DurationAtEnd();

    [GeneratedRegex(@"^(?:(?:for|in|within)\s+)?(?<length>" + Words.DurationPattern + @")(?!\S)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex DurationAtBeginning();
}

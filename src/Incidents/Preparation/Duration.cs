using System.Globalization;

namespace ChatOpsIncident.Incidents.Preparation;

/// <summary>Lengths of time as people write them: <c>90s</c>, <c>15m</c>, <c>4h</c>, <c>2d</c>, also <c>1h30m</c>. One second at least, 400 days at most.</summary>
public static class Duration
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(400);

    /// <summary>Null if it is not a length of time.</summary>
    public static TimeSpan? Parse(string? text)
    {
        var (seconds, number, digits) = (0L, 0L, 0);
        foreach (var c in text?.Trim() ?? "")
        {
            if (char.IsAsciiDigit(c) && digits < 8)
            {
                (number, digits) = (number * 10 + (c - '0'), digits + 1);
                continue;
            }
            if (digits == 0 || Seconds(c) is not { } unit) return null;
            (seconds, number, digits) = (seconds + number * unit, 0, 0);
        }
        if (digits > 0 || seconds < 1 || seconds > Longest.TotalSeconds) return null;
        return TimeSpan.FromSeconds(seconds);
    }

    /// <summary>In the largest unit that comes out even: <c>90s</c>, <c>2m</c>, <c>36h</c>, <c>2d</c>.</summary>
    public static string Format(TimeSpan length)
    {
        var seconds = (long)length.TotalSeconds;
        var (unit, name) = seconds switch
        {
            _ when seconds % 86_400 == 0 => (86_400, "d"),
            _ when seconds % 3_600 == 0 => (3_600, "h"),
            _ when seconds % 60 == 0 => (60, "m"),
            _ => (1, "s"),
        };
        return string.Create(CultureInfo.InvariantCulture, $"{seconds / unit}{name}");
    }

    private static int? Seconds(char unit) => char.ToLowerInvariant(unit) switch
    {
        's' => 1,
        'm' => 60,
        'h' => 3_600,
        'd' => 86_400,
        _ => null,
    };
}

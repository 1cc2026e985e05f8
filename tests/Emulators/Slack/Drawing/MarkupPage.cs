using System.Globalization;
using System.Text.RegularExpressions;
using ChatOpsIncident.Emulators.Slack.State;

namespace ChatOpsIncident.Emulators.Slack.Drawing;

/// <summary>Draws mrkdwn: mentions, links, dates in the viewer's zone, bold and the like.</summary>
internal static partial class MarkupPage
{
    public static string Of(Workspace world, string text, SlackUser? viewer)
    {
        // The text comes with its three special characters escaped, so what is left in angle brackets is markup.
        var drawn = Angle().Replace(text.Replace("\"", "&quot;", StringComparison.Ordinal), match => Special(world, match.Groups[1].Value, viewer));
        drawn = Fence().Replace(drawn, "<pre>$1</pre>");
        drawn = Code().Replace(drawn, "<code>$1</code>");
        drawn = Bold().Replace(drawn, "<b>$1</b>");
        drawn = Italic().Replace(drawn, "<i>$1</i>");
        drawn = Strike().Replace(drawn, "<s>$1</s>");
        drawn = Quote().Replace(drawn, "<blockquote>$1</blockquote>");
        return drawn.Replace("</blockquote>\n", "</blockquote>", StringComparison.Ordinal).ReplaceLineEndings("<br>");
    }

    public static DateTimeOffset TimeOf(string ts) => DateTimeOffset.FromUnixTimeSeconds(long.Parse(ts.Split('.')[0], CultureInfo.InvariantCulture));

    private static string Special(Workspace world, string inner, SlackUser? viewer)
    {
        var (target, label) = inner.Split('|', 2) is [var first, var second] ? (first, second) : (inner, null);
        return target switch
        {
            ['@', .. var id] => $"<span class=mention>@{SlackPage.Safe(world.Users.GetValueOrDefault(id)?.Name ?? id)}</span>",
            ['#', .. var id] => $"<span class=mention>#{SlackPage.Safe(world.Channels.GetValueOrDefault(id)?.Name ?? id)}</span>",
            _ when target.StartsWith("!date^", StringComparison.Ordinal) => $"<span title=\"{label}\">{Date(target.Split('^'), viewer)}</span>",
            _ when target.StartsWith("!subteam^", StringComparison.Ordinal) => $"<span class=mention>@{SlackPage.Safe(world.Groups.GetValueOrDefault(target["!subteam^".Length..])?.Handle ?? target)}</span>",
            ['!', .. var all] => $"<span class=mention>@{all}</span>",
            _ => $"<a href=\"{target}\">{label ?? target}</a>",
        };
    }

    private static string Date(string[] parts, SlackUser? viewer)
    {
        var at = TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeSeconds(long.Parse(parts[1], CultureInfo.InvariantCulture)), TimeZoneInfo.FindSystemTimeZoneById(viewer?.TimeZone ?? "UTC"));
        return Token().Replace(parts[2], token => at.ToString(token.Value switch
        {
            "{time}" => "HH:mm",
            "{time_secs}" => "HH:mm:ss",
            "{date_num}" => "yyyy-MM-dd",
            "{date_short}" or "{date_short_pretty}" => "d MMM yyyy",
            "{date_long}" or "{date_long_pretty}" => "dddd, d MMMM yyyy",
            _ => "d MMMM yyyy",
        }, CultureInfo.InvariantCulture));
    }

    [GeneratedRegex("<([^<>]+)>")]
    private static partial Regex Angle();

    [GeneratedRegex(@"\{[a-z_]+\}")]
    private static partial Regex Token();

    [GeneratedRegex("```(.+?)```", RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex("`([^`\n]+)`")]
    private static partial Regex Code();

    [GeneratedRegex(@"(?<![\p{L}\p{N}])\*([^*\n]+)\*(?![\p{L}\p{N}])")]
    private static partial Regex Bold();

    [GeneratedRegex(@"(?<![\p{L}\p{N}])_([^_\n]+)_(?![\p{L}\p{N}])")]
    private static partial Regex Italic();

    [GeneratedRegex(@"(?<![\p{L}\p{N}])~([^~\n]+)~(?![\p{L}\p{N}])")]
    private static partial Regex Strike();

    [GeneratedRegex("^&gt; ?(.*)$", RegexOptions.Multiline)]
    private static partial Regex Quote();
}

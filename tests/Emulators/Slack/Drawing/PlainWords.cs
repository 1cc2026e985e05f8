using System.Text.RegularExpressions;
using ChatOpsIncident.Emulators.Slack.State;

namespace ChatOpsIncident.Emulators.Slack.Drawing;

/// <summary>What somebody reads aloud: names for mentions, words for dates and links, no marks for bold.</summary>
internal static partial class PlainWords
{
    public static string Of(Workspace world, string text) => Marks().Replace(Angle().Replace(text, match => Words(world, match.Groups[1].Value)), "$1")
        .Replace("&lt;", "<", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal).Replace("&amp;", "&", StringComparison.Ordinal);

    private static string Words(Workspace world, string inner)
    {
        var (target, label) = inner.Split('|', 2) is [var first, var second] ? (first, second) : (inner, "");
        return target switch
        {
            ['@', .. var id] => world.Users.GetValueOrDefault(id)?.Name ?? id,
            ['#', .. var id] => $"#{world.Channels.GetValueOrDefault(id)?.Name ?? id}",
            _ when label.Length > 0 => label,
            _ => target,
        };
    }

    [GeneratedRegex("<([^<>]+)>")]
    private static partial Regex Angle();

    [GeneratedRegex(@"(?<![\p{L}\p{N}])[*_]([^*_\n]+)[*_](?![\p{L}\p{N}])")]
    private static partial Regex Marks();
}

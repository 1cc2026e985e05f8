using System.Text.RegularExpressions;
using ChatOpsIncident.Emulators.Slack.State;

namespace ChatOpsIncident.Emulators.Slack.Hands;

/// <summary>Turns what fingers type into what Slack sends on: three characters escaped, mentions by id, addresses in angle brackets.</summary>
internal static partial class Typing
{
    public static string Escaped(Workspace world, string text) => Special().Replace(text, match => match.Value switch
    {
        ['<', '@' or '#' or '!', ..] => match.Value,
        "<" => "&lt;",
        ">" => "&gt;",
        "&" => "&amp;",
        ['h', ..] => $"<{match.Value}>",
        ['@', .. var name] => Mention(world, name) ?? match.Value,
        ['#', .. var name] => world.Channels.Values.FirstOrDefault(c => c.Name == name) is { } channel ? $"<#{channel.Id}|{(channel.Private ? "" : channel.Name)}>" : match.Value,
        _ => match.Value,
    });

    private static string? Mention(Workspace world, string name) =>
        world.Users.Values.FirstOrDefault(u => string.Equals(u.Name, name, StringComparison.OrdinalIgnoreCase) || u.Id == name) is { } user ? $"<@{user.Id}>"
        : world.Groups.Values.FirstOrDefault(g => g.Handle == name) is { } group ? $"<!subteam^{group.Id}|@{group.Handle}>"
        : name is "here" or "channel" or "everyone" ? $"<!{name}>"
        : null;

    [GeneratedRegex(@"<[@#!][^<>\s]+>|https?://[^\s<>]+|[@#][\p{L}\p{N}_.-]*[\p{L}\p{N}_]|[<>&]")]
    private static partial Regex Special();
}

using ChatOpsIncident.Edges.Slack;

namespace ChatOpsIncident.Bot.Composition;

/// <summary>The settings of Slack: what they say, and what about them cannot be. Their values are secret and never shown.</summary>
internal static class SlackOptions
{
    private const string Bot = "Slack:BotToken";
    private const string Signing = "Slack:SigningSecret";
    private const string App = "Slack:AppToken";
    private const string Api = "Slack:ApiUrl";
    private const string Team = "Slack:TeamId";

    /// <summary>Null: Slack is off.</summary>
    public static SlackSettings? Read(IConfiguration configuration) => Of(configuration, Bot) is { } token
        ? new(token, Of(configuration, Signing), Of(configuration, App), Address(Of(configuration, Api)) ?? SlackSettings.Public) { TeamId = Of(configuration, Team) }
        : null;

    public static IEnumerable<string> Faults(IConfiguration configuration)
    {
        var (bot, signing, app, api) = (Of(configuration, Bot), Of(configuration, Signing), Of(configuration, App), Of(configuration, Api));
        foreach (var (name, value) in new[] { (Signing, signing), (App, app), (Api, api), (Team, Of(configuration, Team)) })
        {
            if (bot is null && value is not null) yield return $"{name}: it needs {Bot} beside it. Copy the Bot User OAuth Token from OAuth & Permissions of the Slack app, or remove {name}.";
        }
        if (Of(configuration, Team) is { } team && !(team[0] == 'T' && team.All(char.IsAsciiLetterOrDigit)))
            yield return $"{Team}: '{team}' is no workspace's id. It begins with T and stands in the address of the workspace in a browser; outside of Enterprise leave it out.";
        if (bot is not null && signing is null && app is null)
            yield return $"{Bot}: nothing comes in with it alone. Set {App} for Socket Mode, or {Signing} for HTTP (Basic Information of the Slack app shows it).";
        if (bot?.StartsWith("xoxb-", StringComparison.Ordinal) == false) yield return $"{Bot}: a bot token begins with xoxb-. Copy the Bot User OAuth Token from OAuth & Permissions of the Slack app.";
        if (app?.StartsWith("xapp-", StringComparison.Ordinal) == false)
            yield return $"{App}: an app-level token begins with xapp-. Make one with the scope connections:write under Basic Information of the Slack app.";
        if (signing is not null && (signing.StartsWith("xox", StringComparison.Ordinal) || signing.StartsWith("xapp", StringComparison.Ordinal)))
            yield return $"{Signing}: that is a token. Copy the Signing Secret from Basic Information of the Slack app.";
        if (api is not null && Address(api) is null)
            yield return $"{Api}: '{api}' is not an address. Write it with https, such as {SlackSettings.Public}, or leave it out; http is taken on this machine only.";
    }

    private static string? Of(IConfiguration configuration, string name) => configuration[name] is { } value && value.Trim() is { Length: > 0 } set ? set : null;

    private static Uri? Address(string? text) =>
        Uri.TryCreate(text?.TrimEnd('/') + "/", UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)) ? address : null;
}

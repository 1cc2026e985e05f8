namespace ChatOpsIncident.Edges.Slack;

/// <summary>How to reach a Slack workspace.</summary>
/// <param name="BotToken">The app's bot token (<c>xoxb-…</c>); secret.</param>
/// <param name="SigningSecret">Checks requests to the HTTP endpoints; null: they are off. Secret.</param>
/// <param name="AppToken">App-level token (<c>xapp-…</c>) for Socket Mode; null: it is off. Secret.</param>
/// <param name="ApiUrl">Base of the Web API, with a slash at its end.</param>
public sealed record SlackSettings(string BotToken, string? SigningSecret, string? AppToken, Uri ApiUrl)
{
    /// <summary>The workspace in which rooms open, where the app is installed for a whole organisation; null: the token's own.</summary>
    public string? TeamId { get; init; }

    /// <summary>Slack's own Web API.</summary>
    public static Uri Public { get; } = new("https://slack.com/api/");

    /// <summary>Says nothing: settings are secret.</summary>
    public override string ToString() => $"Slack at {ApiUrl}";
}

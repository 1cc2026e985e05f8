using ChatOpsIncident.Edges.Slack.Api;
using ChatOpsIncident.Edges.Slack.Inbound;
using ChatOpsIncident.Edges.Slack.SocketMode;

namespace ChatOpsIncident.Edges.Slack;

/// <summary>How it stands with Slack, in words for whoever runs the bot. Slack being away never makes the bot unready: nothing is lost meanwhile.</summary>
public sealed class SlackHealth(SlackApi api, SocketState sockets, InstallationState installation, SlackSettings settings)
{
    /// <summary>What is wrong and what to do; null: all is well.</summary>
    public string? Trouble => installation.Trouble ?? Refused ?? Unconnected;

    private string? Refused => api.Troubles is [var first, ..] ? $"Slack refuses {first.Message}. Run doctor: it says what to do." : null;

    private string? Unconnected => settings.AppToken is null || sockets.Connected > 0 ? null : sockets.Trouble ?? "There is no connection to Slack yet.";
}

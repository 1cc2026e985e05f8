using System.Text.Json.Nodes;

namespace ChatOpsIncident.Emulators.Slack.Hands;

/// <summary>Something for the bot: an event, a command or an interaction.</summary>
/// <param name="Kind">As Socket Mode names it: <c>events_api</c>, <c>slash_commands</c>, <c>interactive</c>.</param>
internal sealed record Delivery(string Kind, JsonObject Payload, bool AcceptsAnswer = false)
{
    /// <summary>Of its envelope; null: a new one.</summary>
    public string? Envelope { get; init; }

    public int Attempt { get; init; }

    public string? RetryReason { get; init; }
}

using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChatOpsIncident.Emulators.Slack.Hands;

/// <summary>How the bot took what was sent to it.</summary>
/// <param name="Status">HTTP status; 200 for an acknowledgement over a WebSocket, 0 for none.</param>
/// <param name="Body">What it answered; empty is the usual.</param>
/// <param name="Took">From sending to its answer, or until Slack gave up.</param>
/// <param name="Failure">Slack's word for what went wrong; null: acknowledged within three seconds.</param>
public sealed record Acked(int Status, string Body, TimeSpan Took, string? Failure)
{
    /// <summary>In time, and with a 2xx.</summary>
    public bool Good => Failure is null;

    internal JsonObject? Json
    {
        get
        {
            try
            {
                return Body.AsSpan().TrimStart() is ['{', ..] ? JsonNode.Parse(Body) as JsonObject : null;
            }
            catch (JsonException)
            {
                return null;
            }
        }
    }
}

/// <summary>Something for the bot: an event, a command or an interaction.</summary>
/// <param name="Kind">As Socket Mode names it: <c>events_api</c>, <c>slash_commands</c>, <c>interactive</c>.</param>
internal sealed record Delivery(string Kind, JsonObject Payload, bool AcceptsAnswer = false)
{
    public int Attempt { get; init; }

    public string? RetryReason { get; init; }
}

using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChatOpsIncident.Emulators;

/// <summary>How the bot took what was sent to it.</summary>
/// <param name="Status">HTTP status; 200 for an acknowledgement over a WebSocket, 0 for none.</param>
/// <param name="Body">What it answered; empty is the usual.</param>
/// <param name="Took">From sending to its answer, or until the platform gave up.</param>
/// <param name="Failure">The platform's word for what went wrong; null: acknowledged in time.</param>
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

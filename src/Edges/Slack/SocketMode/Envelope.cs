using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOpsIncident.Edges.Slack.Inbound;

namespace ChatOpsIncident.Edges.Slack.SocketMode;

/// <summary>A delivery on a socket, with what acknowledges it.</summary>
/// <remarks>https://docs.slack.dev/apis/events-api/using-socket-mode. No signature: the connection itself is proven.</remarks>
internal sealed record Envelope(string Id, DeliveredAs As, JsonElement Payload, bool TakesAnswer)
{
    /// <summary>Which repeat it is; 0: the first, as far as Slack says.</summary>
    public int Attempt { get; init; }

    /// <summary>Null: not a delivery that is known.</summary>
    public static Envelope? Read(JsonElement frame)
    {
        DeliveredAs? way = frame.Text("type") switch
        {
            "slash_commands" => DeliveredAs.Command,
            "interactive" => DeliveredAs.Interaction,
            "events_api" => DeliveredAs.Event,
            _ => null,
        };
        return way is { } known && frame.Text("envelope_id") is { } id
            ? new(id, known, frame.At("payload") ?? JsonSerializer.SerializeToElement(new { }), frame.Flag("accepts_response_payload")) { Attempt = frame.At("retry_attempt") is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var repeat) ? repeat : 0 }
            : null;
    }

    /// <summary>The acknowledgement; an answer goes along only where one is taken.</summary>
    public string Acknowledged(JsonNode? answer)
    {
        var ack = new JsonObject { ["envelope_id"] = Id };
        if (TakesAnswer && answer is not null) ack["payload"] = answer.DeepClone();
        return ack.ToJsonString();
    }
}

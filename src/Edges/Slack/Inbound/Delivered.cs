using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChatOpsIncident.Edges.Slack.Inbound;

/// <summary>What Slack delivered, verified and decoded; whether by HTTP or over a socket is not told any more.</summary>
/// <param name="At">When it arrived.</param>
internal sealed record Delivered(DeliveredAs As, JsonElement Payload, DateTimeOffset At)
{
    /// <summary>So often Slack delivers an event again that nobody acknowledges.</summary>
    public const int LastAttempt = 3;

    /// <summary>Which repeat of an event this is; 0: the first delivery, as far as Slack says.</summary>
    public int Attempt { get; init; }
}

/// <summary>The three ways in.</summary>
internal enum DeliveredAs { Command, Interaction, Event }

/// <summary>What goes back with the acknowledgement; null: nothing.</summary>
internal sealed record Ack(JsonNode? Body)
{
    public static Ack Empty { get; } = new((JsonNode?)null);

    /// <summary>It could not be stored: Slack is to deliver it again.</summary>
    public static Ack Again { get; } = new((JsonNode?)null);
}

/// <summary>The one way on from there.</summary>
internal interface IPipeline
{
    /// <summary>Returns within the time that Slack waits; never throws for what was delivered.</summary>
    Task<Ack> Take(Delivered delivered);
}

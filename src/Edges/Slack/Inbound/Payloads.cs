using System.Text.Json.Nodes;
using ChatOpsIncident.Incidents.Timeline;

namespace ChatOpsIncident.Edges.Slack.Inbound;

/// <summary>From what was delivered to what it means. What nobody knows, or what is not ours, means nothing; it is never a fault.</summary>
internal static class Payloads
{
    /// <param name="name">What people call somebody, for messages that are taken along.</param>
    public static Meant Read(Delivered delivered, Func<Person, string> name) => delivered.As switch
    {
        DeliveredAs.Command => CommandPayload.Read(delivered.Payload),
        DeliveredAs.Event => EventPayload.Read(delivered.Payload),
        _ => delivered.Payload.Text("type") switch
        {
            "message_action" => ShortcutPayload.OnMessage(delivered.Payload, name),
            "block_actions" => ButtonPayload.Read(delivered.Payload),
            "view_submission" => DialogPayload.Read(delivered.Payload),
            "shortcut" => ShortcutPayload.Anywhere(delivered.Payload),
            // Nobody is kept waiting for choices: our menus come complete.
            "block_suggestion" => new Nothing("A menu that is not ours.") { Answer = new JsonObject { ["options"] = new JsonArray() } },
            var type => new Nothing($"Nothing follows from {type}."),
        },
    };
}

using System.Text.Json;

namespace ChatOpsIncident.Edges.Slack.Inbound;

/// <summary>A pin, or the reaction 📌, puts a message on the register of evidence; taking it off withdraws that.</summary>
internal static class PinPayload
{
    private static readonly string[] Reactions = ["pushpin", "round_pushpin"];

    public static Meant Read(JsonElement happened, string id)
    {
        var type = happened.Text("type") ?? "";
        if (type.StartsWith("reaction", StringComparison.Ordinal) && !Reactions.Contains(happened.Text("reaction"))) return new Nothing("Another reaction.");
        var item = happened.At("item") ?? default;
        var (channel, ts) = (item.Text("channel") ?? happened.Text("channel_id"), item.Text("ts") ?? item.Text("message", "ts"));
        if (item.Text("type") != "message" || SlackId.Person(happened.Text("user")) is not { } who || SlackId.Room(channel) is not { } room || SlackId.TimeOf(ts) is null)
            return new Nothing("Nothing of a message in a channel.");
        return new Points(who, room, ts!, item.At("message"), $"event.{id}", Takes: type.EndsWith("added", StringComparison.Ordinal), happened.Text("event_ts")) { IsPin = type.StartsWith("pin", StringComparison.Ordinal) };
    }
}

using System.Text.Json;
using ChatOpsIncident.Engine;

namespace ChatOpsIncident.Edges.Slack.Inbound;

/// <summary><c>/incident …</c> as Slack sends it: the fields of a form, mentions escaped.</summary>
/// <remarks>https://docs.slack.dev/interactivity/implementing-slash-commands. It has no thread: commands cannot be typed in one.</remarks>
internal static class CommandPayload
{
    public static Meant Read(JsonElement command)
    {
        if (SlackId.Person(command.Text("user_id")) is not { } who) return new Nothing("A command of nobody.");
        var channel = command.Text("channel_id");
        var slash = new Slash(Requests.Of("command", command.Text("trigger_id"), command), who, SlackId.Room(channel), TypedText.ToEngine(command.Text("text"))) { RoomName = command.Text("channel_name") };
        return new Acts(slash, new Origin(Way.Command)
        {
            Trigger = command.Text("trigger_id"),
            ResponseUrl = Requests.Address(command.Text("response_url")),
            Channel = channel,
        });
    }
}

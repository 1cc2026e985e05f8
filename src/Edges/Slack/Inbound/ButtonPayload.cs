using System.Text.Json;
using ChatOpsIncident.Edges.Slack.BlockKit;
using ChatOpsIncident.Engine;

namespace ChatOpsIncident.Edges.Slack.Inbound;

/// <summary>A button, or an entry of a menu: on a message, in a dialog, on the app's home.</summary>
/// <remarks>https://docs.slack.dev/interactivity/handling-user-interaction. Whoever pressed it is asked for their rights anew.</remarks>
internal static class ButtonPayload
{
    public static Meant Read(JsonElement payload)
    {
        if (SlackId.Person(payload.Text("user", "id")) is not { } who) return new Nothing("A press of nobody.");
        if (payload.Each("actions").Select(ButtonValue.Of).OfType<ButtonValue>().FirstOrDefault() is not { } pressed) return new Nothing("Nothing of ours was pressed.");
        var channel = payload.Text("channel", "id") ?? payload.Text("container", "channel_id");
        var way = payload.Text("view", "type") switch
        {
            null => Way.Button,
            "home" => Way.HomeButton,
            _ => Way.DialogButton,
        };
        var click = new Click(
            Requests.Of("button", payload.Text("trigger_id"), payload), who, SlackId.Room(channel ?? pressed.Room), pressed.Word, pressed.Stream, pressed.Values);
        return new Acts(click, new Origin(way)
        {
            Trigger = payload.Text("trigger_id"),
            ResponseUrl = Requests.Address(payload.Text("response_url")),
            Channel = channel,
            Thread = payload.Text("message", "thread_ts"),
            Ephemeral = payload.Flag("container", "is_ephemeral"),
            View = payload.Text("view", "id"),
        });
    }
}

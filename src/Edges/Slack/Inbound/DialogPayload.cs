using System.Text.Json;
using ChatOpsIncident.Edges.Slack.BlockKit;
using ChatOpsIncident.Engine;

namespace ChatOpsIncident.Edges.Slack.Inbound;

/// <summary>A dialog that was sent back: what the form carried unseen, and what was filled in.</summary>
/// <remarks>https://docs.slack.dev/surfaces/modals. The same dialog keeps id and hash when it is sent again; a refused one was not stored, so it may be.</remarks>
internal static class DialogPayload
{
    public static Meant Read(JsonElement payload)
    {
        if (SlackId.Person(payload.Text("user", "id")) is not { } who) return new Nothing("A dialog of nobody.");
        if (payload.Text("view", "id") is not { } view || ButtonValue.Read(payload.Text("view", "private_metadata")) is not { } form) return new Nothing("A dialog that is not ours.");
        var values = payload.At("view", "state", "values") is { } state ? form.Values.SetItems(ViewAnswers.Of(state)) : form.Values;
        var id = payload.Text("view", "hash") is { } hash ? $"{view}.{hash}" : payload.Text("trigger_id") ?? view;
        return new Acts(new Submit($"dialog.{id}", who, SlackId.Room(form.Room), form.Word, form.Stream, values), new Origin(Way.Dialog)
        {
            Trigger = payload.Text("trigger_id"),
            Channel = form.Room,
            View = view,
            Inputs = [.. payload.Each("view", "blocks").Where(b => b.Text("type") == "input").Select(b => b.Text("block_id")).OfType<string>()],
        });
    }
}

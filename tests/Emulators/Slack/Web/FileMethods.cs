using System.Text.Json.Nodes;
using ChatOpsIncident.Emulators.Slack.State;

namespace ChatOpsIncident.Emulators.Slack.Web;

internal static class FileMethods
{
    public static IEnumerable<(string Method, Func<ApiCall, JsonObject> Run)> All { get; } =
    [
        ("files.info", call => ApiCall.Ok(("file", Pictures.Of(Target(call, call.Text("file")))))), ("files.getUploadURLExternal", Announce), ("files.completeUploadExternal", Complete),
    ];

    private static JsonObject Announce(ApiCall call)
    {
        if (call.Number("length", 0) < 1) throw new SlackRefusal("invalid_arguments");
        var file = new SlackFile(call.World.NewId("F"), call.Text("filename"), "application/octet-stream", [], Workspace.BotUser, call.World.Now) { Host = call.Host };
        call.World.Files[file.Id] = file;
        return ApiCall.Ok(("upload_url", $"{call.Host}/upload/v1/{file.Id}"), ("file_id", file.Id));
    }

    private static JsonObject Complete(ApiCall call)
    {
        var files = (call.Json("files", "invalid_arguments") as JsonArray ?? throw new SlackRefusal("invalid_arguments")).Select(f => Target(call, f!["id"]!.ToString())).ToList();
        if (files.Any(f => f.Content.Length == 0)) throw new SlackRefusal("file_not_found");
        if (call.Maybe("channel_id") is not null)
        {
            var channel = call.Joined("channel_id");
            var message = new SlackMessage { Channel = channel.Id, Ts = call.World.NewTs(channel), User = Workspace.BotUser, ByBot = true, Text = call.Maybe("initial_comment") ?? "", Thread = call.Maybe("thread_ts") };
            message.Files.AddRange(files);
            channel.Messages.Add(message);
            call.World.Posted(channel, message);
        }
        return ApiCall.Ok(("files", new JsonArray([.. files.Select(f => (JsonNode)new JsonObject { ["id"] = f.Id, ["title"] = f.Name })])));
    }

    private static SlackFile Target(ApiCall call, string id) => call.World.Files.GetValueOrDefault(id) ?? throw new SlackRefusal("file_not_found");
}

using System.Text.Json.Nodes;
using ChatOpsIncident.Emulators.Slack.State;

namespace ChatOpsIncident.Emulators.Slack.Web;

/// <summary>Messages: new, changed, removed, for one person, their address.</summary>
internal static class ChatMethods
{
    private const int SplitAt = 4_040;

    public static IEnumerable<(string Method, Func<ApiCall, JsonObject> Run)> All { get; } =
    [
        ("chat.postMessage", Post), ("chat.update", Update), ("chat.delete", Delete), ("chat.postEphemeral", PostEphemeral), ("chat.getPermalink", Permalink),
    ];

    private static JsonObject Post(ApiCall call)
    {
        var channel = Destination(call);
        var content = MessageContent.Of(call);
        if (content.Text is null && content.Blocks is null) throw new SlackRefusal("no_text");
        if (content.Text is null) call.Complain("a message with blocks has no text: nothing for notifications and screen readers");
        var thread = call.Maybe("thread_ts");
        if (thread is not null && (call.World.Find(channel.Id, thread) is not { } parent || (parent.Thread ?? thread) != thread)) throw new SlackRefusal("cannot_reply_to_message");
        var text = content.Text ?? "";
        if (text.Length > 40_000) text = text[..40_000];
        // A long text without blocks becomes several messages, of which only the first one's ts is told.
        var parts = content.Blocks is null && text.Length > SplitAt ? text.Chunk(4_000).Select(c => new string(c)).ToArray() : [text];
        var posted = parts.Select(part => Store(call, channel, content, part, thread)).ToList();
        return ApiCall.Ok(("channel", channel.Id), ("ts", posted[0].Ts), ("message", Pictures.Of(posted[0])));
    }

    private static SlackMessage Store(ApiCall call, SlackChannel channel, MessageContent content, string text, string? thread)
    {
        var message = new SlackMessage
        {
            Channel = channel.Id,
            Ts = call.World.NewTs(channel),
            User = Workspace.BotUser,
            ByBot = true,
            Text = text,
            Thread = thread,
            Blocks = content.Blocks is { } blocks ? Interactive.WithIds(blocks, () => call.World.NewId("b")) : null,
            Metadata = content.Metadata,
        };
        channel.Messages.Add(message);
        call.World.Posted(channel, message);
        return message;
    }

    private static SlackChannel Destination(ApiCall call)
    {
        if (call.Text("channel") is ['U' or 'W', ..] user)
        {
            Direct.Check(call.World, user);
            if (!call.Installed.MessagesTab) throw new SlackRefusal("messages_tab_disabled");
            return call.World.Direct(user);
        }
        var channel = call.Seen();
        if (channel.Archived) throw new SlackRefusal("is_archived");
        if (!channel.Members.Contains(Workspace.BotUser) && !call.Installed.Scopes.Contains("chat:write.public")) throw new SlackRefusal("not_in_channel");
        return channel;
    }

    private static JsonObject Update(ApiCall call)
    {
        var channel = call.Seen();
        if (channel.Archived) throw new SlackRefusal("is_inactive");
        var message = call.World.Find(channel.Id, call.Text("ts")) ?? throw new SlackRefusal("message_not_found");
        if (!message.ByBot || message.Subtype is not null) throw new SlackRefusal("cant_update_message");
        var content = MessageContent.Of(call);
        if (content.Text is null && content.Blocks is null) throw new SlackRefusal("no_text");
        if (content.Text?.Length > 4_000) throw new SlackRefusal("msg_too_long");
        if (HasRichText(message.Blocks) && content.Blocks is { } plain && !HasRichText(plain)) throw new SlackRefusal("block_mismatch");
        if (content.Text is null || content.Blocks is null != message.Blocks is null) call.Complain("chat.update sends text and blocks together, or the other one is lost or stale");
        var before = Pictures.Of(message);
        if (content.Text is not null) (message.Text, message.Edited) = (content.Text, message.Edited || content.Text != message.Text);
        // A text without blocks removes the blocks.
        message.Blocks = content.Blocks is { } blocks ? Interactive.WithIds(blocks, () => call.World.NewId("b")) : content.Text is null ? message.Blocks : null;
        if (call.Has("metadata")) message.Metadata = content.Metadata is { Count: > 0 } ? content.Metadata : null;
        message.Updates++;
        call.World.Changed(channel, message, before);
        var picture = Pictures.Of(message);
        picture.Remove("ts");
        return ApiCall.Ok(("channel", channel.Id), ("ts", message.Ts), ("text", message.Text), ("message", picture));
    }

    private static JsonObject Delete(ApiCall call)
    {
        var channel = call.Seen();
        var message = call.World.Find(channel.Id, call.Text("ts")) ?? throw new SlackRefusal("message_not_found");
        if (!message.ByBot || message.Subtype is not null) throw new SlackRefusal("cant_delete_message");
        call.World.Remove(channel, message, Workspace.BotUser);
        return ApiCall.Ok(("channel", channel.Id), ("ts", message.Ts));
    }

    private static JsonObject PostEphemeral(ApiCall call)
    {
        var (channel, user) = (call.Joined(), call.Text("user"));
        if (!channel.Members.Contains(user)) throw new SlackRefusal("user_not_in_channel");
        var content = MessageContent.Of(call);
        if (content.Text is null && content.Blocks is null) throw new SlackRefusal("no_text");
        var message = content.ToEphemeral(call.World, channel, user);
        return ApiCall.Ok(("message_ts", message.Ts));
    }

    private static JsonObject Permalink(ApiCall call)
    {
        var channel = call.Seen();
        var message = call.World.Find(channel.Id, call.Text("message_ts")) ?? throw new SlackRefusal("message_not_found");
        return ApiCall.Ok(("channel", channel.Id), ("permalink", $"{call.Host}/archives/{channel.Id}/p{message.Ts.Replace(".", "", StringComparison.Ordinal)}"));
    }

    private static bool HasRichText(JsonArray? blocks) => blocks?.Any(b => b?["type"]?.ToString() == "rich_text") is true;
}

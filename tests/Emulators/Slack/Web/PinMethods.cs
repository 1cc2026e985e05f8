using System.Text.Json.Nodes;
using ChatOpsIncident.Emulators.Slack.State;

namespace ChatOpsIncident.Emulators.Slack.Web;

/// <summary>Pins and reactions.</summary>
internal static class PinMethods
{
    public static IEnumerable<(string Method, Func<ApiCall, JsonObject> Run)> All { get; } =
    [
        ("pins.add", Add), ("pins.remove", Remove), ("pins.list", List), ("reactions.add", React), ("reactions.remove", Unreact), ("reactions.get", Reactions),
    ];

    private static JsonObject Add(ApiCall call)
    {
        var (channel, message) = Target(call);
        if (channel.Pins.Contains(message.Ts)) throw new SlackRefusal("already_pinned");
        if (channel.Pins.Count >= 100) throw new SlackRefusal("too_many_pins");
        if (message.Subtype is not null) throw new SlackRefusal("not_pinnable");
        channel.Pins.Add(message.Ts);
        call.World.Pinned(channel, message, Workspace.BotUser, added: true);
        return ApiCall.Ok();
    }

    private static JsonObject Remove(ApiCall call)
    {
        var (channel, message) = Target(call);
        if (!channel.Pins.Remove(message.Ts)) throw new SlackRefusal("no_pin");
        call.World.Pinned(channel, message, Workspace.BotUser, added: false);
        return ApiCall.Ok();
    }

    private static JsonObject List(ApiCall call)
    {
        var channel = call.Joined();
        var items = channel.Pins.Select(ts => call.World.Find(channel.Id, ts)!).Select(m => (JsonNode)new JsonObject
        {
            ["type"] = "message",
            ["channel"] = channel.Id,
            ["message"] = Pictures.Of(m),
            ["created"] = call.World.Now.ToUnixTimeSeconds(),
            ["created_by"] = Workspace.BotUser,
        });
        return ApiCall.Ok(("items", new JsonArray([.. items])));
    }

    private static JsonObject React(ApiCall call)
    {
        var (channel, message) = Target(call);
        var name = call.Text("name");
        if (message.Reactions.Contains((name, Workspace.BotUser))) throw new SlackRefusal("already_reacted");
        message.Reactions.Add((name, Workspace.BotUser));
        call.World.Reacted(channel, message, Workspace.BotUser, name, added: true);
        return ApiCall.Ok();
    }

    private static JsonObject Unreact(ApiCall call)
    {
        var (channel, message) = Target(call);
        if (!message.Reactions.Remove((call.Text("name"), Workspace.BotUser))) throw new SlackRefusal("no_reaction");
        call.World.Reacted(channel, message, Workspace.BotUser, call.Text("name"), added: false);
        return ApiCall.Ok();
    }

    private static JsonObject Reactions(ApiCall call)
    {
        var (channel, message) = Target(call);
        return ApiCall.Ok(("type", "message"), ("channel", channel.Id), ("message", Pictures.Of(message)));
    }

    private static (SlackChannel Channel, SlackMessage Message) Target(ApiCall call)
    {
        var channel = call.Joined();
        return (channel, call.World.Find(channel.Id, call.Text("timestamp")) ?? throw new SlackRefusal("message_not_found"));
    }
}

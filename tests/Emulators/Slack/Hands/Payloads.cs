using System.Text.Json.Nodes;
using ChatOpsIncident.Emulators.Slack.State;

namespace ChatOpsIncident.Emulators.Slack.Hands;

/// <summary>What Slack writes when a person uses the app.</summary>
internal static class Payloads
{
    public static JsonObject Command(Workspace world, SlackUser user, SlackChannel channel, string command, string text, string host) => OfOrganisation(world, new()
    {
        ["token"] = "deprecated",
        ["team_id"] = user.Team ?? Workspace.Team,
        ["team_domain"] = "emulator",
        ["channel_id"] = channel.Id,
        ["channel_name"] = NameOf(channel),
        ["user_id"] = user.Id,
        ["user_name"] = user.Name.ToLowerInvariant(),
        ["command"] = command,
        ["text"] = text,
        ["api_app_id"] = Workspace.App,
        ["is_enterprise_install"] = world.Installed.OrgWide ? "true" : "false",
        ["response_url"] = ResponseUrl(world, user, channel, null, host),
        ["trigger_id"] = Trigger(world, user, null),
    });

    public static JsonObject Action(Workspace world, SlackUser user, SlackMessage message, JsonObject action, JsonObject values, string host)
    {
        var channel = world.Channels[message.Channel];
        var payload = Interaction(world, user, "block_actions", null);
        payload["container"] = new JsonObject { ["type"] = "message", ["message_ts"] = message.Ts, ["channel_id"] = message.Channel, ["is_ephemeral"] = message.OnlyFor is not null };
        payload["channel"] = Picture(channel);
        if (message.OnlyFor is null) payload["message"] = Pictures.Of(message);
        payload["state"] = new JsonObject { ["values"] = values.DeepClone() };
        payload["response_url"] = ResponseUrl(world, user, channel, message, host);
        payload["actions"] = new JsonArray(action);
        return payload;
    }

    public static JsonObject Action(Workspace world, SlackUser user, SlackView view, JsonObject action)
    {
        var payload = Interaction(world, user, "block_actions", view.Content["type"]!.ToString() == "modal" ? view : null);
        payload["container"] = new JsonObject { ["type"] = "view", ["view_id"] = view.Id };
        payload["view"] = Pictures.Of(view);
        payload["actions"] = new JsonArray(action);
        return payload;
    }

    public static JsonObject Submission(Workspace world, SlackUser user, SlackView view)
    {
        var payload = Interaction(world, user, "view_submission", view);
        payload["view"] = Pictures.Of(view);
        payload["response_urls"] = new JsonArray();
        return payload;
    }

    public static JsonObject Closed(Workspace world, SlackUser user, SlackView view, bool cleared)
    {
        var payload = Interaction(world, user, "view_closed", null);
        payload.Remove("trigger_id");
        payload["view"] = Pictures.Of(view);
        payload["is_cleared"] = cleared;
        return payload;
    }

    public static JsonObject Shortcut(Workspace world, SlackUser user, string callback, SlackMessage? message, string host)
    {
        var payload = Interaction(world, user, message is null ? "shortcut" : "message_action", null);
        payload["callback_id"] = callback;
        payload["action_ts"] = Workspace.Ts(world.Now);
        if (message is null) return payload;
        var channel = world.Channels[message.Channel];
        payload["channel"] = Picture(channel);
        payload["message_ts"] = message.Ts;
        payload["message"] = Pictures.Of(message);
        payload["response_url"] = ResponseUrl(world, user, channel, message, host);
        return payload;
    }

    private static JsonObject Interaction(Workspace world, SlackUser user, string type, SlackView? from) => new()
    {
        ["type"] = type,
        ["token"] = "deprecated",
        ["api_app_id"] = Workspace.App,
        ["team"] = OfOrganisation(world, new() { ["id"] = Workspace.Team, ["domain"] = "emulator" }),
        ["user"] = new JsonObject { ["id"] = user.Id, ["username"] = user.Name.ToLowerInvariant(), ["name"] = user.Name.ToLowerInvariant(), ["team_id"] = user.Team ?? Workspace.Team },
        ["enterprise"] = world.Installed.Enterprise is { } enterprise ? new JsonObject { ["id"] = enterprise, ["name"] = Workspace.Organisation } : null,
        ["is_enterprise_install"] = world.Installed.OrgWide,
        ["trigger_id"] = Trigger(world, user, from),
    };

    /// <summary>Where several workspaces belong together, Slack names what they belong to.</summary>
    private static JsonObject OfOrganisation(Workspace world, JsonObject said)
    {
        if (world.Installed.Enterprise is not { } enterprise) return said;
        (said["enterprise_id"], said["enterprise_name"]) = (enterprise, Workspace.Organisation);
        return said;
    }

    private static JsonObject Picture(SlackChannel channel) => new() { ["id"] = channel.Id, ["name"] = NameOf(channel) };

    private static string NameOf(SlackChannel channel) => channel.Direct ? "directmessage" : channel.Private ? "privategroup" : channel.Name;

    private static string Trigger(Workspace world, SlackUser user, SlackView? from)
    {
        var id = $"{world.NewId("1")}.{world.NewId("2")}.emulator";
        world.Triggers[id] = new(user.Id, world.Now, from);
        return id;
    }

    private static string ResponseUrl(Workspace world, SlackUser user, SlackChannel channel, SlackMessage? clicked, string host)
    {
        var id = world.NewId("R");
        world.ResponseUrls[id] = new(user.Id, channel.Id, world.Now, clicked);
        return $"{host}/response/{id}";
    }
}

using System.Text.Json.Nodes;
using ChatOpsIncident.Emulators.Slack.State;

namespace ChatOpsIncident.Emulators.Slack.Web;

/// <summary>Who is in a conversation.</summary>
internal static class MembershipMethods
{
    public static IEnumerable<(string Method, Func<ApiCall, JsonObject> Run)> All { get; } =
    [
        ("conversations.invite", Invite), ("conversations.kick", Kick), ("conversations.join", Join), ("conversations.leave", Leave),
        ("conversations.members", call => call.Paged("members", call.Seen().Members, m => m, 100)),
    ];

    private static JsonObject Invite(ApiCall call)
    {
        var channel = call.Joined();
        if (channel.Direct || channel.Group) throw new SlackRefusal("method_not_supported_for_channel_type");
        var users = call.Text("users").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (users.Length > 100) throw new SlackRefusal("invalid_arguments") { Messages = ["[ERROR] no more than 100 users"] };
        var wrong = users.Select(u => (User: u, Error: WhyNot(call.World, channel, u))).Where(u => u.Error is not null).ToList();
        if (wrong.Count > 0 && !(call.Flag("force") && wrong.Count < users.Length))
        {
            throw new SlackRefusal(wrong[0].Error!)
            {
                Errors = new JsonArray([.. wrong.Select(w => (JsonNode)new JsonObject { ["user"] = w.User, ["ok"] = false, ["error"] = w.Error })]),
            };
        }
        foreach (var user in users.Except(wrong.Select(w => w.User)).Distinct()) call.World.Joined(channel, user, Workspace.BotUser);
        return ApiCall.Ok(("channel", Pictures.Of(channel)));
    }

    private static string? WhyNot(Workspace world, SlackChannel channel, string id) =>
        !world.Users.TryGetValue(id, out var user) || user.Deactivated ? "user_not_found"
        : id == Workspace.BotUser ? "cant_invite_self"
        : channel.Members.Contains(id) ? "already_in_channel"
        : user.Guest ? "user_is_restricted"
        : user.Stranger && !channel.Shared ? "no_external_invite_permission"
        : null;

    private static JsonObject Kick(ApiCall call)
    {
        var (channel, user) = (call.Joined(), call.Text("user"));
        if (user == Workspace.BotUser) throw new SlackRefusal("cant_kick_self");
        if (!channel.Members.Contains(user)) throw new SlackRefusal("not_in_channel");
        call.World.Left(channel, user);
        return ApiCall.Ok();
    }

    private static JsonObject Join(ApiCall call)
    {
        var channel = call.Seen();
        if (channel.Private) throw new SlackRefusal("method_not_supported_for_channel_type");
        if (channel.Archived) throw new SlackRefusal("is_archived");
        var already = channel.Members.Contains(Workspace.BotUser);
        if (!already) call.World.Joined(channel, Workspace.BotUser, null);
        var answer = ApiCall.Ok(("channel", Pictures.Of(channel)));
        if (already) answer["warning"] = "already_in_channel";
        return answer;
    }

    private static JsonObject Leave(ApiCall call)
    {
        var channel = call.Seen();
        if (!channel.Members.Contains(Workspace.BotUser)) return ApiCall.Ok(("not_in_channel", true));
        call.World.Left(channel, Workspace.BotUser);
        return ApiCall.Ok();
    }
}

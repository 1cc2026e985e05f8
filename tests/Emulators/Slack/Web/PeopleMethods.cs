using System.Text.Json.Nodes;
using ChatOpsIncident.Emulators.Slack.State;

namespace ChatOpsIncident.Emulators.Slack.Web;

/// <summary>People and their groups.</summary>
internal static class PeopleMethods
{
    public static IEnumerable<(string Method, Func<ApiCall, JsonObject> Run)> All { get; } =
    [
        ("users.info", call => ApiCall.Ok(("user", Picture(call, call.World.Users.GetValueOrDefault(call.Maybe("user") ?? "") ?? throw new SlackRefusal("user_not_found"))))),
        // People of other workspaces are not in the list; users.info finds them.
        ("users.list", call => call.Paged("members", [.. call.World.Users.Values.Where(u => u.Team is null)], u => Picture(call, u), 1000)),
        ("users.lookupByEmail", call => ApiCall.Ok(("user", Picture(call,
            call.World.Users.Values.FirstOrDefault(u => !u.Deactivated && string.Equals(u.Email, call.Text("email"), StringComparison.OrdinalIgnoreCase)) ?? throw new SlackRefusal("users_not_found"))))),
        ("usergroups.list", Groups),
        ("usergroups.users.list", call => ApiCall.Ok(("users", Pictures.Names(
            (call.World.Groups.GetValueOrDefault(call.Text("usergroup")) is { } group && (!group.Disabled || call.Flag("include_disabled")) ? group : throw new SlackRefusal("no_such_subteam")).Members)))),
    ];

    private static JsonObject Groups(ApiCall call) => ApiCall.Ok(("usergroups", new JsonArray([.. call.World.Groups.Values
        .Where(g => !g.Disabled || call.Flag("include_disabled"))
        .Select(g =>
        {
            var picture = new JsonObject
            {
                ["id"] = g.Id, ["team_id"] = Workspace.Team, ["is_usergroup"] = true, ["is_subteam"] = true, ["name"] = g.Name, ["handle"] = g.Handle, ["description"] = "",
                ["date_delete"] = g.Disabled ? 1 : 0, ["user_count"] = g.Members.Count,
            };
            if (call.Flag("include_users")) picture["users"] = Pictures.Names(g.Members);
            return (JsonNode)picture;
        })])));

    private static JsonObject Picture(ApiCall call, SlackUser user) => Pictures.Of(user, call.Installed.Scopes.Contains("users:read.email"));
}

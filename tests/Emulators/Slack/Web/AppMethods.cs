using System.Text.Json.Nodes;
using ChatOpsIncident.Emulators.Slack.State;

namespace ChatOpsIncident.Emulators.Slack.Web;

internal static class AppMethods
{
    public static IEnumerable<(string Method, Func<ApiCall, JsonObject> Run)> All { get; } =
    [
        ("api.test", call => call.Maybe("error") is { } error ? throw new SlackRefusal(error) : ApiCall.Ok()),
        ("auth.test", Test),
        ("team.info", call => ApiCall.Ok(("team", new JsonObject { ["id"] = Workspace.Team, ["name"] = "Emulator", ["domain"] = "emulator", ["url"] = $"{call.Host}/" }))),
        ("bots.info", call => call.Maybe("bot") is { } bot and not Workspace.BotId ? throw new SlackRefusal("bot_not_found") : ApiCall.Ok(("bot", new JsonObject
        {
            ["id"] = Workspace.BotId, ["deleted"] = false, ["name"] = "incidents", ["app_id"] = Workspace.App, ["user_id"] = Workspace.BotUser,
        }))),
        ("emoji.list", _ => ApiCall.Ok(("emoji", new JsonObject()))),
    ];

    private static JsonObject Test(ApiCall call)
    {
        var answer = ApiCall.Ok(
            ("url", $"{call.Host}/"), ("team", "Emulator"), ("user", "incidents"), ("team_id", call.Installed.OrgWide ? call.Installed.Enterprise : Workspace.Team),
            ("user_id", Workspace.BotUser), ("bot_id", Workspace.BotId), ("is_enterprise_install", call.Installed.OrgWide), ("app_id", Workspace.App), ("app_name", "Incidents"));
        if (call.Installed.Enterprise is { } enterprise) answer["enterprise_id"] = enterprise;
        return answer;
    }
}

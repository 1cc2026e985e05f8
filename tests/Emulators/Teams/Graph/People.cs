using System.Text.Json.Nodes;
using ChatOpsIncident.Emulators.Teams.Connector;
using ChatOpsIncident.Emulators.Teams.Hands;
using ChatOpsIncident.Emulators.Teams.State;
using static ChatOpsIncident.Emulators.Teams.Graph.GraphOperations;

namespace ChatOpsIncident.Emulators.Teams.Graph;

/// <summary>People, tags of the team, the app in the catalogue and where it is installed.</summary>
internal static class People
{
    private static readonly string[] Users = ["User.Read.All", "User.ReadBasic.All", "Directory.Read.All"];

    public static readonly IReadOnlyList<Operation> All =
    [
        Of("users", "GET", "users", a => Lists.Of(a, a.World.Users.Values.Select(Picture)), Users),
        Of("user", "GET", "users/{uid}", a => Answer.Ok(Picture(Person(a))), Users),
        Of("install for user", "POST", "users/{uid}/teamwork/installedApps", Install, "TeamsAppInstallation.ReadWriteSelfForUser.All", "TeamsAppInstallation.ReadWriteForUser.All"),
        Of("tags", "GET", "teams/{gid}/tags", Tags, "TeamworkTag.Read.Group", "TeamworkTag.Read.All"),
        Of("tag members", "GET", "teams/{gid}/tags/{tag}/members", TagMembers, "TeamworkTag.Read.Group", "TeamworkTag.Read.All"),
        Of("catalogue", "GET", "appCatalogs/teamsApps", Catalogue, "AppCatalog.Read.All"),
        Of("grants", "GET", "teams/{gid}/permissionGrants", Grants),
        Of("installed in team", "GET", "teams/{gid}/installedApps", Installed, "TeamsAppInstallation.Read.Group", "TeamsAppInstallation.ReadForTeam.All"),
    ];

    private static TeamsUser Person(Asked asked) => asked.World.Find(asked["uid"]) ?? throw new TeamsRefusal(404, "Request_ResourceNotFound", $"Resource '{asked["uid"]}' does not exist.");

    private static Answer Install(Asked asked)
    {
        var user = Person(asked);
        if (asked.Body["teamsApp@odata.bind"]?.ToString().EndsWith($"/appCatalogs/teamsApps/{Installation.CatalogId}", StringComparison.Ordinal) is not true) throw new TeamsRefusal(404, "NotFound", "The app is not in the catalogue.");
        if (user.HasBot) throw new TeamsRefusal(409, "Conflict", "The app is already installed.");
        asked.World.Users[user.Id] = user with { HasBot = true };
        asked.World.Outbox.Add(Envelope.BotAdded(asked.World, asked.World.Personal(user)));
        return new(201);
    }

    private static Answer Tags(Asked asked)
    {
        NeedTeam(asked);
        return Lists.Of(asked, asked.World.Tags.Values.Select(t => new JsonObject { ["id"] = t.Id, ["teamId"] = Installation.TeamId, ["displayName"] = t.Name, ["memberCount"] = t.Members.Count, ["tagType"] = "standard" }));
    }

    private static Answer TagMembers(Asked asked)
    {
        NeedTeam(asked);
        if (!asked.World.Tags.TryGetValue(asked["tag"], out var tag)) throw new TeamsRefusal(404, "NotFound", "There is no such tag.");
        return Lists.Of(asked, tag.Members.Select(m => new JsonObject { ["id"] = "tm-" + m, ["tenantId"] = Installation.TenantId, ["displayName"] = asked.World.Users[m].Name, ["userId"] = m }));
    }

    private static Answer Catalogue(Asked asked) => Lists.Of(asked, [new JsonObject { ["id"] = Installation.CatalogId, ["externalId"] = asked.Teams.ManifestId, ["displayName"] = "Incident", ["distributionMethod"] = "organization" }]);

    private static Answer Grants(Asked asked)
    {
        NeedTeam(asked);
        return Lists.Of(asked, asked.Teams.Installed.Permissions.Where(p => p.EndsWith(".Group", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            .Select(p => new JsonObject { ["id"] = "grant-" + p, ["clientAppId"] = Installation.AppId, ["permission"] = p, ["permissionType"] = "Application" }));
    }

    private static Answer Installed(Asked asked)
    {
        NeedTeam(asked);
        var app = new JsonObject { ["id"] = "installed-1", ["teamsApp"] = new JsonObject { ["id"] = Installation.CatalogId, ["externalId"] = asked.Teams.ManifestId, ["displayName"] = "Incident" } };
        return Lists.Of(asked, asked.Teams.Installed.InTeam ? [app] : []);
    }

    private static JsonObject Picture(TeamsUser user) => new()
    {
        ["id"] = user.Id,
        ["displayName"] = user.Name,
        ["userPrincipalName"] = user.Upn,
        ["mail"] = user.Email,
        ["accountEnabled"] = !user.Disabled,
        ["userType"] = user.Guest ? "Guest" : "Member",
    };
}

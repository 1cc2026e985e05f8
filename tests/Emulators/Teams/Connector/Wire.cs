using System.Text.Json.Nodes;
using ChatOpsIncident.Emulators.Teams.State;

namespace ChatOpsIncident.Emulators.Teams.Connector;

/// <summary>How the Connector writes people.</summary>
internal static class Wire
{
    public static JsonObject Of(TeamsUser user) => new()
    {
        ["id"] = user.Mri,
        ["name"] = user.Name,
        ["objectId"] = user.Id,
        ["aadObjectId"] = user.Id,
        ["givenName"] = user.Name.Split(' ')[0],
        ["surname"] = user.Name.Split(' ')[^1],
        ["email"] = user.Upn,
        ["userPrincipalName"] = user.Upn,
        ["tenantId"] = user.Tenant ?? Installation.TenantId,
        ["userRole"] = user.Guest ? "guest" : "user",
    };
}

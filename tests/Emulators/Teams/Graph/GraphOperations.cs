using ChatOpsIncident.Emulators.Teams.Connector;

namespace ChatOpsIncident.Emulators.Teams.Graph;

/// <summary>The part of Microsoft Graph that the product uses; each with the permissions of which one is needed, the least first.</summary>
internal static class GraphOperations
{
    public static readonly IReadOnlyList<Operation> All =
    [
        .. Channels.All, .. ChannelMembers.All, .. Chats.All, .. Messages.All, .. People.All,
    ];

    public static Operation Of(string name, string verb, string path, Func<Asked, Answer> run, params IReadOnlyList<string> permissions) => new("graph " + name, verb, path, run) { Permissions = permissions };

    /// <summary>The team of the route has to be the one that there is.</summary>
    public static void NeedTeam(Asked asked)
    {
        if (asked["gid"] != Installation.TeamId) throw new TeamsRefusal(404, "NotFound", "No team found with that id.");
    }
}

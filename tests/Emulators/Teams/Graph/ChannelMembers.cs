using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ChatOpsIncident.Emulators.Teams.Connector;
using ChatOpsIncident.Emulators.Teams.Hands;
using ChatOpsIncident.Emulators.Teams.State;
using static ChatOpsIncident.Emulators.Teams.Graph.GraphOperations;

namespace ChatOpsIncident.Emulators.Teams.Graph;

/// <summary>Who is in the team, and in its channels.</summary>
internal static partial class ChannelMembers
{
    public static readonly IReadOnlyList<Operation> All =
    [
        Of("team members", "GET", "teams/{gid}/members", TeamMembers, "TeamMember.Read.Group", "TeamMember.Read.All", "TeamMember.ReadWrite.All"),
        Of("add team member", "POST", "teams/{gid}/members", AddToTeam, "TeamMember.ReadWrite.All"),
        Of("channel members", "GET", "teams/{gid}/channels/{cid}/members", Members, "ChannelMember.Read.Group", "ChannelMember.Read.All", "ChannelMember.ReadWrite.All"),
        Of("channel members", "GET", "teams/{gid}/channels/{cid}/allMembers", Members, "ChannelMember.Read.Group", "ChannelMember.Read.All", "ChannelMember.ReadWrite.All"),
        Of("add channel member", "POST", "teams/{gid}/channels/{cid}/members", Add, "ChannelMember.ReadWrite.All"),
        Of("remove channel member", "DELETE", "teams/{gid}/channels/{cid}/members/{mid}", Remove, "ChannelMember.ReadWrite.All"),
    ];

    /// <summary>What a membership's id begins with, in this emulator.</summary>
    private const string Membership = "MCMj";

    /// <summary>Somebody as a body names them: <c>user@odata.bind</c> ends with <c>users('id')</c>.</summary>
    public static (TeamsUser User, bool Owner) Person(Asked asked, JsonNode? member)
    {
        if (member?["@odata.type"]?.ToString() != "#microsoft.graph.aadUserConversationMember") throw new TeamsRefusal(400, "BadRequest", "A member's @odata.type is missing.");
        var bound = Bound().Match(member["user@odata.bind"]?.ToString() ?? "");
        if (!bound.Success) throw new TeamsRefusal(400, "BadRequest", $"A member's user@odata.bind is {member["user@odata.bind"]}.");
        var roles = (member["roles"] as JsonArray ?? throw new TeamsRefusal(400, "BadRequest", "A member's roles are missing.")).Select(r => r!.ToString()).ToList();
        if (asked.World.Find(bound.Groups["id"].Value) is not { Disabled: false } user) throw new TeamsRefusal(404, "NotFound", "The user is not there or blocked.");
        return (user, roles.Contains("owner"));
    }

    public static JsonObject Picture(TeamsUser user, bool owner) => new()
    {
        ["@odata.type"] = "#microsoft.graph.aadUserConversationMember",
        ["id"] = Membership + user.Id,
        ["roles"] = new JsonArray([.. (owner ? (string[])["owner"] : user.Guest ? ["guest"] : []).Select(r => (JsonNode)r)]),
        ["displayName"] = user.Name,
        ["userId"] = user.Id,
        ["email"] = user.Upn,
        ["tenantId"] = user.Tenant ?? Installation.TenantId,
    };

    private static Answer TeamMembers(Asked asked)
    {
        NeedTeam(asked);
        return Lists.Of(asked, asked.World.TeamMembers.Select(id => Picture(asked.World.Users[id], false)));
    }

    private static Answer AddToTeam(Asked asked)
    {
        NeedTeam(asked);
        var (user, _) = Person(asked, asked.Body);
        if (!asked.World.TeamMembers.Contains(user.Id)) asked.World.TeamMembers.Add(user.Id);
        return new(201, Picture(user, false));
    }

    private static Answer Members(Asked asked)
    {
        var channel = Channels.Found(asked);
        return Lists.Of(asked, channel.Members.Select(id => Picture(asked.World.Users[id], channel.Owners.Contains(id))));
    }

    private static Answer Add(Asked asked)
    {
        var channel = Channels.Found(asked);
        if (channel.Kind == ConversationKind.StandardChannel) throw new TeamsRefusal(400, "BadRequest", "A standard channel has the members of the team.");
        var (user, owner) = Person(asked, asked.Body);
        if (!asked.World.TeamMembers.Contains(user.Id)) throw new TeamsRefusal(403, "Forbidden", "Only members of the team can be in its private channels.");
        if (!channel.Members.Contains(user.Id))
        {
            channel.Members.Add(user.Id);
            Tell(asked, channel, user, removed: false);
        }
        return new(201, Picture(user, owner));
    }

    /// <summary>Whose membership the route names.</summary>
    public static string Member(Asked asked, Conversation place) =>
        place.Members.FirstOrDefault(id => asked["mid"] == Membership + id) ?? throw new TeamsRefusal(404, "NotFound", "Nobody there has that membership.");

    private static Answer Remove(Asked asked)
    {
        var channel = Channels.Found(asked);
        if (channel.Kind == ConversationKind.StandardChannel) throw new TeamsRefusal(400, "BadRequest", "A standard channel has the members of the team.");
        var who = Member(asked, channel);
        if (channel.Owners.Contains(who) && channel.Owners.Count == 1) throw new TeamsRefusal(403, "Forbidden", "The last owner of a private channel stays.");
        channel.Owners.Remove(who);
        channel.Members.Remove(who);
        Tell(asked, channel, asked.World.Users[who], removed: true);
        return new(204);
    }

    /// <summary>What the bot does itself is told to it too, and not by whom.</summary>
    public static void Tell(Asked asked, Conversation place, TeamsUser user, bool removed)
    {
        if (place.HasBot) asked.World.Outbox.Add(Envelope.Members(asked.World, place, null, user, removed));
    }

    [GeneratedRegex(@"/users(\('(?<id>[^']+)'\)|/(?<id>[^/]+))$", RegexOptions.ExplicitCapture)]
    private static partial Regex Bound();
}

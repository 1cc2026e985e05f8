using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ChatOpsIncident.Emulators.Teams.Connector;
using ChatOpsIncident.Emulators.Teams.Hands;
using ChatOpsIncident.Emulators.Teams.State;
using static ChatOpsIncident.Emulators.Teams.Graph.GraphOperations;

namespace ChatOpsIncident.Emulators.Teams.Graph;

/// <summary>The team and its channels.</summary>
internal static partial class Channels
{
    public static readonly IReadOnlyList<Operation> All =
    [
        Of("team", "GET", "teams/{gid}", Team, "TeamSettings.Read.Group", "Team.ReadBasic.All"),
        Of("channels", "GET", "teams/{gid}/channels", List, "ChannelSettings.Read.Group", "Channel.ReadBasic.All", "ChannelSettings.ReadWrite.Group", "ChannelSettings.ReadWrite.All"),
        Of("channels", "GET", "teams/{gid}/allChannels", List, "ChannelSettings.Read.Group", "Channel.ReadBasic.All"),
        Of("create channel", "POST", "teams/{gid}/channels", Create, "Channel.Create.Group", "Channel.Create"),
        Of("channel", "GET", "teams/{gid}/channels/{cid}", Get, "ChannelSettings.Read.Group", "Channel.ReadBasic.All", "ChannelSettings.ReadWrite.Group", "ChannelSettings.ReadWrite.All"),
        Of("change channel", "PATCH", "teams/{gid}/channels/{cid}", Change, "ChannelSettings.ReadWrite.Group", "ChannelSettings.ReadWrite.All"),
        Of("delete channel", "DELETE", "teams/{gid}/channels/{cid}", Delete, "Channel.Delete.Group", "Channel.Delete.All"),
        Of("archive channel", "POST", "teams/{gid}/channels/{cid}/archive", Archive, "ChannelSettings.ReadWrite.All"),
        Of("enable app", "POST", "teams/{gid}/channels/{cid}/enabledApps/$ref", Enable, "TeamsAppInstallation.ManageSelectedForTeam.All"),
    ];

    /// <summary>The channel of the route.</summary>
    public static Conversation Found(Asked asked)
    {
        NeedTeam(asked);
        return asked.World.Conversations.TryGetValue(asked["cid"], out var channel) && channel.IsChannel && !channel.Deleted ? channel : throw new TeamsRefusal(404, "NotFound", "No channel found with that id.");
    }

    private static Answer Team(Asked asked)
    {
        NeedTeam(asked);
        return Answer.Ok(new JsonObject { ["id"] = Installation.TeamId, ["displayName"] = "Security", ["internalId"] = Installation.General, ["isArchived"] = false });
    }

    private static Answer List(Asked asked)
    {
        NeedTeam(asked);
        return Lists.Of(asked, asked.World.Conversations.Values.Where(c => c.IsChannel && !c.Deleted).Select(Picture));
    }

    private static Answer Get(Asked asked) => Answer.Ok(Picture(Found(asked)));

    private static Answer Create(Asked asked)
    {
        NeedTeam(asked);
        var name = asked.Body["displayName"]?.ToString() ?? "";
        NeedName(asked, name);
        if (asked.Body["description"]?.ToString() is { Length: > 1024 }) throw new TeamsRefusal(400, "BadRequest", "The description is longer than 1024 characters.");
        if (asked.World.Conversations.Values.Count(c => c.IsChannel) >= asked.Teams.ChannelLimit) throw new TeamsRefusal(400, "LimitExceeded", "The team has reached the limit of channels.");
        var kind = asked.Body["membershipType"]?.ToString() switch
        {
            null or "standard" => ConversationKind.StandardChannel,
            "private" => ConversationKind.PrivateChannel,
            var other => throw new TeamsRefusal(400, "BadRequest", $"membershipType {other}"),
        };
        var members = (asked.Body["members"] as JsonArray ?? []).Select(m => ChannelMembers.Person(asked, m)).ToList();
        if (kind == ConversationKind.StandardChannel && members.Count > 0) throw new TeamsRefusal(400, "BadRequest", "A standard channel has the members of the team.");
        if (kind == ConversationKind.PrivateChannel && !members.Any(m => m.Owner)) throw new TeamsRefusal(400, "BadRequest", "A private channel needs an owner.");
        if (members.FirstOrDefault(m => !asked.World.TeamMembers.Contains(m.User.Id)) is { User: { } outside }) throw new TeamsRefusal(400, "MembersNotInTeam", $"{outside.Id} is not in the team.");
        var channel = asked.World.Open(kind, name, asked.Teams.Settling);
        channel.Description = asked.Body["description"]?.ToString() ?? "";
        if (kind != ConversationKind.StandardChannel) channel.Members.AddRange(members.Select(m => m.User.Id));
        channel.Owners.AddRange(members.Where(m => m.Owner).Select(m => m.User.Id));
        if (channel.HasBot && asked.Teams.Installed.InTeam) asked.World.Outbox.Add(Envelope.ChannelEvent(asked.World, "channelCreated", channel));
        return new(201, Picture(channel));
    }

    private static Answer Change(Asked asked)
    {
        var channel = Found(asked);
        if (asked.Body["displayName"]?.ToString() is { } name && name != channel.Name)
        {
            NeedName(asked, name);
            channel.Name = name;
            if (channel.HasBot) asked.World.Outbox.Add(Envelope.ChannelEvent(asked.World, "channelRenamed", channel));
        }
        if (asked.Body["description"]?.ToString() is { } description)
        {
            channel.Description = description.Length <= 1024 ? description : throw new TeamsRefusal(400, "BadRequest", "The description is longer than 1024 characters.");
        }
        return new(204);
    }

    private static Answer Delete(Asked asked)
    {
        var channel = Found(asked);
        if (channel.Id == Installation.General) throw new TeamsRefusal(400, "BadRequest", "General cannot be deleted.");
        channel.Deleted = true;
        if (channel.HasBot) asked.World.Outbox.Add(Envelope.ChannelEvent(asked.World, "channelDeleted", channel));
        return new(204);
    }

    private static Answer Archive(Asked asked)
    {
        var channel = Found(asked);
        if (channel.Id == Installation.General) throw new TeamsRefusal(400, "BadRequest", "General cannot be archived.");
        channel.Archived = true;
        return new(202);
    }

    private static Answer Enable(Asked asked)
    {
        var channel = Found(asked);
        if (channel.Kind == ConversationKind.StandardChannel || (channel.Kind == ConversationKind.PrivateChannel && !asked.Teams.Installed.PrivateChannels)) throw new TeamsRefusal(403, "Forbidden", "Apps cannot be enabled in this kind of channel.");
        channel.HasBot = true;
        return new(204);
    }

    private static void NeedName(Asked asked, string name)
    {
        if (name.Length is 0 or > 50 || Forbidden().IsMatch(name) || name.StartsWith('_') || name.StartsWith('.') || name.EndsWith('.')) throw new TeamsRefusal(400, "BadRequest", $"The channel's name “{name}” is not one that Teams takes.");
        if (asked.World.Conversations.Values.Any(c => c.IsChannel && string.Equals(c.Name, name, StringComparison.OrdinalIgnoreCase))) throw new TeamsRefusal(400, "NameAlreadyExists", "Channel name already existed, please use other name.");
    }

    private static JsonObject Picture(Conversation channel) => new()
    {
        ["id"] = channel.Id,
        ["createdDateTime"] = channel.Created.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
        ["displayName"] = channel.Name,
        ["description"] = channel.Description,
        ["membershipType"] = channel.Kind switch { ConversationKind.PrivateChannel => "private", ConversationKind.SharedChannel => "shared", _ => "standard" },
        ["isArchived"] = channel.Archived,
        ["tenantId"] = Installation.TenantId,
        ["webUrl"] = $"https://teams.microsoft.com/l/channel/{Uri.EscapeDataString(channel.Id)}/{Uri.EscapeDataString(channel.Name)}?groupId={Installation.TeamId}&tenantId={Installation.TenantId}",
    };

    [GeneratedRegex("""[~#%&*{}+/\\:<>?|'"]""")]
    private static partial Regex Forbidden();
}

using System.Globalization;
using System.Text.Json.Nodes;
using ChatOpsIncident.Emulators.Teams.State;

namespace ChatOpsIncident.Emulators.Teams.Hands;

/// <summary>Activities as Teams writes them.</summary>
internal static class Envelope
{
    public static JsonObject Message(Tenant world, TeamsUser user, Conversation place, TeamsMessage message, string html)
    {
        var activity = Of(world, "message", message.Id, user, place, message.Root);
        activity["text"] = message.Text;
        activity["textFormat"] = "plain";
        activity["attachments"] = new JsonArray([new JsonObject { ["contentType"] = "text/html", ["content"] = html }, .. message.Attachments.Select(a => a?.DeepClone())]);
        foreach (var entity in message.Entities) activity["entities"]!.AsArray().Insert(0, entity?.DeepClone());
        return activity;
    }

    public static JsonObject Invoke(Tenant world, TeamsUser user, Conversation place, string? root, string name, JsonNode value, string? replyTo)
    {
        var activity = Of(world, "invoke", "f:" + world.NewGuid(), user, place, root);
        activity["name"] = name;
        activity["value"] = value;
        activity["channelData"]!["source"] = new JsonObject { ["name"] = "message" };
        if (replyTo is not null) activity["replyToId"] = replyTo;
        return activity;
    }

    /// <summary>The bot came into a conversation, or left it.</summary>
    public static JsonObject BotAdded(Tenant world, Conversation place, TeamsUser? by = null, bool removed = false)
    {
        var activity = Of(world, "conversationUpdate", "f:" + world.NewGuid(), by ?? world.Users.Values.FirstOrDefault(), place, null);
        activity[removed ? "membersRemoved" : "membersAdded"] = new JsonArray(new JsonObject { ["id"] = Installation.BotId });
        if (place.IsChannel) activity["channelData"]!["eventType"] = (place.Kind == ConversationKind.StandardChannel ? "team" : "channel") + (removed ? "MemberRemoved" : "MemberAdded");
        return activity;
    }

    /// <summary>People came into a chat or a channel with members of its own, or left it. Who left is named by the id that they have for this bot alone.</summary>
    public static JsonObject Members(Tenant world, Conversation place, TeamsUser? by, TeamsUser member, bool removed)
    {
        var activity = Of(world, "conversationUpdate", "f:" + world.NewGuid(), by, place, null);
        var named = new JsonObject { ["id"] = member.Mri };
        if (!removed) named["aadObjectId"] = member.Id;
        activity[removed ? "membersRemoved" : "membersAdded"] = new JsonArray(named);
        if (place.IsChannel) activity["channelData"]!["eventType"] = removed ? "channelMemberRemoved" : "channelMemberAdded";
        return activity;
    }

    public static JsonObject Installed(Tenant world, Conversation place, TeamsUser by, string action)
    {
        var activity = Of(world, "installationUpdate", "f:" + world.NewGuid(), by, place, null);
        activity["action"] = action;
        if (place.IsChannel) activity["channelData"]!["settings"] = new JsonObject { ["selectedChannel"] = new JsonObject { ["id"] = place.Id } };
        return activity;
    }

    /// <summary>Something happened to a channel: the conversation is the team's, and who did it has no object id.</summary>
    public static JsonObject ChannelEvent(Tenant world, string eventType, Conversation channel, TeamsUser? by = null)
    {
        var activity = Of(world, "conversationUpdate", "f:" + world.NewGuid(), null, world.Conversations[Installation.General], null);
        var data = activity["channelData"]!.AsObject();
        data.Remove("teamsChannelId");
        data["eventType"] = eventType;
        data["channel"] = new JsonObject { ["id"] = channel.Id, ["name"] = channel.Name };
        if (by is not null) activity["from"] = new JsonObject { ["id"] = by.Mri };
        return activity;
    }

    public static JsonObject Of(Tenant world, string type, string id, TeamsUser? user, Conversation place, string? root)
    {
        var zone = user?.TimeZone ?? "UTC";
        var local = TimeZoneInfo.ConvertTime(world.Now, TimeZoneInfo.FindSystemTimeZoneById(zone));
        var activity = new JsonObject
        {
            ["type"] = type,
            ["id"] = id,
            ["timestamp"] = world.Now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture),
            ["localTimestamp"] = local.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffffzzz", CultureInfo.InvariantCulture),
            ["localTimezone"] = zone,
            ["locale"] = "en-US",
            ["channelId"] = "msteams",
            ["serviceUrl"] = world.ServiceUrl,
            ["recipient"] = new JsonObject { ["id"] = Installation.BotId, ["name"] = Installation.BotName },
            ["conversation"] = Place(place, root),
            ["entities"] = new JsonArray(new JsonObject { ["type"] = "clientInfo", ["locale"] = "en-US", ["country"] = "US", ["platform"] = "Web", ["timezone"] = zone }),
            ["channelData"] = ChannelData(place, user),
        };
        if (user is not null) activity["from"] = new JsonObject { ["id"] = user.Mri, ["name"] = user.Name, ["aadObjectId"] = user.Id };
        return activity;
    }

    private static JsonObject Place(Conversation place, string? root)
    {
        var conversation = new JsonObject
        {
            ["id"] = place.IsChannel && root is not null ? $"{place.Id};messageid={root}" : place.Id,
            ["conversationType"] = place.WireKind,
            ["tenantId"] = Installation.TenantId,
        };
        if (place.Kind != ConversationKind.Personal) conversation["isGroup"] = true;
        if (place.Kind == ConversationKind.GroupChat && place.Name.Length > 0) conversation["name"] = place.Name;
        return conversation;
    }

    private static JsonObject ChannelData(Conversation place, TeamsUser? user)
    {
        var data = new JsonObject { ["tenant"] = new JsonObject { ["id"] = user?.Tenant ?? Installation.TenantId } };
        if (!place.IsChannel) return data;
        data["teamsChannelId"] = place.Id;
        data["teamsTeamId"] = Installation.General;
        data["channel"] = new JsonObject { ["id"] = place.Id };
        data["team"] = new JsonObject { ["id"] = Installation.General, ["name"] = "Security", ["aadGroupId"] = Installation.TeamId };
        return data;
    }
}

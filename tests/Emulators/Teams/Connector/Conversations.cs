using System.Globalization;
using System.Text.Json.Nodes;
using ChatOpsIncident.Emulators.Teams.State;

namespace ChatOpsIncident.Emulators.Teams.Connector;

/// <summary>Conversations opened, their members, the team.</summary>
internal static class Conversations
{
    public static readonly IReadOnlyList<Operation> All =
    [
        new("create", "POST", "v3/conversations", Create),
        new("conversations", "GET", "v3/conversations", List),
        new("members", "GET", "v3/conversations/{cid}/pagedmembers", Members),
        new("member", "GET", "v3/conversations/{cid}/members/{mid}", Member),
        new("all members", "GET", "v3/conversations/{cid}/members", AllMembers),
        new("team", "GET", "v3/teams/{tid}", Team),
        new("channels", "GET", "v3/teams/{tid}/conversations", Channels),
    ];

    private static Answer Create(Asked asked)
    {
        var body = asked.Body;
        if (asked.Teams.Installed.Disabled) throw new TeamsRefusal(403, "BotDisabledByAdmin", "The tenant admin disabled this bot.");
        if ((body["tenantId"] ?? body["channelData"]?["tenant"]?["id"])?.ToString() is not Installation.TenantId) throw new TeamsRefusal(400, "BadSyntax", "The tenant is missing or another one.");
        if (body["channelData"]?["channel"]?["id"]?.ToString() is { } channel) return Thread(asked, channel, body);
        if (body["isGroup"]?.GetValue<bool>() is true) throw new TeamsRefusal(400, "BadSyntax", "Bots cannot create group chats.");
        if (body["members"] is not JsonArray { Count: 1 } members || members[0]?["id"]?.ToString() is not { } id) throw new TeamsRefusal(400, "BadSyntax", "One member is expected.");
        if (body["bot"]?["id"]?.ToString() is { } bot && bot is not Installation.BotId) asked.Complain($"create: the bot is {Installation.BotId}, not {bot}");
        var user = asked.World.Find(id) ?? throw new TeamsRefusal(403, "ForbiddenOperationException", "The bot is not installed in the user's personal scope.");
        var reached = user.HasBot || asked.World.Conversations.ContainsKey(asked.World.Personal(user).Id) && (asked.World.TeamMembers.Contains(user.Id) && asked.Teams.Installed.InTeam);
        if (!reached || user.Disabled) throw new TeamsRefusal(403, "ForbiddenOperationException", "The bot is not installed in the user's personal scope.");
        var place = asked.World.Personal(user);
        if (body["activity"] is JsonObject first) Activities.Post(asked, place, null, first);
        return new(201, new JsonObject { ["id"] = place.Id });
    }

    private static Answer Thread(Asked asked, string channel, JsonObject body)
    {
        if (!asked.World.Conversations.TryGetValue(channel, out var place) || place.Deleted || asked.World.Now < place.ReadyAt) throw new TeamsRefusal(404, "ConversationNotFound", "Conversation not found.");
        if (!place.HasBot || (place.Kind == ConversationKind.StandardChannel && !asked.Teams.Installed.InTeam)) throw new TeamsRefusal(403, "BotNotInConversationRoster", "The bot is not part of the conversation roster.");
        if (body["activity"] is not JsonObject first) throw new TeamsRefusal(400, "BadSyntax", "A thread begins with an activity.");
        var message = Activities.Post(asked, place, null, first);
        return new(201, new JsonObject { ["id"] = message.Thread, ["activityId"] = message.Id, ["serviceUrl"] = asked.World.ServiceUrl });
    }

    private static Answer List(Asked asked) => Answer.Ok(new JsonObject
    {
        ["conversations"] = new JsonArray([.. asked.World.Conversations.Values.Where(c => c.HasBot && !c.Deleted).Select(c => (JsonNode)new JsonObject { ["id"] = c.Id })]),
    });

    private static Answer Members(Asked asked)
    {
        var (place, _) = asked.Place();
        var start = asked.Query("continuationToken") is { } token ? int.Parse(token.Split('.')[^1], CultureInfo.InvariantCulture) : 0;
        var size = int.TryParse(asked.Query("pageSize"), CultureInfo.InvariantCulture, out var wanted) ? wanted : 50;
        if (size is < 1 or > 500) asked.Complain($"members: pages have 50 to 500 members, not {size}");
        size = Math.Min(size, asked.Teams.PageCap ?? size);
        var page = place.Members.Skip(start).Take(size).Select(id => (JsonNode)Wire.Of(asked.World.Users[id])).ToArray();
        var answer = new JsonObject { ["members"] = new JsonArray(page) };
        if (start + size < place.Members.Count) answer["continuationToken"] = string.Create(CultureInfo.InvariantCulture, $"next.{start + size}");
        return Answer.Ok(answer);
    }

    private static Answer Member(Asked asked)
    {
        var (place, _) = asked.Place();
        var user = asked.World.Find(asked["mid"]);
        return user is not null && place.Members.Contains(user.Id) ? Answer.Ok(Wire.Of(user)) : throw new TeamsRefusal(404, "MemberNotFoundInConversation", "The member is not in the conversation.");
    }

    private static Answer AllMembers(Asked asked)
    {
        asked.Complain("members: the call without pages is deprecated and throttled to 5 a minute");
        return Answer.Ok(new JsonArray([.. asked.Place().Conversation.Members.Select(id => (JsonNode)Wire.Of(asked.World.Users[id]))]));
    }

    private static Answer Team(Asked asked)
    {
        NeedTeam(asked);
        return Answer.Ok(new JsonObject { ["id"] = Installation.General, ["name"] = "Security", ["aadGroupId"] = Installation.TeamId, ["tenantId"] = Installation.TenantId });
    }

    private static Answer Channels(Asked asked)
    {
        NeedTeam(asked);
        var channels = asked.World.Conversations.Values.Where(c => c.Kind == ConversationKind.StandardChannel && !c.Deleted);
        return Answer.Ok(new JsonObject
        {
            ["conversations"] = new JsonArray([.. channels.Select(c => (JsonNode)new JsonObject { ["id"] = c.Id, ["name"] = c.Id == Installation.General ? null : c.Name })]),
        });
    }

    private static void NeedTeam(Asked asked)
    {
        if (asked["tid"] != Installation.General) throw new TeamsRefusal(404, "TeamNotFound", "There is no such team.");
        if (!asked.Teams.Installed.InTeam) throw new TeamsRefusal(403, "BotNotInConversationRoster", "The bot is not part of the conversation roster.");
    }
}

using System.Text.Json.Nodes;
using ChatOpsIncident.Emulators.Teams.Connector;
using ChatOpsIncident.Emulators.Teams.Hands;
using ChatOpsIncident.Emulators.Teams.State;
using static ChatOpsIncident.Emulators.Teams.Graph.GraphOperations;

namespace ChatOpsIncident.Emulators.Teams.Graph;

/// <summary>Group chats: made, named, filled, the app put into them, messages pinned.</summary>
internal static class Chats
{
    public static readonly IReadOnlyList<Operation> All =
    [
        Of("create chat", "POST", "chats", Create, "Chat.Create", "Chat.ReadWrite.All"),
        Of("chat", "GET", "chats/{cid}", Get, "Chat.ReadBasic.All", "Chat.Read.All", "Chat.ReadWrite.All"),
        Of("change chat", "PATCH", "chats/{cid}", Change, "ChatSettings.ReadWrite.Chat", "Chat.ReadWrite.All"),
        Of("chat members", "GET", "chats/{cid}/members", Members, "ChatMember.Read.Chat", "ChatMember.Read.All", "Chat.ReadWrite.All"),
        Of("add chat member", "POST", "chats/{cid}/members", Add, "ChatMember.ReadWrite.All", "Chat.ReadWrite.All"),
        Of("remove chat member", "DELETE", "chats/{cid}/members/{mid}", Remove, "ChatMember.ReadWrite.All", "Chat.ReadWrite.All"),
        Of("install in chat", "POST", "chats/{cid}/installedApps", Install, "TeamsAppInstallation.ReadWriteSelfForChat.All", "TeamsAppInstallation.ReadWriteForChat.All"),
        Of("pins", "GET", "chats/{cid}/pinnedMessages", Pins, "Chat.ReadWrite.All"),
        Of("pin", "POST", "chats/{cid}/pinnedMessages", Pin, "Chat.ReadWrite.All"),
    ];

    public static Conversation Found(Asked asked) => asked.World.Conversations.TryGetValue(asked["cid"], out var chat) && chat.Kind == ConversationKind.GroupChat && !chat.Deleted
        ? chat : throw new TeamsRefusal(404, "NotFound", "No chat found with that id.");

    private static Answer Create(Asked asked)
    {
        if (asked.Body["chatType"]?.ToString() != "group") throw new TeamsRefusal(400, "BadRequest", "chatType");
        var members = (asked.Body["members"] as JsonArray ?? []).Select(m => ChannelMembers.Person(asked, m)).ToList();
        if (members.Count < 2 && asked.Body["installedApps"] is null) throw new TeamsRefusal(400, "BadRequest", "A group chat has at least two people.");
        if (members.Any(m => !m.Owner && !m.User.Guest)) throw new TeamsRefusal(400, "BadRequest", "In a chat everybody is an owner.");
        var topic = asked.Body["topic"]?.ToString() ?? "";
        NeedTopic(topic);
        var chat = asked.World.Open(ConversationKind.GroupChat, topic, asked.Teams.Settling);
        chat.Members.AddRange(members.Select(m => m.User.Id));
        return new(201, Picture(chat));
    }

    private static Answer Get(Asked asked) => Answer.Ok(Picture(Found(asked)));

    private static Answer Change(Asked asked)
    {
        var topic = asked.Body["topic"]?.ToString() ?? throw new TeamsRefusal(400, "BadRequest", "topic");
        NeedTopic(topic);
        var chat = Found(asked);
        chat.Name = topic;
        return Answer.Ok(Picture(chat));
    }

    private static Answer Members(Asked asked)
    {
        var chat = Found(asked);
        return Lists.Of(asked, chat.Members.Select(id => ChannelMembers.Picture(asked.World.Users[id], owner: true)));
    }

    private static Answer Add(Asked asked)
    {
        var chat = Found(asked);
        var (user, _) = ChannelMembers.Person(asked, asked.Body);
        if (chat.Members.Count >= 250) throw new TeamsRefusal(403, "Forbidden", "The chat is full.");
        if (!chat.Members.Contains(user.Id))
        {
            chat.Members.Add(user.Id);
            ChannelMembers.Tell(asked, chat, user, removed: false);
        }
        return new(201, ChannelMembers.Picture(user, owner: true));
    }

    private static Answer Remove(Asked asked)
    {
        var chat = Found(asked);
        var who = ChannelMembers.Member(asked, chat);
        chat.Members.Remove(who);
        ChannelMembers.Tell(asked, chat, asked.World.Users[who], removed: true);
        return new(204);
    }

    private static Answer Install(Asked asked)
    {
        var chat = Found(asked);
        if (asked.Body["teamsApp@odata.bind"]?.ToString().EndsWith($"/appCatalogs/teamsApps/{Installation.CatalogId}", StringComparison.Ordinal) is not true) throw new TeamsRefusal(404, "NotFound", "The app is not in the catalogue.");
        if (chat.HasBot) throw new TeamsRefusal(409, "Conflict", "The app is already installed.");
        chat.HasBot = true;
        asked.World.Outbox.Add(Envelope.BotAdded(asked.World, chat));
        return new(201);
    }

    private static Answer Pins(Asked asked) => Lists.Of(asked, Found(asked).Pins.Select(p => new JsonObject { ["id"] = "pin-" + p, ["message"] = new JsonObject { ["id"] = p } }));

    private static Answer Pin(Asked asked)
    {
        var chat = Found(asked);
        var id = asked.Body["message@odata.bind"]?.ToString().Split('/')[^1];
        if (chat.Messages.All(m => m.Id != id || m.Deleted)) throw new TeamsRefusal(404, "NotFound", "The message is not in the chat.");
        if (!chat.Pins.Contains(id!)) chat.Pins.Add(id!);
        return new(201, new JsonObject { ["id"] = "pin-" + id });
    }

    private static void NeedTopic(string topic)
    {
        if (topic.Length > 250 || topic.Contains(':', StringComparison.Ordinal)) throw new TeamsRefusal(400, "BadRequest", $"The topic “{topic}” is not one that Teams takes.");
    }

    private static JsonObject Picture(Conversation chat) => new()
    {
        ["id"] = chat.Id,
        ["topic"] = chat.Name,
        ["chatType"] = "group",
        ["createdDateTime"] = chat.Created.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
        ["tenantId"] = Installation.TenantId,
        ["webUrl"] = $"https://teams.microsoft.com/l/chat/{Uri.EscapeDataString(chat.Id)}/0?tenantId={Installation.TenantId}",
    };
}

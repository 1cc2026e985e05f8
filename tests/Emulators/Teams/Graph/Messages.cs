using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using ChatOpsIncident.Emulators.Teams.Cards;
using ChatOpsIncident.Emulators.Teams.Connector;
using ChatOpsIncident.Emulators.Teams.State;
using static ChatOpsIncident.Emulators.Teams.Graph.GraphOperations;

namespace ChatOpsIncident.Emulators.Teams.Graph;

/// <summary>Messages of channels and chats, to be read.</summary>
internal static class Messages
{
    private static readonly string[] OfChannels = ["ChannelMessage.Read.Group", "ChannelMessage.Read.All"];
    private static readonly string[] OfChats = ["ChatMessage.Read.Chat", "Chat.Read.All", "Chat.ReadWrite.All"];

    public static readonly IReadOnlyList<Operation> All =
    [
        Of("messages", "GET", "teams/{gid}/channels/{cid}/messages", a => Page(a, Channels.Found(a), m => m.Root == m.Id), OfChannels),
        Of("message", "GET", "teams/{gid}/channels/{cid}/messages/{mid}", a => One(a, Channels.Found(a)), OfChannels),
        Of("replies", "GET", "teams/{gid}/channels/{cid}/messages/{mid}/replies", a => Page(a, Channels.Found(a), m => m.Root == a["mid"] && m.Id != m.Root), OfChannels),
        Of("reply", "GET", "teams/{gid}/channels/{cid}/messages/{rid}/replies/{mid}", a => One(a, Channels.Found(a)), OfChannels),
        Of("chat messages", "GET", "chats/{cid}/messages", a => Page(a, Chats.Found(a), _ => true), OfChats),
        Of("chat message", "GET", "chats/{cid}/messages/{mid}", a => One(a, Chats.Found(a)), OfChats),
    ];

    /// <summary>Newest first, at most fifty a page.</summary>
    private static Answer Page(Asked asked, Conversation place, Func<TeamsMessage, bool> fits)
    {
        if (int.TryParse(asked.Query("$top"), CultureInfo.InvariantCulture, out var top) && top > 50) throw new TeamsRefusal(400, "BadRequest", "$top is 50 at most.");
        return Lists.Of(asked, place.Messages.Where(fits).Reverse().Select(m => Picture(asked.World, m)), most: 20);
    }

    private static Answer One(Asked asked, Conversation place) =>
        place.Messages.FirstOrDefault(m => m.Id == asked["mid"]) is { } message ? Answer.Ok(Picture(asked.World, message)) : throw new TeamsRefusal(404, "NotFound", "The message is not there.");

    private static JsonObject Picture(Tenant world, TeamsMessage message)
    {
        var attachments = new JsonArray();
        var content = message.Author is null ? PlainWords.Of(message.Text) : message.Text;
        content = WebUtility.HtmlEncode(content).ReplaceLineEndings("<br>");
        if (message.Card is not null)
        {
            content += "<attachment id=\"card\"></attachment>";
            attachments.Add(new JsonObject { ["id"] = "card", ["contentType"] = CardRules.Media, ["content"] = message.Card.ToJsonString() });
        }
        foreach (var file in message.Attachments) attachments.Add(file?.DeepClone());
        var at = message.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        return new()
        {
            ["id"] = message.Id,
            ["replyToId"] = message.Root == message.Id ? null : message.Root,
            ["messageType"] = "message",
            ["createdDateTime"] = at,
            ["lastModifiedDateTime"] = at,
            ["deletedDateTime"] = message.Deleted ? at : null,
            ["webUrl"] = $"https://teams.microsoft.com/l/message/{Uri.EscapeDataString(message.Conversation)}/{message.Id}?tenantId={Installation.TenantId}",
            ["from"] = From(world, message),
            ["body"] = new JsonObject { ["contentType"] = "html", ["content"] = message.Deleted ? "" : content },
            ["summary"] = message.Summary,
            ["attachments"] = message.Deleted ? [] : attachments,
            ["mentions"] = new JsonArray(),
            ["reactions"] = new JsonArray(),
        };
    }

    private static JsonObject From(Tenant world, TeamsMessage message) => message.Author is { } author
        ? new() { ["application"] = null, ["user"] = new JsonObject { ["id"] = author, ["displayName"] = world.Users[author].Name, ["userIdentityType"] = "aadUser" } }
        : new() { ["user"] = null, ["application"] = new JsonObject { ["id"] = Installation.AppId, ["displayName"] = Installation.BotName, ["applicationIdentityType"] = "bot" } };
}

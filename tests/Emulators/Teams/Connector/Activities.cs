using System.Globalization;
using System.Text.Json.Nodes;
using ChatOpsIncident.Emulators.Teams.Cards;
using ChatOpsIncident.Emulators.Teams.State;

namespace ChatOpsIncident.Emulators.Teams.Connector;

/// <summary>Messages of the bot: sent, changed, removed.</summary>
internal static class Activities
{
    /// <summary>A message's size in UTF-16; more is refused.</summary>
    public const int Longest = 100 * 1024;

    public static readonly IReadOnlyList<Operation> All =
    [
        new("send", "POST", "v3/conversations/{cid}/activities", Send),
        new("send", "POST", "v3/conversations/{cid}/activities/{aid}", Send),
        new("update", "PUT", "v3/conversations/{cid}/activities/{aid}", Update),
        new("delete", "DELETE", "v3/conversations/{cid}/activities/{aid}", Delete),
    ];

    public static TeamsMessage Post(Asked asked, Conversation place, string? root, JsonObject activity, string? onlyFor = null)
    {
        Check(asked, place, activity);
        if (place.Archived) throw new TeamsRefusal(403, "NotEnoughPermissions", "The channel is archived.");
        var id = asked.World.NewMessageId();
        if (place.IsChannel && root is not null && place.Messages.All(m => m.Id != root)) throw new TeamsRefusal(404, "ActivityNotFoundInConversation", "The thread does not exist.");
        var message = new TeamsMessage { Conversation = place.Id, Id = id, Root = place.IsChannel ? root ?? id : null, At = asked.World.Now, OnlyFor = onlyFor };
        Fill(message, activity);
        if (onlyFor is null) place.Messages.Add(message);
        else asked.World.Private.Add(message);
        return message;
    }

    private static Answer Send(Asked asked)
    {
        var (place, root) = asked.Place();
        var activity = asked.Body;
        if (activity["type"]?.ToString() == "typing") return new(201, new JsonObject { ["id"] = asked.World.NewMessageId() });
        var message = Post(asked, place, root, activity, Target(asked, place, activity));
        return new(201, new JsonObject { ["id"] = message.Id });
    }

    private static Answer Update(Asked asked)
    {
        var (place, _) = asked.Place();
        var message = Own(asked, place);
        if (asked.Query("isTargetedActivity") == "true" != (message.OnlyFor is not null)) throw new TeamsRefusal(404, "ActivityNotFoundInConversation", "The activity is targeted, or is not.");
        if (message.OnlyFor is not null && asked.Body["recipient"] is not null) throw new TeamsRefusal(400, "BadArgument", "A targeted message's recipient cannot change.");
        if (place.Archived) throw new TeamsRefusal(403, "NotEnoughPermissions", "The channel is archived.");
        Check(asked, place, asked.Body);
        Fill(message, asked.Body);
        message.Updates++;
        message.Views.Clear();
        message.Toggled.Clear();
        return Answer.Ok(new JsonObject { ["id"] = message.Id });
    }

    private static Answer Delete(Asked asked)
    {
        Own(asked, asked.Place().Conversation).Deleted = true;
        return new(200);
    }

    private static TeamsMessage Own(Asked asked, Conversation place)
    {
        var message = asked.World.Message(place.Id, asked["aid"]) ?? throw new TeamsRefusal(404, "ActivityNotFoundInConversation", "The activity is not in the conversation.");
        return message.ByBot ? message : throw new TeamsRefusal(403, "NotEnoughPermissions", "The activity is somebody else's.");
    }

    /// <summary>Whom a targeted message is for; null: it is for all.</summary>
    private static string? Target(Asked asked, Conversation place, JsonObject activity)
    {
        if (asked.Query("isTargetedActivity") != "true")
        {
            if (activity["recipient"]?["isTargeted"]?.GetValue<bool>() is true) asked.Complain("send: a recipient that is targeted, without isTargetedActivity in the address: everyone would see it");
            return null;
        }
        if (!asked.Teams.Installed.TargetedMessages) throw new TeamsRefusal(400, "BadArgument", "Targeted messages are not supported here.");
        if (place.Kind == ConversationKind.Personal) throw new TeamsRefusal(400, "BadArgument", "Targeted messages are for channels and group chats.");
        var user = asked.World.Find(activity["recipient"]?["id"]?.ToString() ?? "") ?? throw new TeamsRefusal(400, "BadArgument", "recipient.id is missing.");
        return place.Members.Contains(user.Id) ? user.Id : throw new TeamsRefusal(404, "BotNotInConversationRoster", "The recipient is not a member.");
    }

    private static void Check(Asked asked, Conversation place, JsonObject activity)
    {
        var size = activity.ToJsonString(CardRules.AsSent).Length * 2;
        if (size > Longest) throw new TeamsRefusal(413, "MessageSizeTooBig", string.Create(CultureInfo.InvariantCulture, $"The message has {size} bytes."));
        if (activity["type"]?.ToString() != "message") throw new TeamsRefusal(400, "BadArgument", "The activity's type is missing or none that a bot can send.");
        if (activity["textFormat"]?.ToString() is not (null or "markdown" or "plain" or "xml")) throw new TeamsRefusal(400, "BadArgument", "textFormat");
        if (string.IsNullOrWhiteSpace(activity["text"]?.ToString()) && activity["attachments"] is not JsonArray { Count: > 0 }) throw new TeamsRefusal(400, "BadArgument", "Neither text nor attachments.");
        if (activity["attachments"] is JsonArray { Count: > 10 }) throw new TeamsRefusal(400, "BadArgument", "More than ten attachments.");
        foreach (var fault in MentionRules.Faults(activity["text"]?.ToString() ?? "", activity["entities"] as JsonArray)) asked.Complain($"message: {fault}");
        foreach (var card in CardsOf(activity))
        {
            foreach (var fault in CardRules.Faults(card, inDialog: false)) asked.Complain($"card: {fault}");
            foreach (var mri in CardParts.RefreshedFor(card).Where(m => asked.World.Users.Values.All(u => u.Mri != m))) asked.Complain($"card: refresh for {mri}, who is nobody");
        }
        if (place.Kind == ConversationKind.Personal && activity["replyToId"] is { } reply && place.Messages.All(m => m.Id != reply.ToString())) asked.Complain($"send: replyToId {reply} is no message of that chat");
    }

    private static void Fill(TeamsMessage message, JsonObject activity)
    {
        message.Text = activity["text"]?.ToString() ?? "";
        message.Markdown = activity["textFormat"]?.ToString() is null or "markdown";
        message.Entities = activity["entities"]?.DeepClone() as JsonArray ?? [];
        message.Card = CardsOf(activity).FirstOrDefault()?.DeepClone() as JsonObject;
        message.Attachments = new([.. (activity["attachments"] as JsonArray ?? []).Where(a => a?["contentType"]?.ToString() != CardRules.Media).Select(a => a?.DeepClone())]);
        message.Summary = activity["summary"]?.ToString();
    }

    private static IEnumerable<JsonObject> CardsOf(JsonObject activity) =>
        (activity["attachments"] as JsonArray ?? []).Where(a => a?["contentType"]?.ToString() == CardRules.Media).Select(a => a!["content"]).OfType<JsonObject>();
}

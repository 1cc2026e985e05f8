using System.Text.Json.Nodes;
using ChatOpsIncident.Emulators.Teams.State;

namespace ChatOpsIncident.Emulators.Teams.Hands;

/// <summary>
/// One person's hands. Each act ends when Teams has the bot's answer and shows what it says; what the bot sends after that is on its way.
/// </summary>
public sealed partial class TeamsPerson
{
    private readonly TeamsEmulator teams;
    private readonly TeamsUser user;

    internal TeamsPerson(TeamsEmulator teams, TeamsUser user)
    {
        this.teams = teams;
        this.user = user;
    }

    /// <summary>What people call them.</summary>
    public string Name => user.Name;

    /// <summary>Writes <c>@Incident …</c> in a channel or group chat, perhaps as an answer in a thread; in the chat with the bot the same words alone. <c>@Ana Ruiz</c> becomes a mention.</summary>
    public Task<Acked> Mentions(string text, string place, TeamsMessage? thread = null) => Writes(text, place, thread, toBot: true);

    /// <summary>Writes without mentioning the bot, which in channels hears it only if it hears all.</summary>
    public Task<Acked> Says(string text, string place, TeamsMessage? thread = null) => Writes(text, place, thread, toBot: false);

    /// <summary>Writes to the bot directly.</summary>
    public Task<Acked> SaysToBot(string text) => Says(text, teams.PersonalOf(user.Id).Id);

    /// <summary>Uses the bot's slash command; nobody else sees it.</summary>
    public Task<Acked> Slash(string text, string place)
    {
        var activity = teams.Within(world =>
        {
            var where = Open(world, place);
            var (written, entities, html) = Typing.Written(world, text, toBot: false);
            var message = new TeamsMessage { Conversation = where.Id, Id = world.NewMessageId(), At = world.Now, Author = user.Id, Text = written, Entities = entities, OnlyFor = user.Id };
            var told = Envelope.Message(world, user, where, message, html);
            told["recipient"]!["isTargeted"] = true;
            return told;
        });
        return teams.Deliveries.Deliver(activity);
    }

    /// <summary>Shares a file, perhaps with words to the bot.</summary>
    public async Task<TeamsMessage> Shares(string name, string address, string place, string text = "")
    {
        await Writes(text, place, null, toBot: text.Length > 0, new JsonObject { ["contentType"] = "reference", ["contentUrl"] = address, ["name"] = name, ["id"] = "file-1" });
        return teams.Screen(place)[^1];
    }

    /// <summary>Reacts to a message; the bot hears of it where it is its own.</summary>
    public Task<Acked> Reacts(string type, TeamsMessage message) => Tells(message, "messageReaction", activity => activity["reactionsAdded"] = new JsonArray(new JsonObject { ["type"] = type }), () => message.Reactions.Add((type, user.Id)));

    /// <summary>Changes one's own message.</summary>
    public Task<Acked> Edits(TeamsMessage message, string text) => Tells(message, "messageUpdate", activity =>
    {
        activity["text"] = text;
        activity["channelData"]!["eventType"] = "editMessage";
    }, () => message.Text = text);

    /// <summary>Deletes one's own message, or as the team's owner any; nobody may hear of it.</summary>
    public void DeletesUnheard(TeamsMessage message) => teams.Within(_ => message.Deleted = true);

    /// <summary>Deletes one's own message, or as the team's owner any.</summary>
    public Task<Acked> Deletes(TeamsMessage message) => Tells(message, "messageDelete", activity => activity["channelData"]!["eventType"] = "softDeleteMessage", () => message.Deleted = true);

    /// <summary>Adds the bot to a conversation, as its owner, or installs it for oneself in the chat with it.</summary>
    public Task<Acked> AddsBot(string place) => Installs(place, removed: false);

    /// <summary>Takes the bot out of a conversation.</summary>
    public Task<Acked> RemovesBot(string place) => Installs(place, removed: true);

    private async Task<Acked> Installs(string place, bool removed)
    {
        var activities = teams.Within(world =>
        {
            var where = world.Conversations[place];
            if (where.Kind == ConversationKind.StandardChannel) teams.Installed.InTeam = !removed;
            else where.HasBot = !removed;
            if (where.Kind == ConversationKind.Personal) world.Users[user.Id] = user with { HasBot = !removed };
            return (JsonObject[])[Envelope.Installed(world, where, user, removed ? "remove" : "add"), Envelope.BotAdded(world, where, user, removed)];
        });
        var first = await teams.Deliveries.Deliver(activities[0]);
        var second = await teams.Deliveries.Deliver(activities[1]);
        return first.Good ? second : first;
    }

    private Task<Acked> Writes(string text, string place, TeamsMessage? thread, bool toBot, JsonObject? file = null)
    {
        var activity = teams.Within(world =>
        {
            var where = Open(world, place);
            var personal = where.Kind == ConversationKind.Personal;
            var (written, entities, html) = Typing.Written(world, text, toBot && !personal);
            var id = world.NewMessageId();
            var message = new TeamsMessage
            {
                Conversation = where.Id,
                Id = id,
                Root = where.IsChannel ? thread?.Root ?? id : null,
                At = world.Now,
                Author = user.Id,
                Text = written,
                Entities = entities,
                Markdown = false,
                Attachments = file is null ? [] : new(file),
            };
            where.Messages.Add(message);
            var hears = personal || toBot || (where.IsChannel && teams.Installed.HearsAll);
            return hears && where.HasBot && (teams.Installed.InTeam || where.Kind != ConversationKind.StandardChannel) ? Envelope.Message(world, user, where, message, html) : null;
        });
        return activity is null ? Task.FromResult(new Acked(200, "", TimeSpan.Zero, null)) : teams.Deliveries.Deliver(activity);
    }

    private Task<Acked> Tells(TeamsMessage message, string type, Action<JsonObject> with, Action act)
    {
        var activity = teams.Within(world =>
        {
            act();
            var place = world.Conversations[message.Conversation];
            var told = Envelope.Of(world, type, type == "messageReaction" ? "f:" + world.NewGuid() : message.Id, user, place, message.Root);
            if (type == "messageReaction") told["replyToId"] = message.Id;
            with(told);
            return type != "messageReaction" || message.ByBot ? told : null;
        });
        return activity is null ? Task.FromResult(new Acked(200, "", TimeSpan.Zero, null)) : teams.Deliveries.Deliver(activity);
    }

    private Conversation Open(Tenant world, string idOrName)
    {
        var place = world.Conversations.GetValueOrDefault(idOrName) ?? world.Conversations.Values.FirstOrDefault(c => c.Name == idOrName && !c.Deleted) ?? throw new InvalidOperationException($"There is no conversation {idOrName}.");
        return place.Deleted || place.Archived ? throw new InvalidOperationException($"{place.Name} is archived or deleted.")
            : place.Members.Contains(user.Id) ? place : throw new InvalidOperationException($"{user.Name} is not in {place.Name}.");
    }
}

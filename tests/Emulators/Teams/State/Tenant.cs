using System.Globalization;
using System.Text.Json.Nodes;

namespace ChatOpsIncident.Emulators.Teams.State;

/// <summary>Everything Teams knows of one organisation with one team. Whoever reads or writes it holds <see cref="Gate"/>.</summary>
internal sealed class Tenant(TimeProvider time)
{
    private long lastMessage;
    private int ids;

    public Lock Gate { get; } = new();

    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>By object id.</summary>
    public Dictionary<string, TeamsUser> Users { get; } = new(StringComparer.OrdinalIgnoreCase);

    public Dictionary<string, Conversation> Conversations { get; } = new(StringComparer.Ordinal);

    /// <summary>Who is in the team.</summary>
    public List<string> TeamMembers { get; } = [];

    public Dictionary<string, TeamsTag> Tags { get; } = new(StringComparer.Ordinal);

    /// <summary>What one person alone sees, oldest first.</summary>
    public List<TeamsMessage> Private { get; } = [];

    /// <summary>The dialog in front of somebody, by object id.</summary>
    public Dictionary<string, TeamsDialog> Dialogs { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What happened and has to be told to the bot, oldest first.</summary>
    public List<JsonObject> Outbox { get; } = [];

    /// <summary>Where the Connector is reached, with the organisation at its end.</summary>
    public string ServiceUrl { get; set; } = "";

    /// <summary>Milliseconds, later than any other.</summary>
    public string NewMessageId()
    {
        lastMessage = Math.Max(lastMessage + 1, Now.ToUnixTimeMilliseconds());
        return lastMessage.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>A GUID, the next of a row.</summary>
    public string NewGuid() => $"e0000000-0000-4000-8000-{Interlocked.Increment(ref ids).ToString("x12", CultureInfo.InvariantCulture)}";

    /// <summary>Somebody by object id, by their id with this bot, or by user principal name.</summary>
    public TeamsUser? Find(string id) => Users.GetValueOrDefault(id) ?? Users.Values.FirstOrDefault(u => u.Mri == id || string.Equals(u.Upn, id, StringComparison.OrdinalIgnoreCase));

    /// <summary>The chat of the bot with this person, opened if need be.</summary>
    public Conversation Personal(TeamsUser user)
    {
        var id = $"a:1emulator{user.Id.Replace("-", "", StringComparison.Ordinal)}";
        if (Conversations.TryGetValue(id, out var found)) return found;
        return Conversations[id] = new() { Id = id, Kind = ConversationKind.Personal, Created = Now, Members = [user.Id], HasBot = true };
    }

    public Conversation Open(ConversationKind kind, string name, TimeSpan settling)
    {
        var guid = NewGuid().Replace("-", "", StringComparison.Ordinal);
        var conversation = new Conversation
        {
            Id = kind == ConversationKind.GroupChat ? $"19:{guid}@thread.v2" : $"19:{guid}@thread.tacv2",
            Kind = kind,
            Name = name,
            Created = Now,
            ReadyAt = Now + settling,
            Members = kind == ConversationKind.StandardChannel ? TeamMembers : [],
            HasBot = kind == ConversationKind.StandardChannel,
        };
        return Conversations[conversation.Id] = conversation;
    }

    public TeamsMessage? Message(string conversation, string id) =>
        Conversations.TryGetValue(conversation, out var found) ? found.Messages.FirstOrDefault(m => m.Id == id && !m.Deleted) ?? Private.FirstOrDefault(m => m.Conversation == conversation && m.Id == id && !m.Toast) : null;

    /// <summary>Tells one person something that nobody else sees.</summary>
    public void Tell(string user, string conversation, string text, bool toast) =>
        Private.Add(new() { Conversation = conversation, Id = NewMessageId(), At = Now, Text = text, OnlyFor = user, Toast = toast, Markdown = !toast });
}

namespace ChatOpsIncident.Emulators.Teams.State;

/// <summary>What a conversation is; how it is written on the wire is its name in camel case, <c>channel</c> for all channels.</summary>
public enum ConversationKind
{
    Personal,
    GroupChat,
    StandardChannel,
    PrivateChannel,
    SharedChannel,
}

/// <summary>A channel, a group chat, or a chat with the bot.</summary>
public sealed class Conversation
{
    public required string Id { get; init; }

    public required ConversationKind Kind { get; init; }

    /// <summary>The channel's name or the chat's topic; empty where there is none.</summary>
    public string Name { get; set; } = "";

    public string Description { get; set; } = "";

    public required DateTimeOffset Created { get; init; }

    /// <summary>Until then the Connector does not know it.</summary>
    public DateTimeOffset ReadyAt { get; init; }

    /// <summary>Object ids of those who are in it; of a standard channel those of the team.</summary>
    public List<string> Members { get; init; } = [];

    public List<string> Owners { get; } = [];

    /// <summary>The bot may hear and speak here.</summary>
    public bool HasBot { get; set; }

    public bool Archived { get; set; }

    /// <summary>Deleted, and for thirty days still in the way.</summary>
    public bool Deleted { get; set; }

    /// <summary>Oldest first; replies stand among the root posts.</summary>
    public List<TeamsMessage> Messages { get; } = [];

    /// <summary>Ids of pinned messages; only chats have them.</summary>
    public List<string> Pins { get; } = [];

    public bool IsChannel => Kind is ConversationKind.StandardChannel or ConversationKind.PrivateChannel or ConversationKind.SharedChannel;

    internal string WireKind => Kind switch { ConversationKind.Personal => "personal", ConversationKind.GroupChat => "groupChat", _ => "channel" };
}

namespace ChatOpsIncident.Emulators.Slack.State;

/// <summary>A channel, a direct message or a group of them, as it is now.</summary>
public sealed class SlackChannel
{
    public required string Id { get; set; }

    public required string Name { get; set; }

    public bool Private { get; init; }

    /// <summary>A direct message between two.</summary>
    public bool Direct { get; init; }

    /// <summary>A direct message among several.</summary>
    public bool Group { get; init; }

    /// <summary>Shared with another workspace.</summary>
    public bool Shared { get; set; }

    public required string Creator { get; init; }

    public required DateTimeOffset Created { get; init; }

    public bool Archived { get; set; }

    public string Topic { get; set; } = "";

    public string Purpose { get; set; } = "";

    /// <summary>User ids in the order in which they came.</summary>
    public List<string> Members { get; } = [];

    /// <summary>Oldest first, with what the system says ("set the topic"), without what only one person sees.</summary>
    public List<SlackMessage> Messages { get; } = [];

    /// <summary>Timestamps of pinned messages, oldest pin first.</summary>
    public List<string> Pins { get; } = [];

    public List<SlackBookmark> Bookmarks { get; } = [];

    internal string PreviousTs { get; set; } = "";

    internal string Kind => Direct ? "im" : Group ? "mpim" : Private ? "group" : "channel";
}

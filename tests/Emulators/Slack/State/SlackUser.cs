namespace ChatOpsIncident.Emulators.Slack.State;

/// <summary>Somebody in the workspace, or seen from it.</summary>
/// <param name="Id">Begins with U or W.</param>
/// <param name="Name">What people call them.</param>
public sealed record SlackUser(string Id, string Name)
{
    /// <summary>Null: the emulator's own workspace.</summary>
    public string? Team { get; init; }

    public string? Email { get; init; }

    /// <summary>An IANA name.</summary>
    public string TimeZone { get; init; } = "Europe/Berlin";

    public bool Bot { get; init; }

    public bool Deactivated { get; init; }

    public bool Admin { get; init; }

    /// <summary>A guest: in several channels, or in one.</summary>
    public bool Guest { get; init; }

    /// <summary>The organisation whose workspaces share this user; null: none.</summary>
    public string? Enterprise { get; init; }

    /// <summary>From another workspace (Slack Connect), not from a sister workspace.</summary>
    public bool Stranger => Team is not null && Enterprise is null;
}

/// <summary>A user group that can be mentioned.</summary>
public sealed record SlackGroup(string Id, string Handle, IReadOnlyList<string> Members)
{
    public string Name { get; init; } = Handle;

    public bool Disabled { get; init; }
}

/// <summary>A link at the top of a channel.</summary>
public sealed record SlackBookmark(string Id, string Title, string? Link, string? Emoji);

/// <summary>A file that somebody shared.</summary>
/// <param name="Media">Its media type.</param>
public sealed record SlackFile(string Id, string Name, string Media, byte[] Content, string Owner, DateTimeOffset Created)
{
    /// <summary>Scheme and authority of the emulator that serves it.</summary>
    internal string Host { get; init; } = "";

    /// <summary><c>hosted</c>, <c>external</c>, <c>tombstone</c>, <c>hidden_by_limit</c>.</summary>
    public string Mode { get; init; } = "hosted";

    /// <summary>What its size is said to be; null: what it is.</summary>
    public long? SaysSize { get; init; }

    /// <summary>Its private address; null: here.</summary>
    public Uri? LiesAt { get; init; }

    /// <summary>Where whoever asks for it is sent on to.</summary>
    public Uri? SendsOnTo { get; init; }
}

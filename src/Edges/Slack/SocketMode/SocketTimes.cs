namespace ChatOpsIncident.Edges.Slack.SocketMode;

/// <summary>How long things take on a socket.</summary>
internal sealed record SocketTimes
{
    /// <summary>Between the first connection and the second, so that they are not renewed at the same time.</summary>
    public TimeSpan Stagger { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>From asking for an address to the greeting.</summary>
    public TimeSpan Hello { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Between pings, and how long the answer may take: a connection that is dead on one side only is found so.</summary>
    public TimeSpan Ping { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Before Slack would close a connection, a new one is opened.</summary>
    public TimeSpan Margin { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>A connection that was replaced is Slack's to close, because only Slack knows when it delivers nothing more there. Longer than this it is not left.</summary>
    public TimeSpan Leave { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>What was delivered on a connection that ends is acknowledged there, if that takes no longer.</summary>
    public TimeSpan Drain { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>After the first attempt that came to nothing; doubles up to <see cref="LongestPause"/>.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Between attempts that come to nothing.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Between attempts while somebody has to do something first: Socket Mode is off, or the token is no good.</summary>
    public TimeSpan ForPeople { get; init; } = TimeSpan.FromSeconds(60);
}

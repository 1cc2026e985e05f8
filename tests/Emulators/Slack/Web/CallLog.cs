namespace ChatOpsIncident.Emulators.Slack.Web;

/// <summary>One call as it arrived.</summary>
public sealed class SlackCall
{
    public required int Number { get; init; }

    public required string Method { get; init; }

    public required IReadOnlyDictionary<string, string> Arguments { get; init; }

    public required DateTimeOffset Started { get; init; }

    /// <summary>When its answer was on the way; null while it runs, and for one that got none.</summary>
    public DateTimeOffset? Ended { get; internal set; }

    /// <summary>The error of an <c>ok:false</c>, <c>ratelimited</c> for a 429; null for success.</summary>
    public string? Error { get; internal set; }

    /// <summary>What went wrong on purpose.</summary>
    public Fault? Fault { get; internal set; }

    /// <summary>It changed or read something; false when it was refused or failed before that.</summary>
    public bool TookEffect { get; internal set; }

    public string? Channel => Arguments.GetValueOrDefault("channel") ?? Arguments.GetValueOrDefault("channel_id");

    public override string ToString() => $"{Number} {Method} {Channel} {Error ?? "ok"}{(Fault is null ? "" : $" [{Fault}]")}";
}

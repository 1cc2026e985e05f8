namespace ChatOpsIncident.Emulators.Slack.Web;

/// <summary>Ways in which a call can go wrong.</summary>
public enum FaultKind
{
    /// <summary>The connection is reset.</summary>
    Reset,

    /// <summary>No answer, ever.</summary>
    Timeout,
    Http500,
    FatalError,
    InternalError,
    ServiceUnavailable,
    TruncatedJson,

    /// <summary>A page of HTML with status 200.</summary>
    Html,

    /// <summary>429 with Retry-After: 1.</summary>
    RateLimited,

    /// <summary>429 that does not say when.</summary>
    RateLimitedWithoutTime,
}

/// <summary>What goes wrong with a call.</summary>
/// <param name="AfterEffect">The call did what it should before it went wrong.</param>
public sealed record Fault(FaultKind Kind, bool AfterEffect);

/// <summary>Calls of Slack's Web API that are to go wrong.</summary>
public sealed class Faults : FaultRules<SlackCall, Fault>
{
    /// <summary>The next calls of this method go wrong.</summary>
    public void Add(string method, FaultKind kind, bool afterEffect, int times = 1) => Add(c => c.Method == method, new(kind, afterEffect), times);
}

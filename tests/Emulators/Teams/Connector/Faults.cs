namespace ChatOpsIncident.Emulators.Teams.Connector;

/// <summary>Ways in which a call can go wrong.</summary>
public enum FaultKind
{
    /// <summary>The connection is reset.</summary>
    Reset,

    /// <summary>No answer, ever.</summary>
    Timeout,
    Http500,
    BadGateway,
    Unavailable,

    /// <summary>412: two at once in one conversation, as Teams sees it.</summary>
    Precondition,
    TruncatedJson,

    /// <summary>A page of HTML with status 200.</summary>
    Html,

    /// <summary>429 with Retry-After: 1.</summary>
    Throttled,

    /// <summary>429 that does not say when.</summary>
    ThrottledWithoutTime,

    /// <summary>401: the token is not taken any more.</summary>
    Unauthorized,
}

/// <summary>What goes wrong with a call.</summary>
/// <param name="AfterEffect">The call did what it should before it went wrong.</param>
public sealed record Fault(FaultKind Kind, bool AfterEffect);

/// <summary>Calls that are to go wrong.</summary>
public sealed class Faults : FaultRules<TeamsCall, Fault>
{
    /// <summary>The next calls of this operation go wrong.</summary>
    public void Add(string operation, FaultKind kind, bool afterEffect, int times = 1) => Add(c => c.Operation == operation, new(kind, afterEffect), times);
}

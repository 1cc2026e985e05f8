using System.Net;

namespace ChatOpsIncident.Edges.Teams.Connector;

/// <summary>Teams or Graph answered no; nothing was done.</summary>
/// <param name="call">What was called, without ids of people or conversations.</param>
/// <param name="status">The HTTP status.</param>
/// <param name="code">The platform's word for it.</param>
/// <param name="says">What it says besides.</param>
public sealed class TeamsErrorException(string call, HttpStatusCode status, string code, string? says = null)
    : Exception($"{call}: {(int)status} {code}")
{
    /// <summary>What was called.</summary>
    public string Call { get; } = call;

    /// <summary>The HTTP status.</summary>
    public HttpStatusCode Status { get; } = status;

    /// <summary>The platform's word for it.</summary>
    public string Code { get; } = code;

    /// <summary>What it says besides.</summary>
    public string? Says { get; } = says;
}

/// <summary>Teams takes no more such calls for now, or cannot be reached; nothing was done.</summary>
/// <param name="after">When to come back.</param>
public sealed class TeamsBusyException(TimeSpan after) : Exception("Teams takes no more such calls for now.")
{
    /// <summary>When to come back.</summary>
    public TimeSpan After { get; } = after;
}

/// <summary>Nobody knows whether the call took effect: a timeout, a reset, a server's error, an answer that is none.</summary>
public sealed class TeamsMaybeDoneException(string message, Exception? inner = null) : Exception(message, inner);

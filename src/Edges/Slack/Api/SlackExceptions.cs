using System.Collections.Immutable;

namespace ChatOpsIncident.Edges.Slack.Api;

/// <summary>Slack answered no; nothing was done.</summary>
/// <param name="method">What was called.</param>
/// <param name="error">Slack's word for it.</param>
/// <param name="needed">For a missing scope: the one that is needed.</param>
/// <param name="provided">For a missing scope: those that there are.</param>
/// <param name="messages">What Slack says about single arguments, without their content.</param>
public sealed class SlackErrorException(string method, string error, string? needed = null, string? provided = null, ImmutableArray<string> messages = default)
    : Exception($"{method}: {error}{(needed is null ? "" : $" (needs {needed})")}{(messages.IsDefaultOrEmpty ? "" : ": " + string.Join("; ", messages))}")
{
    /// <summary>What was called.</summary>
    public string Method { get; } = method;

    /// <summary>Slack's word for it.</summary>
    public string Error { get; } = error;

    /// <summary>The scope that is missing.</summary>
    public string? Needed { get; } = needed;

    /// <summary>The scopes that there are.</summary>
    public string? Provided { get; } = provided;

    /// <summary>What Slack says about single arguments.</summary>
    public ImmutableArray<string> Messages { get; } = messages.IsDefault ? [] : messages;

    /// <summary>What to do about it.</summary>
    public ErrorKind Kind => SlackErrors.KindOf(Error);

    /// <summary>For invitations: who could not be invited, and why.</summary>
    public ImmutableArray<(string User, string Error)> Users { get; init; } = [];
}

/// <summary>Slack takes no more such calls for now, or cannot be reached; nothing was done.</summary>
/// <param name="after">When to come back; a little before the turn, so that waiting calls can be put in order.</param>
public sealed class SlackBusyException(TimeSpan after) : Exception("Slack takes no more such calls for now.")
{
    /// <summary>When to come back.</summary>
    public TimeSpan After { get; } = after;
}

/// <summary>Nobody knows whether the call took effect: a timeout, a reset, a server's error, an answer that is none.</summary>
public sealed class SlackMaybeDoneException(string message, Exception? inner = null) : Exception(message, inner);

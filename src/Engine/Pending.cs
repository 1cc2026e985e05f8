using ChatOpsIncident.Incidents.Timeline;

namespace ChatOpsIncident.Engine;

/// <summary>A command that waits for its stream.</summary>
/// <param name="Request">The request's own id, with its source in front: a repeat is recognised by it.</param>
/// <param name="Asked">Everything of the moment but the pinned playbook, which depends on the state.</param>
internal sealed record Pending<TState>(string Request, Command<TState> Command, Func<TState, Moment> Asked)
{
    /// <summary>After this nobody waits for the answer any more.</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>The row that must exist before the append.</summary>
    public bool Opens { get; init; }

    public TaskCompletionSource<Outcome<TState>> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <summary>What came of a command.</summary>
/// <param name="Decision">Null: this request was applied before.</param>
/// <param name="State">The state after it.</param>
/// <param name="Moment">The moment at which it was decided.</param>
internal sealed record Outcome<TState>(Decision? Decision, TState State, Moment Moment);

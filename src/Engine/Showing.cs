using System.Collections.Immutable;

namespace ChatOpsIncident.Engine;

/// <summary>One thing that the chat should hold, and the calls that bring it there.</summary>
/// <param name="Key">Its delivery key within the stream.</param>
/// <param name="Hash">Of its content.</param>
/// <param name="Create">Makes it; yields its reference.</param>
internal sealed record Showing(string Key, string Hash, Func<Task<string>> Create)
{
    /// <summary>Brings what is there to the newest content; null: it never changes.</summary>
    public Func<string, Task>? Update { get; init; }

    /// <summary>What is there under this key since it was first tried, oldest first; null: making it twice is the same as once.</summary>
    public Func<DateTimeOffset, Task<IReadOnlyList<string>>>? Find { get; init; }

    /// <summary>Takes away a double that came late.</summary>
    public Func<string, Task> Remove { get; init; } = _ => Task.CompletedTask;

    /// <summary>Restored when the platform says that it is gone; else it is over once delivered.</summary>
    public bool Restores { get; init; }

    /// <summary>It belongs into a room that was replaced, or that is not the incident's own: closed by people is as good as left by us.</summary>
    public bool IsLeft { get; init; }

    /// <summary>Done once more when nothing can land any more that was on its way before it.</summary>
    public bool Again { get; init; }

    /// <summary>For invitations: hashes of everybody who is invited once this is delivered.</summary>
    public ImmutableArray<string>? Invited { get; init; }
}

/// <summary>How far a thing has come.</summary>
/// <param name="Ref">Its reference if it is there now.</param>
/// <param name="Settled">Nothing of it is left to do.</param>
internal readonly record struct Shown(string? Ref, bool Settled)
{
    /// <summary>The platform said no: nothing was done, and nobody knows when it will be.</summary>
    public bool Denied { get; init; }
}

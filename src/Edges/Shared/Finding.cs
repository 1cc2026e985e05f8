namespace ChatOpsIncident.Edges.Shared;

/// <summary>What was looked at, and what is wrong with it.</summary>
/// <param name="What">In a few words.</param>
/// <param name="Wrong">Why, and where to change it; null: all is well.</param>
public sealed record Finding(string What, string? Wrong = null)
{
    /// <summary>It works without; what is wrong says what is missed.</summary>
    public bool Optional { get; init; }
}

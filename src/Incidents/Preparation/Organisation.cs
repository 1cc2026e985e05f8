using System.Collections.Immutable;
using ChatOpsIncident.Incidents.Learning;

namespace ChatOpsIncident.Incidents.Preparation;

/// <summary>The second aggregate: playbook versions and proposed changes.</summary>
public sealed record Organisation
{
    /// <summary>The last event.</summary>
    public Head Head { get; init; } = Head.None;

    /// <summary>Every adopted version; incidents stay bound to theirs.</summary>
    public ImmutableSortedDictionary<int, Playbook> Versions { get; init; } = ImmutableSortedDictionary<int, Playbook>.Empty;

    /// <summary>The version that new incidents run on; null before the first adoption.</summary>
    public Playbook? Current => Versions.IsEmpty ? null : Versions[Versions.Keys.Last()];

    /// <summary>Proposed changes that nobody has decided on yet, by their id.</summary>
    public ImmutableSortedDictionary<string, PendingChange> Pending { get; init; } = ImmutableSortedDictionary<string, PendingChange>.Empty;

    /// <summary>Ids of changes that were decided, so that a late word of one is recognised.</summary>
    public ImmutableHashSet<string> Decided { get; init; } = [];

    /// <summary>SHA-256 of the playbook file when it was last adopted (or proposed).</summary>
    public string? FileHash { get; init; }

    /// <summary>Before the first event.</summary>
    public static Organisation Empty { get; } = new();
}

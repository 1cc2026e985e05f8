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

    /// <summary>Version → the lesson that it came from.</summary>
    public ImmutableSortedDictionary<int, ChangeOrigin> Lessons { get; init; } = ImmutableSortedDictionary<int, ChangeOrigin>.Empty;

    /// <summary>Proposed changes that nobody has decided on yet, by their id.</summary>
    public ImmutableSortedDictionary<string, PendingChange> Pending { get; init; } = ImmutableSortedDictionary<string, PendingChange>.Empty;

    /// <summary>Ids of changes that were decided, so that a late word of one is recognised.</summary>
    public ImmutableHashSet<string> Decided { get; init; } = [];

    /// <summary>SHA-256 of the playbook file when it was last adopted; null if it never was.</summary>
    public string? FileHash { get; init; }

    /// <summary>SHA-256 of the default that shipped when file or default was last adopted.</summary>
    public string? ShippedHash { get; init; }

    /// <summary>The version that file or default last agreed with; 0 before the first.</summary>
    public int Outside { get; init; }

    /// <summary>Changes were approved since file or default was adopted.</summary>
    public bool ChangedInChat => Current is { } current && current.Version != Outside;

    /// <summary>Before the first event.</summary>
    public static Organisation Empty { get; } = new();

    /// <summary>The version that says the same as this file: the current one, or the one the file was before; else null.</summary>
    internal int? StandsFor(PlaybookCandidate file) =>
        new[] { Current?.Version ?? 0, FileHash is null ? 0 : Outside }.Where(v => Versions.GetValueOrDefault(v)?.Yaml == file.Playbook.Yaml).Cast<int?>().FirstOrDefault();
}

using System.Collections.Immutable;

namespace ChatOpsIncident.Incidents.Response;

/// <summary>Roles, tasks, phases, updates, evidence.</summary>
public sealed record ResponseState
{
    /// <summary>Severity now; null before declaration.</summary>
    public string? Severity { get; init; }

    /// <summary>Contain, eradicate, recover, done.</summary>
    public Phase Phase { get; init; }

    /// <summary>When the phase began.</summary>
    public DateTimeOffset PhaseSince { get; init; }

    /// <summary>Role id → who has it.</summary>
    public ImmutableSortedDictionary<string, Person> Roles { get; init; } = ImmutableSortedDictionary<string, Person>.Empty.WithComparers(StringComparer.Ordinal);

    /// <summary>People who joined, were called or were given something, in order, each once.</summary>
    public ImmutableArray<Person> Responders { get; init; } = [];

    /// <summary>People who were asked to come, in order: they may look, and belong to the room once they press "I'm here".</summary>
    public ImmutableArray<Person> Called { get; init; } = [];

    /// <summary>Open tasks by number.</summary>
    public ImmutableSortedDictionary<int, OpenTask> Tasks { get; init; } = ImmutableSortedDictionary<int, OpenTask>.Empty;

    /// <summary>How many tasks there ever were; the next one's number is one more.</summary>
    public int TasksEver { get; init; }

    /// <summary>Tasks that are done or dropped.</summary>
    public int TasksClosed { get; init; }

    /// <summary>Updates to stakeholders.</summary>
    public UpdateClock? Updates { get; init; }

    /// <summary>Pieces of evidence captured.</summary>
    public int Evidence { get; init; }

    /// <summary>Messages that are on the register (reference and hash) → number of the piece.</summary>
    public ImmutableSortedDictionary<string, int> EvidenceOfMessages { get; init; } = ImmutableSortedDictionary<string, int>.Empty.WithComparers(StringComparer.Ordinal);

    /// <summary>Numbers of evidence that was withdrawn.</summary>
    public ImmutableSortedSet<int> WithdrawnEvidence { get; init; } = [];

    /// <summary>When the threat was contained, by when it happened; an anchor of the review.</summary>
    public DateTimeOffset? ContainedAt { get; init; }

    /// <summary>When its cause was gone; an anchor of the review.</summary>
    public DateTimeOffset? EradicatedAt { get; init; }

    /// <summary>When everything ran as before; an anchor of the review.</summary>
    public DateTimeOffset? RecoveredAt { get; init; }

    /// <summary>Where it was announced, in order.</summary>
    public ImmutableArray<AnnouncementPlace> Announced { get; init; } = [];

    /// <summary>When it was resolved.</summary>
    public DateTimeOffset? ResolvedAt { get; init; }

    /// <summary>What was said when it was resolved.</summary>
    public Text? Summary { get; init; }

    /// <summary>Open must-do tasks of the current phase.</summary>
    public int OpenMustDo => Tasks.Values.Count(t => t.MustDo && t.Phase == Phase);

    /// <summary>The incident commander.</summary>
    public Person? Commander => Roles.GetValueOrDefault("commander");

    /// <summary>Who writes the updates: the communications lead, else the commander.</summary>
    public Person? Communicator => Roles.GetValueOrDefault("comms") ?? Commander;

    /// <summary>Open tasks by what hurts most: overdue, then due soonest, then must-do, then unowned.</summary>
    internal IEnumerable<OpenTask> Hurting => Tasks.Values
        .OrderByDescending(t => t.Overdue).ThenBy(t => t.Due ?? DateTimeOffset.MaxValue).ThenByDescending(t => t.MustDo)
        .ThenBy(t => OwnerOf(t) is not null).ThenBy(t => t.Number);

    /// <summary>Who took the task, else who has the role that it belongs to.</summary>
    internal Person? OwnerOf(OpenTask task) => task.Owner ?? (task.Role is { } role ? Roles.GetValueOrDefault(role) : null);

    /// <summary>The response begins: with this severity, its cadence of updates, in the first phase.</summary>
    internal ResponseState Begin(string severity, TimeSpan updateEvery, DateTimeOffset at) =>
        this with { Severity = severity, Phase = Phase.Contain, PhaseSince = at, Updates = UpdateClock.From(updateEvery, at) };

    internal ResponseState With(OpenTask task) => this with { Tasks = Tasks.SetItem(task.Number, task) };

    internal ResponseState WithoutTask(int number) => this with { Tasks = Tasks.Remove(number), TasksClosed = TasksClosed + 1 };
}


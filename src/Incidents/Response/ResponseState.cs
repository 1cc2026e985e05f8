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
    public ImmutableSortedDictionary<string, Person> Roles { get; init; } = ImmutableSortedDictionary<string, Person>.Empty;

    /// <summary>People who joined, were called or were given something, in order, each once.</summary>
    public ImmutableArray<Person> Responders { get; init; } = [];

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

    /// <summary>When the threat was contained, by when it happened; an anchor of the review.</summary>
    public DateTimeOffset? ContainedAt { get; init; }

    /// <summary>When its cause was gone; an anchor of the review.</summary>
    public DateTimeOffset? EradicatedAt { get; init; }

    /// <summary>When everything ran as before; an anchor of the review.</summary>
    public DateTimeOffset? RecoveredAt { get; init; }

    /// <summary>When it was resolved.</summary>
    public DateTimeOffset? ResolvedAt { get; init; }

    /// <summary>Open must-do tasks of the current phase.</summary>
    public int OpenMustDo => Tasks.Values.Count(t => t.MustDo && t.Phase == Phase);

    /// <summary>The incident commander.</summary>
    public Person? Commander => Roles.GetValueOrDefault("commander");
}

/// <summary>A phase of the response.</summary>
public enum Phase { None, Contain, Eradicate, Recover, Done }

/// <summary>A phase as people say it.</summary>
internal static class PhaseWords
{
    /// <summary>To "contain", to "eradicate", to "recover".</summary>
    public static string InWords(this Phase phase) => phase switch
    {
        Phase.Contain => "contain",
        Phase.Eradicate => "eradicate",
        Phase.Recover => "recover",
        Phase.Done => "finish",
        _ => "begin",
    };
}

/// <summary>A task that is not done yet.</summary>
/// <param name="Due">When it should be done; null: whenever.</param>
public sealed record OpenTask(int Number, Text Text, Phase Phase, bool MustDo, bool Evidence, Person? Owner, DateTimeOffset? Due, string? ChecklistId = null)
{
    /// <summary>When its owner was asked after it was due; then the commander is next.</summary>
    public DateTimeOffset? AskedAt { get; init; }

    public bool CommanderAsked { get; init; }

    /// <summary>The role whose holder owns it while nobody took it.</summary>
    public string? Role { get; init; }

    /// <summary>The lesson that it came from.</summary>
    public string? Because { get; init; }
}

/// <summary>When the next update is due.</summary>
/// <param name="Every">Cadence of the severity.</param>
/// <param name="NextDue">When the next one is due.</param>
/// <param name="Last">The last one's words.</param>
/// <param name="NudgeAt">When its owner is nudged next (a snooze moves it).</param>
public sealed record UpdateClock(TimeSpan Every, DateTimeOffset NextDue, DateTimeOffset NudgeAt, DateTimeOffset? LastAt = null, Text? Last = null, bool Overdue = false);

using System.Collections.Immutable;

namespace ChatOpsIncident.Incidents.Response;

/// <summary>What the playbook says has to be done in a phase.</summary>
public static class Checklist
{
    /// <summary>The tasks of a phase: those of every incident first, then the category's own. Null if the playbook has none.</summary>
    /// <param name="tasksEver">How many tasks the incident ever had; numbers go on from there.</param>
    /// <param name="stillOpen">Checklist ids of tasks that are open from before (a reopened incident); they are not planned twice.</param>
    public static Event<Incident>? For(
        Playbook playbook, string? category, Phase phase, int tasksEver, Moment at, IEnumerable<string?>? stillOpen = null)
    {
        var open = stillOpen?.ToHashSet(StringComparer.Ordinal) ?? [];
        ImmutableArray<PlannedTask> tasks =
        [
            .. Of(playbook, category).Where(t => Is(t, phase) && !open.Contains(t.Id))
                .Select((t, i) => new PlannedTask(tasksEver + i + 1, t.Text)
                {
                    Id = t.Id, MustDo = t.MustDo, Evidence = t.Evidence, Role = t.Role, Because = t.Because, Due = at.Now + t.Within,
                }),
        ];
        return tasks.IsEmpty ? null : new TasksPlanned(phase, tasks);
    }

    /// <summary>Whether evidence has to be preserved before the cause is removed.</summary>
    internal static bool AsksForEvidence(Playbook playbook, string? category) => Of(playbook, category).Any(t => t.Evidence && Is(t, Phase.Contain));

    private static IEnumerable<ChecklistTask> Of(Playbook playbook, string? category) => playbook.Checklist.Concat(playbook.Category(category)?.Checklist ?? []);

    private static bool Is(ChecklistTask task, Phase phase) => string.Equals(task.Phase, phase.ToString(), StringComparison.OrdinalIgnoreCase);
}

/// <summary>A step as it stood in the pinned playbook when its phase began.</summary>
/// <param name="Number">Counts through the incident.</param>
public sealed record PlannedTask(int Number, string Text)
{
    /// <summary>Its id in the playbook.</summary>
    public string? Id { get; init; }

    /// <summary>Leaving the phase with it open asks for a reason.</summary>
    public bool MustDo { get; init; }

    /// <summary>Preserves evidence.</summary>
    public bool Evidence { get; init; }

    /// <summary>The role whose holder owns it until somebody takes it.</summary>
    public string? Role { get; init; }

    /// <summary>When it should be done; null: whenever.</summary>
    public DateTimeOffset? Due { get; init; }

    /// <summary>The lesson that it came from.</summary>
    public string? Because { get; init; }
}

/// <summary>A phase's checklist was planned. Carries all that later rules need, so that nobody has to look into the playbook.</summary>
[StoredAs("response.tasks-planned", 1)]
public sealed record TasksPlanned(Phase Phase, ImmutableArray<PlannedTask> Tasks) : Event<Incident>
{
    internal override Telling Telling => Telling.Followed;

    internal override Rich Line => $"{Tasks.Length} {(Tasks.Length == 1 ? "task" : "tasks")} planned to {Phase.InWords()}";

    internal override Incident Evolve(Incident i) => i with
    {
        Response = i.Response with
        {
            Tasks = i.Response.Tasks.AddRange(Tasks.Select(t => KeyValuePair.Create(
                t.Number, new OpenTask(t.Number, t.Text, Phase, t.MustDo, t.Evidence, null, null, t.Id) { Role = t.Role, Because = t.Because }.DueAt(t.Due, i.Head.At)))),
            TasksEver = i.Response.TasksEver + Tasks.Length,
        },
    };

    internal override IEnumerable<Outgoing> Sends(Incident now, Recorded recorded)
    {
        if (Learning.NewSince.Say(recorded.Playbook, Tasks) is { } taught) yield return new Message(Place.Room, taught);
    }
}

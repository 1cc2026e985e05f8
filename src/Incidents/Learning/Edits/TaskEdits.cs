using System.Collections.Immutable;

namespace ChatOpsIncident.Incidents.Learning.Edits;

/// <summary>An edit in one checklist.</summary>
/// <param name="Category">Null: the checklist of every incident.</param>
public abstract record ChecklistEdit(string? Category) : PlaybookEdit
{
    /// <summary>"Phishing, contain" or "Every incident, contain".</summary>
    private protected string In(Playbook playbook, string? phase) =>
        $"{(Category is null ? "Every incident" : playbook.Category(Category)?.Name ?? Category)}{(phase is null ? "" : ", " + phase)}";

    private protected ImmutableArray<ChecklistTask> Tasks(Playbook playbook) =>
        Category is null ? playbook.Checklist : playbook.Category(Category)?.Checklist ?? [];

    private protected Playbook? With(Playbook playbook, ImmutableArray<ChecklistTask> tasks)
    {
        if (Category is null) return playbook with { Checklist = tasks };
        return playbook.Category(Category) is { } category
            ? playbook with { Categories = playbook.Categories.Replace(category, category with { Checklist = tasks }) }
            : null;
    }

    private protected static string Words(ChecklistTask task)
    {
        string?[] notes = [task.MustDo ? "must do" : null, task.Evidence ? "preserves evidence" : null, task.Within is { } within ? "within " + Duration.Format(within) : null];
        var said = string.Join(", ", notes.OfType<string>());
        return said.Length == 0 ? task.Text : $"{task.Text} ({said})";
    }
}

/// <summary>A new step at the end of a phase's checklist.</summary>
/// <param name="Phase">contain, eradicate or recover.</param>
/// <param name="Within">Time it should take; null: whenever.</param>
public sealed record AddTask(string? Category, string Phase, Text What, bool MustDo = false, bool Evidence = false, TimeSpan? Within = null) : ChecklistEdit(Category)
{
    internal override string Place(Playbook playbook) => In(playbook, Phase);

    internal override string? Reads(Playbook playbook) =>
        Tasks(playbook).FirstOrDefault(t => t.Phase == Phase && t.Text == OneLine(What)) is { } task ? Words(task) : null;

    internal override Playbook? Change(Playbook playbook, string? because)
    {
        if (Reads(playbook) is not null) return playbook;
        var taken = playbook.Checklist.Concat(playbook.Categories.SelectMany(c => c.Checklist)).Select(t => t.Id);
        var task = new ChecklistTask(NewId.From(OneLine(What), "task", taken), Phase, OneLine(What), MustDo, Evidence, null, Within) { Because = because };
        return With(playbook, Tasks(playbook).Add(task));
    }
}

/// <summary>Other words for a step.</summary>
public sealed record RewordTask(string? Category, string Id, Text What) : ChecklistEdit(Category)
{
    internal override string Place(Playbook playbook) => In(playbook, Task(playbook)?.Phase);

    internal override string? Reads(Playbook playbook) => Task(playbook) is { } task ? Words(task) : null;

    internal override Playbook? Change(Playbook playbook, string? because) => Task(playbook) is { } task
        ? With(playbook, Tasks(playbook).Replace(task, task with { Text = OneLine(What), Because = because }))
        : null;

    private ChecklistTask? Task(Playbook playbook) => Tasks(playbook).FirstOrDefault(t => t.Id == Id);
}

/// <summary>A step that is not needed any more.</summary>
public sealed record RemoveTask(string? Category, string Id) : ChecklistEdit(Category)
{
    internal override string Place(Playbook playbook) => In(playbook, Task(playbook)?.Phase);

    internal override string? Reads(Playbook playbook) => Task(playbook) is { } task ? Words(task) : null;

    internal override Playbook? Change(Playbook playbook, string? because) =>
        Task(playbook) is { } task ? With(playbook, Tasks(playbook).Remove(task)) : null;

    private ChecklistTask? Task(Playbook playbook) => Tasks(playbook).FirstOrDefault(t => t.Id == Id);
}

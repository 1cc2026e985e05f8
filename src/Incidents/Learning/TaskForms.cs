using System.Collections.Immutable;
using ChatOpsIncident.Incidents.Cards;
using ChatOpsIncident.Incidents.Learning.Edits;

namespace ChatOpsIncident.Incidents.Learning;

/// <summary>Forms for the steps of checklists.</summary>
internal static class TaskForms
{
    private static readonly ImmutableArray<Choice> Phases = [.. ChecklistTask.Phases.Select(p => new Choice(p, p))];

    public static ImmutableArray<EditKind> All { get; } =
    [
        new("add-task", "Add a task", "what to do, in which phase; a time like 15m, if any", "what", Add, a =>
            a["what"] is { } what && a["phase"] is { } phase && ChecklistTask.Phases.Contains(phase) && (a["within"] is null || Duration.Parse(a["within"]) is not null)
                ? new AddTask(EditChoices.CategoryOf(a["category"]), phase, what, a["must"] == "true", a["evidence"] == "true", Duration.Parse(a["within"]))
                : null),
        new("reword-task", "Reword a task", "which task, and how it should read", "what", (playbook, own, lesson) =>
            [Task(playbook, own), new TextField("what", "How should it read?", Multiline: true, Max: 300) { Required = true }], a =>
            EditChoices.PlaceOf(a["task"]) is var (category, id) && a["what"] is { } what ? new RewordTask(category, id, what) : null),
        new("remove-task", "Take a task out", "which task", "task", (playbook, own, lesson) => [Task(playbook, own)], a =>
            EditChoices.PlaceOf(a["task"]) is var (category, id) ? new RemoveTask(category, id) : null),
    ];

    private static ImmutableArray<Field> Add(Playbook playbook, Category? own, Lesson lesson) =>
    [
        new TextField("what", "What is to be done?", Multiline: true, Max: 300) { Required = true, Value = lesson.What.Value?.Length <= 300 ? lesson.What.Value : null },
        EditChoices.Category(playbook, own, orEvery: true), new ChoiceField("phase", "In which phase?", Phases) { Required = true, Value = Phases[0].Value },
        new TextField("within", "Within which time?", Max: 20) { Hint = "15m, 4h, or leave it empty" },
        new TickField("must", "Must be done before the phase ends"), new TickField("evidence", "It preserves evidence"),
    ];

    private static ChoiceField Task(Playbook playbook, Category? own) => EditChoices.Places("task", "Which task?",
    [
        .. (own?.Checklist ?? []).Select(t => ((string?)own!.Id, t.Id, t.Text)), .. playbook.Checklist.Select(t => ((string?)null, t.Id, t.Text)),
        .. playbook.Categories.Where(c => c != own).SelectMany(c => c.Checklist.Select(t => ((string?)c.Id, t.Id, $"{c.Name}: {t.Text}"))),
    ]);
}

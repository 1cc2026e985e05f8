using System.Collections.Immutable;
using ChatOpsIncident.Incidents.Cards;
using ChatOpsIncident.Incidents.Learning.Edits;

namespace ChatOpsIncident.Incidents.Learning;

/// <summary>Forms for the questions of triage and after the end.</summary>
internal static class QuestionForms
{
    private const string New = "new";

    public static ImmutableArray<EditKind> All { get; } =
    [
        new("add-question", "Add a triage question", "what is asked, of which incidents", "asks", (playbook, own, lesson) =>
            [
                new TextField("asks", "What is asked? (yes or no)", Max: 150) { Required = true }, EditChoices.Category(playbook, own, orEvery: false),
                EditChoices.Severity("floor", "If yes, at least", playbook, none: "No floor"),
            ], a => a["asks"] is { } asks && a["category"] is { } category ? new AddQuestion(category, asks, EditChoices.CategoryOf(a["floor"])) : null),
        new("reword-question", "Reword a triage question", "which question, and how it should read", "asks", (playbook, own, lesson) =>
            [Question(playbook, own, common: true), new TextField("asks", "How should it read?", Max: 150) { Required = true }], a =>
            EditChoices.PlaceOf(a["question"]) is var (category, id) && a["asks"] is { } asks ? new RewordQuestion(category, id, asks) : null),
        new("set-floor", "Change a question's floor", "which question of a category", "question", (playbook, own, lesson) =>
            [Question(playbook, own, common: false), EditChoices.Severity("floor", "If yes, at least", playbook, none: "No floor")], a =>
            EditChoices.PlaceOf(a["question"]) is ({ } category, var id) ? new SetFloor(category, id, EditChoices.CategoryOf(a["floor"])) : null),
        new("change-prompt", "Change a question after the end", "which question, and how it should read", "asks", (playbook, own, lesson) =>
            [
                new ChoiceField("prompt", "Which question?", [new("A new one", New), .. playbook.Prompts.Select(p => new Choice(Shortened.Line(p.Asks, CardLimits.Title), p.Id))])
                {
                    Required = true, Value = New,
                },
                new TextField("asks", "How should it read?", Max: 150), new TickField("out", "Take it out"),
            ], a => (a["prompt"], a["asks"], a["out"] == "true") switch
            {
                (not (null or New) and var id, _, true) => new ChangePrompt(id, null),
                ({ } id, { } asks, false) => new ChangePrompt(id == New ? null : id, asks),
                _ => null,
            }),
    ];

    private static ChoiceField Question(Playbook playbook, Category? own, bool common) => EditChoices.Places("question", "Which question?",
    [
        .. (own?.Questions ?? []).Select(q => ((string?)own!.Id, q.Id, q.Asks)), .. common ? playbook.Questions.Select(q => ((string?)null, q.Id, q.Asks)) : [],
        .. common ? playbook.Modifiers.Select(q => ((string?)null, q.Id, q.Asks)) : [],
        .. playbook.Categories.Where(c => c != own).SelectMany(c => c.Questions.Select(q => ((string?)c.Id, q.Id, $"{c.Name}: {q.Asks}"))),
    ]);
}

using System.Collections.Immutable;
using System.Globalization;
using ChatOpsIncident.Incidents.Cards;
using ChatOpsIncident.Incidents.Learning.Edits;

namespace ChatOpsIncident.Incidents.Learning;

/// <summary>Forms for rules, cadences, roles, contacts and everything else.</summary>
internal static class PolicyForms
{
    private const string Keep = "Leave it empty to keep what is there";

    public static ImmutableArray<EditKind> All { get; } =
    [
        new("change-rule", "Change a severity rule", "which rule, and what should change in it", "when", (playbook, own, lesson) =>
            [
                new ChoiceField("rule", "Which rule?", [.. playbook.Rules.Select(r => new Choice(Shortened.Line($"{r.Severity}: {r.Says}", CardLimits.Title), r.Id))]) { Required = true },
                EditChoices.Severity("severity", "Severity", playbook, none: "As it is"),
                new TextField("when", "When does it apply?", Max: 200) { Hint = $"Like F = 3 and A >= 2. {Keep}" },
                new TextField("says", "The rule in words", Max: 200) { Hint = Keep },
            ], a => a["rule"] is { } rule && (EditChoices.CategoryOf(a["severity"]) ?? a["when"] ?? a["says"]) is not null
                ? new ChangeRule(rule, EditChoices.CategoryOf(a["severity"]), Text.Maybe(a["when"]), Text.Maybe(a["says"]))
                : null),
        new("change-cadence", "Change how often to update", "a severity, and a time like 30m", "every", (playbook, own, lesson) =>
            [EditChoices.Severity("severity", "At which severity?", playbook), new TextField("every", "An update every", Max: 20) { Required = true, Hint = "30m, 2h, 1d" }], a =>
            a["severity"] is { } severity && Duration.Parse(a["every"]) is { } every ? new ChangeCadence(severity, every) : null),
        new("change-role", "Change a role", "which role, and what should change in it", "does", (playbook, own, lesson) =>
            [
                new ChoiceField("role", "Which role?", [.. playbook.Roles.Select(r => new Choice(r.Name, r.Id))]) { Required = true },
                new TextField("does", "What does it do?", Max: 200) { Hint = Keep }, new TextField("groups", "Who may take it?", Max: 200) { Hint = "Groups, between commas" },
                new TextField("deputies", "Who stands in?", Max: 200) { Hint = "Groups, between commas" },
            ], a => a["role"] is { } role && (a["does"] ?? a["groups"] ?? a["deputies"]) is not null
                ? new ChangeRole(role, Text.Maybe(a["does"]), Text.Maybe(a["groups"]), Text.Maybe(a["deputies"]))
                : null),
        new("change-contact", "Change who is told", "which step, and whom to tell", "to", (playbook, own, lesson) =>
            [
                EditChoices.Severity("severity", "When?", playbook, none: "A report nobody looks at yet"),
                new ChoiceField("step", "Which step?", [.. Enumerable.Range(1, 6).Select(n => n.ToString(CultureInfo.InvariantCulture)).Select(n => new Choice($"Step {n}", n))])
                {
                    Required = true, Value = "1",
                },
                new TextField("to", "Who is told?", Max: 200) { Required = true, Hint = "on-call, group:leads, role:commander" },
                new TextField("wait", "How long to wait?", Max: 20) { Hint = "5m; empty keeps what is there" },
            ], a => a["to"] is { } to && int.TryParse(a["step"], NumberStyles.None, CultureInfo.InvariantCulture, out var step) && (a["wait"] is null || Duration.Parse(a["wait"]) is not null)
                ? new ChangeContact(EditChoices.CategoryOf(a["severity"]), step, to, Duration.Parse(a["wait"]))
                : null),
        new("change-yaml", "Something else, as YAML", "the piece of YAML", "yaml", (playbook, own, lesson) =>
            [new TextField("yaml", "The piece that changes", Multiline: true) { Required = true, Hint = "As in the playbook; entries of lists by their id" }], a =>
            a["yaml"] is { } yaml ? new ChangeYaml(yaml) : null),
    ];
}

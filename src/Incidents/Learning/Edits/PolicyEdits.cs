using System.Collections.Immutable;
using System.Globalization;

namespace ChatOpsIncident.Incidents.Learning.Edits;

/// <summary>A rule of the decision table: another severity, condition or wording; null keeps what is there.</summary>
public sealed record ChangeRule(string Id, string? Severity = null, Text? When = null, Text? Says = null) : PlaybookEdit
{
    internal override string Place(Playbook playbook) => $"Decision table, rule {Id}";

    internal override string? Reads(Playbook playbook) => Rule(playbook) is { } rule ? $"{rule.Severity} when {rule.When}: {rule.Says}" : null;

    internal override Playbook? Change(Playbook playbook, string? because) => Rule(playbook) is { } rule
        ? playbook with
        {
            Rules = playbook.Rules.Replace(rule, rule with
            {
                Severity = Severity ?? rule.Severity,
                When = When is null ? rule.When : OneLine(When),
                Says = Says is null ? rule.Says : OneLine(Says),
            }),
        }
        : null;

    private CriteriaRule? Rule(Playbook playbook) => playbook.Rules.FirstOrDefault(r => r.Id == Id);
}

/// <summary>How often updates are due at a severity.</summary>
public sealed record ChangeCadence(string Severity, TimeSpan Every) : PlaybookEdit
{
    internal override string Place(Playbook playbook) => $"Updates at {Severity}";

    internal override string? Reads(Playbook playbook) => playbook.Severity(Severity) is { } level ? "every " + Duration.Format(level.UpdateEvery) : null;

    internal override Playbook? Change(Playbook playbook, string? because) => playbook.Severity(Severity) is { } level
        ? playbook with { Severities = playbook.Severities.Replace(level, level with { UpdateEvery = Every }) }
        : null;
}

/// <summary>A question to everyone who took part, after the end.</summary>
/// <param name="Id">Null: a new one.</param>
/// <param name="Asks">Null: it is not asked any more.</param>
public sealed record ChangePrompt(string? Id, Text? Asks) : PlaybookEdit
{
    internal override string Place(Playbook playbook) => "Questions after the end";

    internal override string? Reads(Playbook playbook) => Prompt(playbook)?.Asks;

    internal override Playbook? Change(Playbook playbook, string? because) => (Prompt(playbook), Asks) switch
    {
        ({ } prompt, null) => playbook with { Prompts = playbook.Prompts.Remove(prompt) },
        ({ } prompt, _) => playbook with { Prompts = playbook.Prompts.Replace(prompt, prompt with { Asks = OneLine(Asks) }) },
        (null, not null) when Id is null =>
            playbook with { Prompts = playbook.Prompts.Add(new(NewId.From(OneLine(Asks), "prompt", playbook.Prompts.Select(p => p.Id)), OneLine(Asks))) },
        _ => null,
    };

    private Prompt? Prompt(Playbook playbook) => playbook.Prompts.FirstOrDefault(p => Id is null ? p.Asks == OneLine(Asks) : p.Id == Id);
}

/// <summary>What a role does and who may take it; null keeps what is there.</summary>
/// <param name="Groups">Groups, between commas.</param>
/// <param name="Deputies">Groups, between commas.</param>
public sealed record ChangeRole(string Id, Text? Does = null, Text? Groups = null, Text? Deputies = null) : PlaybookEdit
{
    internal override string Place(Playbook playbook) => $"Role {playbook.Role(Id)?.Name ?? Id}";

    internal override string? Reads(Playbook playbook) => playbook.Role(Id) is { } role
        ? $"{role.Does} Taken by: {Who(role.Groups, "whoever responds")}. Deputies: {Who(role.Deputies, "none")}."
        : null;

    internal override Playbook? Change(Playbook playbook, string? because) => playbook.Role(Id) is { } role
        ? playbook with
        {
            Roles = playbook.Roles.Replace(role, role with
            {
                Does = Does is null ? role.Does : OneLine(Does),
                Groups = Groups is null ? role.Groups : Listed(Groups),
                Deputies = Deputies is null ? role.Deputies : Listed(Deputies),
            }),
        }
        : null;

    private static string Who(ImmutableArray<string> groups, string nobody) => groups.IsEmpty ? nobody : string.Join(", ", groups);
}

/// <summary>Who is told, and how long an answer is waited for, at one step of an escalation.</summary>
/// <param name="Severity">Null: the path of a report that nobody looks at.</param>
/// <param name="Step">1 is the first; one past the last adds a step.</param>
/// <param name="To">Whom, between commas: <c>on-call</c>, <c>group:leads</c>, <c>role:commander</c>.</param>
/// <param name="Wait">Null keeps what is there.</param>
public sealed record ChangeContact(string? Severity, int Step, Text To, TimeSpan? Wait = null) : PlaybookEdit
{
    private static readonly TimeSpan Usual = TimeSpan.FromMinutes(10);

    internal override string Place(Playbook playbook) => string.Create(
        CultureInfo.InvariantCulture, $"Who is told {(Severity is null ? "of a report" : "at " + Severity)}, step {Step}");

    internal override string? Reads(Playbook playbook) => Path(playbook) is { } path && Step >= 1 && Step <= path.Length
        ? $"{string.Join(", ", path[Step - 1].To)}; then {Duration.Format(path[Step - 1].Wait)} to answer"
        : null;

    internal override Playbook? Change(Playbook playbook, string? because)
    {
        if (Path(playbook) is not { } path || Step < 1 || Step > path.Length + 1) return null;
        var changed = Step <= path.Length
            ? path.SetItem(Step - 1, new(Listed(To), Wait ?? path[Step - 1].Wait))
            : path.Add(new(Listed(To), Wait ?? Usual));
        return playbook.Severity(Severity) is { } level
            ? playbook with { Severities = playbook.Severities.Replace(level, level with { Escalation = changed }) }
            : playbook with { ReportEscalation = changed };
    }

    private ImmutableArray<EscalationStep>? Path(Playbook playbook) =>
        Severity is null ? playbook.ReportEscalation : playbook.Severity(Severity)?.Escalation;
}

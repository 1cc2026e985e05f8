using System.Collections.Immutable;

namespace ChatOpsIncident.Incidents.Preparation;

/// <summary>The versioned policy, as read from YAML. Ids are what events and buttons carry; names are what people read.</summary>
public sealed record Playbook
{
    /// <summary>0 until adopted; then 1, 2, 3 …</summary>
    public int Version { get; init; }

    /// <summary>The canonical YAML it was read from.</summary>
    public string Yaml { get; init; } = "";

    /// <summary>Groups of people that the playbook speaks of; empty: any name is taken.</summary>
    public ImmutableArray<string> Groups { get; init; } = [];

    public required ImmutableArray<SeverityLevel> Severities { get; init; }

    /// <summary>The common questions, F I P A R E by default.</summary>
    public required ImmutableArray<CriteriaQuestion> Questions { get; init; }

    /// <summary>The decision table: first match wins.</summary>
    public required ImmutableArray<CriteriaRule> Rules { get; init; }

    /// <summary>Yes-or-no questions of every report; a yes moves the severity. A category's question with the same id is asked in place of one.</summary>
    public ImmutableArray<CategoryQuestion> Modifiers { get; init; } = [];

    public required ImmutableArray<Category> Categories { get; init; }

    public required ImmutableArray<Role> Roles { get; init; }

    /// <summary>Tasks of every incident, by phase, before the category's own.</summary>
    public required ImmutableArray<ChecklistTask> Checklist { get; init; }

    public required ImmutableArray<Prompt> Prompts { get; init; }

    /// <summary>How long prompts stay open after the end.</summary>
    public required TimeSpan PromptsOpen { get; init; }

    /// <summary>Permission → groups, roles (<c>role:commander</c>) or <c>everyone</c>.</summary>
    public required ImmutableDictionary<string, ImmutableArray<string>> Permissions { get; init; }

    /// <summary>Who is asked in turn until somebody acknowledges a report.</summary>
    public required ImmutableArray<EscalationStep> ReportEscalation { get; init; }

    /// <summary>The last escalation step repeats after this long: of a report, and of a severity that has no time of its own.</summary>
    public required TimeSpan EscalationRepeat { get; init; }

    /// <summary>While what is known leaves more than two severities open, the questions are asked again after this long.</summary>
    public TimeSpan AskAgain { get; init; } = TimeSpan.FromMinutes(30);

    public RoomPolicy Rooms { get; init; } = new();

    public LearningPolicy Learning { get; init; } = new();

    /// <summary>Where declared incidents that are open to everyone are announced, in whichever chat they are worked.</summary>
    public ImmutableArray<AnnouncementPlace> Announce { get; init; } = [];

    /// <summary>Before the first adoption: knows nothing, allows nothing.</summary>
    public static Playbook None { get; } = new()
    {
        Severities = [],
        Questions = [],
        Rules = [],
        Categories = [],
        Roles = [],
        Checklist = [],
        Prompts = [],
        ReportEscalation = [],
        Permissions = ImmutableDictionary<string, ImmutableArray<string>>.Empty,
        PromptsOpen = TimeSpan.FromDays(1),
        EscalationRepeat = TimeSpan.FromMinutes(15),
    };

    public SeverityLevel? Severity(string? id) => Severities.FirstOrDefault(s => string.Equals(s.Id, id, StringComparison.OrdinalIgnoreCase));

    public Category? Category(string? id) => Categories.FirstOrDefault(c => string.Equals(c.Id, id, StringComparison.OrdinalIgnoreCase));

    /// <summary>The yes-or-no questions of a report of this category: its own, then the modifiers.</summary>
    public ImmutableArray<CategoryQuestion> YesOrNo(Category? category)
    {
        ImmutableArray<CategoryQuestion> own = category?.Questions ?? [];
        return [.. own, .. Modifiers.Where(m => !own.Any(q => q.Id == m.Id))];
    }

    /// <summary>The tasks of an incident of this category: those of every incident, then its own, by phase.</summary>
    public ImmutableArray<ChecklistTask> ChecklistOf(Category? category) =>
        [.. ChecklistTask.Phases.SelectMany(phase => Checklist.Concat(category?.Checklist ?? []).Where(t => t.Phase == phase))];

    public Role? Role(string? id) => Roles.FirstOrDefault(r => string.Equals(r.Id, id, StringComparison.OrdinalIgnoreCase));
}

/// <summary>SEV1 (worst) …; the order in the playbook is from worst to mildest.</summary>
/// <param name="UpdateEvery">Cadence of updates to stakeholders.</param>
/// <param name="Escalation">Who is told at declaration, and asked in turn until there is a commander.</param>
public sealed record SeverityLevel(string Id, string Name, string Means, TimeSpan UpdateEvery, ImmutableArray<EscalationStep> Escalation)
{
    /// <summary>How often the path's last step repeats; null: as often as a report's.</summary>
    public TimeSpan? RepeatEvery { get; init; }
}

/// <summary>Whom to ask: <c>on-call</c>, <c>group:leads</c>, <c>role:commander</c>, <c>everyone-here</c>; and how long to wait for an answer.</summary>
public sealed record EscalationStep(ImmutableArray<string> To, TimeSpan Wait);

/// <summary>A common question with four answers, 0 (nothing) to 3 (worst).</summary>
public sealed record CriteriaQuestion(string Id, string Asks, ImmutableArray<string> Answers, string? Hint = null);

/// <summary>A row of the decision table. <paramref name="When"/> reads like <c>F = 3 and A &gt;= 2</c>, <c>any of F, I, P, R, E = 3</c>, <c>2 of F, I, P, A &gt;= 2</c>, <c>sum &gt;= 4</c>, <c>always</c>.</summary>
/// <param name="Says">The rule in words for people.</param>
public sealed record CriteriaRule(string Id, string Severity, string When, string Says);

/// <summary>A kind of incident.</summary>
/// <param name="Words">Words in a report that suggest it.</param>
/// <param name="Private">Its rooms are private by default.</param>
/// <param name="Rsit">Export tag of the Reference Security Incident Taxonomy.</param>
/// <param name="Attack">Typical ATT&amp;CK techniques.</param>
public sealed record Category(
    string Id, string Name, ImmutableArray<string> Words, bool Private, string? Rsit, ImmutableArray<string> Attack,
    ImmutableArray<CategoryQuestion> Questions, ImmutableArray<ChecklistTask> Checklist);

/// <summary>Yes, no or don't know, asked of one category or, as a modifier, of every report. A yes sets a floor, a cap, or lowers or raises by a level.</summary>
/// <param name="Floor">Severity at least.</param>
/// <param name="Cap">Severity at most.</param>
/// <param name="Shift">-1: one level milder; +1: one level worse.</param>
/// <param name="Advice">What a yes means to do, if anything.</param>
/// <param name="OnlyIf">The floor holds only if this condition (same language as rules) holds too.</param>
public sealed record CategoryQuestion(string Id, string Asks, string? Floor = null, string? Cap = null, int Shift = 0, string? Advice = null, string? OnlyIf = null)
{
    /// <summary>The lesson it came from (<c>INC-42 lesson 1</c>), if a playbook change brought it.</summary>
    public string? Because { get; init; }
}

/// <summary>A step of a checklist.</summary>
/// <param name="Phase">contain, eradicate or recover.</param>
/// <param name="MustDo">Leaving the phase with it open asks for a reason.</param>
/// <param name="Evidence">Preserves evidence: asked for before eradication.</param>
/// <param name="Within">Time it should take, from when it is planned.</param>
public sealed record ChecklistTask(string Id, string Phase, string Text, bool MustDo = false, bool Evidence = false, string? Role = null, TimeSpan? Within = null)
{
    /// <summary>The three phases, in order.</summary>
    public static ImmutableArray<string> Phases { get; } = ["contain", "eradicate", "recover"];

    /// <summary>The lesson it came from (<c>INC-42 lesson 1</c>), if a playbook change brought it.</summary>
    public string? Because { get; init; }
}

/// <summary>A role in the response.</summary>
/// <param name="Groups">Who may take it; empty: whoever may respond.</param>
/// <param name="Deputies">Groups asked when nobody of <paramref name="Groups"/> is there.</param>
public sealed record Role(string Id, string Name, string Does, ImmutableArray<string> Groups, ImmutableArray<string> Deputies);

/// <summary>A question to everybody who took part, after the end.</summary>
public sealed record Prompt(string Id, string Asks);

/// <summary>When rooms open and whether they are private.</summary>
public sealed record RoomPolicy(bool OpenAtReport = true, bool PrivateUntilTriage = false);

/// <summary>A channel that incidents are announced in.</summary>
/// <param name="Platform">The chat's name, which its people's ids begin with.</param>
/// <param name="Room">The chat's own id of the channel.</param>
public sealed record AnnouncementPlace(string Platform, string Room)
{
    /// <summary>As the playbook has it: <c>platform:id</c>; null: it is none.</summary>
    public static AnnouncementPlace? Read(string written) =>
        written?.Split(':', 2) is [{ Length: > 0 } platform, { Length: > 0 } room] && platform.All(char.IsAsciiLetterLower) && !room.Any(char.IsWhiteSpace) ? new(platform, room) : null;

    /// <summary>As the playbook has it.</summary>
    public override string ToString() => $"{Platform}:{Room}";
}

/// <summary>How lessons become changes.</summary>
/// <param name="AuthorMayApprove">False: another person than its author approves a playbook change.</param>
public sealed record LearningPolicy(bool AuthorMayApprove = false);

/// <summary>Names of permissions that offers ask for; the playbook says who has them.</summary>
public static class Permissions
{
    public const string Report = "report";
    public const string Look = "look";
    public const string Triage = "triage";
    public const string Respond = "respond";
    public const string Lead = "lead";
    public const string Learn = "learn";
    public const string ChangePlaybook = "change-playbook";
    public const string Redact = "redact";

    /// <summary>All of them; a playbook has to name each.</summary>
    public static ImmutableArray<string> All { get; } = [Report, Look, Triage, Respond, Lead, Learn, ChangePlaybook, Redact];
}

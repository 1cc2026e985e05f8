using System.Collections.Immutable;

namespace ChatOpsIncident.Incidents.Preparation.Reading;

/// <summary>The parts of a playbook, in the order in which they are written.</summary>
/// <param name="stored">A version of our own store: what a newer bot asks for in addition is filled in from the default.</param>
internal sealed class Sections(References references, Faults faults, bool stored)
{
    private readonly Checks checks = new(references, faults);

    public Playbook Read(Fields root)
    {
        var all = new Playbook
        {
            Groups = [.. root.Words("groups").Select(t => t.Value.Trim())],
            Severities = root.Each("severities", "severity", Severity, required: true),
            Questions = root.Each("questions", "question", Question, required: true),
            Rules = root.Each("rules", "rule", Rule, required: true),
            Modifiers = root.Each("modifiers", "modifier", Modifier),
            Checklist = Checklist(root, "checklist of every incident"),
            Categories = root.Each("categories", "category", Category, required: true),
            Roles = root.Each("roles", "role", Role, required: true),
            ReportEscalation = [],
            EscalationRepeat = TimeSpan.FromMinutes(10),
            Prompts = [],
            PromptsOpen = TimeSpan.FromDays(3),
            Permissions = ImmutableDictionary<string, ImmutableArray<string>>.Empty,
        };
        all = Announce(root, Learning(root, Rooms(root, Permissions(root, Prompts(root, Escalation(root, all))))));
        root.NothingElse();
        return all;
    }

    private SeverityLevel Severity(Fields f) => new(
        checks.Unique(f, "severities", 12), f.Text("name", 40), f.Text("means", 200), f.Length("update-every"), Steps(f, "escalation"))
    {
        RepeatEvery = f.MaybeLength("repeat-every"),
    };

    private ImmutableArray<EscalationStep> Steps(Fields f, string key) => f.Each(key, "step", s => new EscalationStep(
        [.. s.Words("to", required: true).Select(w => references.Who(w, bareGroups: false, "on-call", "everyone-here"))], s.Length("wait")));

    private CriteriaQuestion Question(Fields f)
    {
        var id = checks.QuestionId(f);
        var (asks, answers) = (f.Text("asks", 150), f.Words("answers", required: true));
        if (answers.Length is > 0 and not 4) faults.Add(f.At("answers"), $"A question has four answers, from nothing (0) to the worst (3); here are {answers.Length}.");
        foreach (var answer in answers.Where(a => a.Value.Trim().Length > 75))
            faults.Add(answer.At, $"This answer has {answer.Value.Trim().Length} characters; 75 fit into every chat's list of choices. Shorten it.");
        return new(id, asks, [.. answers.Select(a => a.Value.Trim())], f.Maybe("hint", 200));
    }

    private CriteriaRule Rule(Fields f)
    {
        var rule = new CriteriaRule(
            checks.Unique(f, "rules", 20), references.Severity(f.Text("severity"), f.At("severity")) ?? "",
            references.Condition(f.Text("when", 200), f.Inside("when")) ?? "", f.Text("says", 200));
        checks.Order(rule, f);
        return rule;
    }

    private Category Category(Fields f)
    {
        var id = checks.Unique(f, "categories", 40);
        checks.Within(id);
        return new(
            id, f.Text("name", 60), [.. f.Words("words").Select(w => w.Value.Trim())], f.Flag("private"), f.Maybe("rsit", 80),
            [.. f.Words("attack").Select(w => w.Value.Trim())], f.Each("questions", "question", q => YesOrNo(q, "questions of a category")), Checklist(f, $"checklist of {id}"));
    }

    private CategoryQuestion Modifier(Fields f)
    {
        var modifier = YesOrNo(f, "modifiers");
        checks.SomeEffect(modifier, f);
        return modifier;
    }

    private CategoryQuestion YesOrNo(Fields f, string kind)
    {
        var question = new CategoryQuestion(
            checks.Unique(f, kind, 40), f.Text("asks", 150), references.Severity(f.Maybe("floor"), f.At("floor")),
            references.Severity(f.Maybe("cap"), f.At("cap")), f.Number("shift", -1, 1), f.Maybe("advice"),
            references.Condition(f.Maybe("only-if", 200), f.Inside("only-if")))
        {
            Because = f.Maybe("because"),
        };
        checks.OneEffect(question, f);
        return question;
    }

    private ImmutableArray<ChecklistTask> Checklist(Fields f, string what)
    {
        if (f.Group("checklist", what) is not { } list) return [];
        ImmutableArray<ChecklistTask> tasks = [.. ChecklistTask.Phases.SelectMany(phase => list.Each(phase, "task", t => Task(t, phase)))];
        list.NothingElse();
        return tasks;
    }

    private ChecklistTask Task(Fields f, string phase) => new(
        checks.Unique(f, "tasks", 60), phase, f.Text("text"), f.Flag("must-do"), f.Flag("evidence"),
        references.Role(f.Maybe("role"), f.At("role")), f.MaybeLength("within"))
    {
        Because = f.Maybe("because"),
    };

    private Role Role(Fields f)
    {
        var role = new Role(checks.Unique(f, "roles", 30), f.Text("name", 40), f.Text("does", 200), Groups(f, "groups"), Groups(f, "deputies"));
        checks.Commander(f);
        return role;
    }

    private ImmutableArray<string> Groups(Fields f, string key) => [.. f.Words(key).Select(w => references.Who(w, bareGroups: true, "on-call"))];

    private Playbook Escalation(Fields root, Playbook all)
    {
        if (root.Group("escalation", "escalation", required: true) is not { } f) return all;
        all = all with { ReportEscalation = Steps(f, "report"), EscalationRepeat = f.Length("repeat-every"), AskAgain = f.MaybeLength("ask-again") ?? all.AskAgain };
        if (all.ReportEscalation.IsEmpty) faults.Add(f.At("report"), "Nobody is asked about a new report. Under 'report' name at least one step, for example 'to: [on-call]' and 'wait: 5m'.");
        f.NothingElse();
        return all;
    }

    private Playbook Prompts(Fields root, Playbook all)
    {
        if (root.Group("prompts", "list of prompts", required: true) is not { } f) return all;
        all = all with
        {
            PromptsOpen = f.Length("open-for"),
            Prompts = f.Each("questions", "prompt", p => new Prompt(checks.Unique(p, "prompts", 40), p.Text("asks", 150)), required: true),
        };
        f.NothingElse();
        return all;
    }

    private Playbook Permissions(Fields root, Playbook all)
    {
        if (root.Group("permissions", "list of permissions", required: true) is not { } f) return all;
        var who = Preparation.Permissions.All.ToImmutableDictionary(p => p, p =>
        {
            var named = f.Words(p, required: !stored).Select(w => references.Who(w, bareGroups: true, "everyone", "on-call"));
            return stored && !named.Any() ? Playbooks.Default.Permissions[p] : [.. named];
        });
        f.NothingElse();
        return all with { Permissions = who };
    }

    private static Playbook Rooms(Fields root, Playbook all)
    {
        if (root.Group("rooms", "room policy") is not { } f) return all;
        all = all with { Rooms = new(f.Flag("open-at-report", otherwise: true), f.Flag("private-until-triage")) };
        f.NothingElse();
        return all;
    }

    private static Playbook Learning(Fields root, Playbook all)
    {
        if (root.Group("learning", "learning policy") is not { } f) return all;
        all = all with { Learning = new(f.Flag("author-may-approve")) };
        f.NothingElse();
        return all;
    }

    private Playbook Announce(Fields root, Playbook all)
    {
        var places = ImmutableArray.CreateBuilder<AnnouncementPlace>();
        foreach (var written in root.Words("announce"))
        {
            if (AnnouncementPlace.Read(written.Value.Trim()) is not { } place)
                faults.Add(written.At, $"'{written.Value.Trim()}' is no place to announce in. Write the chat's name, a colon and its id of the channel, for example 'slack:C024BE91L'.");
            else if (places.Contains(place)) faults.Add(written.At, $"'{place}' stands here twice. Keep it once.");
            else places.Add(place);
        }
        return all with { Announce = places.ToImmutable() };
    }
}

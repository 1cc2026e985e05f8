namespace ChatOpsIncident.Incidents.Preparation.Reading;

/// <summary>What has to be true of a playbook beyond the shape of each part.</summary>
internal sealed class Checks
{
    private readonly References references;
    private readonly Faults faults;
    private readonly Dictionary<string, Dictionary<string, int>> ids = [];
    private readonly List<(CriteriaRule Rule, Fields At)> rules = [];
    private Dictionary<string, int> commonTasks = [];
    private bool inCategory;

    public Checks(References references, Faults faults)
    {
        (this.references, this.faults) = (references, faults);
        references.Later(Rules);
        references.Later(NeedsCommander);
    }

    private Fields? firstRole;

    /// <summary>An id of a kind that no other of that kind has.</summary>
    public string Unique(Fields f, string kind, int longest)
    {
        var id = f.Id();
        if (id.Length > longest) faults.Add(f.At("id"), $"The id {id} has {id.Length} characters; {longest} are enough for one of the {kind}. Shorten it.");
        if (!ids.TryGetValue(kind, out var seen)) ids[kind] = seen = new(StringComparer.OrdinalIgnoreCase);
        var line = f.At("id").Line;
        if (id.Length > 0 && !seen.TryAdd(id, line)) faults.Add(f.At("id"), $"Two of the {kind} have the id {id}, the other one in line {seen[id]}. Give one of them another id.");
        return id;
    }

    /// <summary>From here on ids of tasks and questions are a new category's; its tasks stand beside those of every incident.</summary>
    public void Within(string category)
    {
        _ = category;
        if (!inCategory) commonTasks = ids.GetValueOrDefault("tasks") ?? [];
        inCategory = true;
        ids["tasks"] = new(commonTasks, StringComparer.OrdinalIgnoreCase);
        ids.Remove("questions of a category");
    }

    /// <summary>A letter, then letters or digits, and no word of the conditions.</summary>
    public string QuestionId(Fields f)
    {
        var id = Unique(f, "questions", 20);
        if (id.ToLowerInvariant() is "and" or "of" or "any" or "sum" or "always") faults.Add(f.At("id"), $"'{id}' is a word of the conditions. Choose another id for this question.");
        else if (id.Length > 0 && (!char.IsAsciiLetter(id[0]) || !id.All(char.IsAsciiLetterOrDigit)))
            faults.Add(f.At("id"), $"The id of a question is a letter, then letters or digits, because rules name it; '{id}' is not.");
        return id;
    }

    public void OneEffect(CategoryQuestion q, Fields f)
    {
        var effects = (q.Floor is null ? 0 : 1) + (q.Cap is null ? 0 : 1) + (q.Shift == 0 ? 0 : 1);
        if (effects > 1) faults.Add(f.At("id"), $"A yes to '{q.Id}' can do one thing: floor, cap or shift. Keep one of them.");
        if (q.OnlyIf is not null && q.Floor is null) faults.Add(f.At("only-if"), "'only-if' belongs to a floor. Add 'floor: …' or take it out.");
    }

    public void SomeEffect(CategoryQuestion q, Fields f)
    {
        if (q is { Floor: null, Cap: null, Shift: 0 } && !f.Has("shift"))
            faults.Add(f.At("id"), $"A yes to the modifier '{q.Id}' changes nothing. Say by how much: 'shift: 1' is one level worse, 'shift: -1' one milder, 'floor: …' at least that severity.");
    }

    public void Order(CriteriaRule rule, Fields f) => rules.Add((rule, f));

    public void Commander(Fields f) => firstRole ??= f;

    private void NeedsCommander(Playbook playbook)
    {
        if (firstRole is not null && playbook.Role("commander") is null)
            faults.Add(firstRole.At("id"), "No role has the id commander. Somebody has to lead; give that role this id. Its name can be any.");
    }

    /// <summary>From worst to mildest, and the last one takes what is left: so a worse answer never lowers the severity.</summary>
    private void Rules(Playbook playbook)
    {
        if (playbook.Severities.IsEmpty || rules.Count == 0) return;
        int Rank(CriteriaRule rule) => playbook.Severities.IndexOf(playbook.Severities.FirstOrDefault(s => s.Id == rule.Severity)!);
        for (var i = 1; i < rules.Count; i++)
        {
            var (before, (rule, at)) = (rules[i - 1].Rule, rules[i]);
            if (before.When.Trim() == "always") faults.Add(at.At("id"), $"Rule {rule.Id} is never reached: rule {before.Id} before it holds always. Let that one be the last.");
            else if (Rank(rule) >= 0 && Rank(rule) < Rank(before))
                faults.Add(at.At("severity"), $"Rule {rule.Id} gives {rule.Severity} and stands after rule {before.Id}, which gives the milder {before.Severity}. Write rules from the worst severity to the mildest.");
        }
        if (rules[^1].Rule.When.Trim() is not ("always" or "")) faults.Add(rules[^1].At.At("when"), "The last rule has to take whatever is left. Add one with 'when: always' at the end.");
    }
}

using System.Collections.Immutable;
using ChatOpsIncident.Incidents.Assessment;

namespace ChatOpsIncident.Incidents.Preparation.Reading;

/// <summary>What one part of the playbook says of another, checked once everything is read. A part that has no readable entry at all is not held against others.</summary>
internal sealed class References(Faults faults)
{
    private readonly List<(string Kind, string Id, Spot At)> uses = [];
    private readonly List<(string Text, Spot At)> conditions = [];
    private readonly List<Action<Playbook>> later = [];

    /// <summary>A check that needs the whole playbook.</summary>
    public void Later(Action<Playbook> check) => later.Add(check);

    public string? Severity(string? id, Spot at) => Use("severity", id, at);

    public string? Role(string? id, Spot at) => Use("role", id, at);

    public string? Condition(string? text, Spot at)
    {
        if (!string.IsNullOrEmpty(text)) conditions.Add((text, at));
        return text;
    }

    /// <summary>Whom to ask or who may: <c>on-call</c>, <c>group:…</c>, <c>role:…</c> and the words given.</summary>
    public string Who(YamlText who, bool bareGroups, params string[] words)
    {
        var (id, at) = (who.Value.Trim(), who.At);
        if (words.Contains(id)) return id;
        if (id.StartsWith("role:", StringComparison.Ordinal)) Use("role", id[5..], at.Right(5));
        else if (id.StartsWith("group:", StringComparison.Ordinal)) Use("group", id[6..], at.Right(6));
        else if (bareGroups) Use("group", id, at);
        else
        {
            var meant = Nearest.To(id, words);
            faults.Add(at, $"'{id}' is nobody to ask. {(meant is null ? "" : $"Did you mean '{meant}'? ")}Write {string.Join(", ", words)}, group:… or role:….");
        }
        return id;
    }

    /// <summary>Checks everything that was used.</summary>
    public void Check(Playbook playbook)
    {
        var known = new Dictionary<string, ImmutableArray<string>>
        {
            ["severity"] = [.. playbook.Severities.Select(s => s.Id)],
            ["role"] = [.. playbook.Roles.Select(r => r.Id)],
            ["group"] = playbook.Groups,
        };
        foreach (var (kind, id, at) in uses.Where(u => known[u.Kind] is { IsEmpty: false } all && !all.Contains(u.Id, StringComparer.Ordinal)))
        {
            var meant = Nearest.To(id, known[kind]);
            faults.Add(at, $"There is no {kind} {id}. {(meant is null || kind == "severity" ? "" : $"Did you mean {meant}? ")}The playbook knows {string.Join(", ", known[kind].Distinct())}.");
        }
        ImmutableArray<string> questions = [.. playbook.Questions.Select(q => q.Id)];
        foreach (var (text, at) in questions.IsEmpty ? [] : conditions)
        {
            new CriteriaWords(text, questions).Read(out var fault);
            if (fault is not null) faults.Add(at.Right(fault.At), fault.Words);
        }
        foreach (var check in later) check(playbook);
    }

    private string? Use(string kind, string? id, Spot at)
    {
        if (!string.IsNullOrEmpty(id)) uses.Add((kind, id, at));
        return id;
    }
}

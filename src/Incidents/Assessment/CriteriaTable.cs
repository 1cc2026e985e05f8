using System.Collections.Immutable;

namespace ChatOpsIncident.Incidents.Assessment;

/// <summary>The decision table with its conditions read once, and the floors, caps and shifts of one category and of the modifiers.</summary>
internal sealed class CriteriaTable
{
    private readonly Playbook playbook;
    private readonly ImmutableArray<(CriteriaRule Rule, CriteriaCondition When)> rules;
    private readonly ImmutableArray<(CategoryQuestion Question, CriteriaCondition? OnlyIf)> own;

    public CriteriaTable(Playbook playbook, Category? category)
    {
        this.playbook = playbook;
        ImmutableArray<string> ids = [.. playbook.Questions.Select(q => q.Id)];
        rules = [.. playbook.Rules.Select(r => (r, CriteriaCondition.Of(r.When, ids)))];
        own = [.. playbook.YesOrNo(category).Select(q => (q, q.OnlyIf is null ? null : CriteriaCondition.Of(q.OnlyIf, ids)))];
    }

    /// <summary>0 is the worst.</summary>
    public int Rank(string severity) => Math.Max(0, playbook.Severities.IndexOf(playbook.Severity(severity)!));

    public string Severity(int rank) => playbook.Severities[Math.Clamp(rank, 0, playbook.Severities.Length - 1)].Id;

    /// <summary>With every unknown harmless, and with every unknown at its worst.</summary>
    public (CriteriaLevel Mildest, CriteriaLevel Worst) Range(CriteriaAnswers known) => (Level(known, unknown: 0), Level(known, unknown: 3));

    /// <summary>With every unknown answered <paramref name="unknown"/>: 0 or 3.</summary>
    public CriteriaLevel Level(CriteriaAnswers known, int unknown)
    {
        int Answer(string question) => Math.Clamp(known.Of(question) ?? unknown, 0, 3);
        var rule = rules.FirstOrDefault(r => r.When.Holds(Answer)).Rule;
        var rank = rule is null ? playbook.Severities.Length - 1 : Rank(rule.Severity);
        var isGate = rule is not null && rank == 0;
        var effects = ImmutableArray.CreateBuilder<CriteriaEffect>();
        void Becomes(int to, CategoryQuestion question, CriteriaEffectKind kind)
        {
            to = Math.Clamp(to, 0, playbook.Severities.Length - 1);
            if (to == rank) return;
            effects.Add(new(question, kind, Severity(rank), Severity(to)));
            rank = to;
        }
        bool Lowers(CategoryQuestion q) => !isGate && known.Says(q.Id) == true;
        // A modifier is a tag that somebody sets: as long as nobody does, it is not there.
        bool Raises(CategoryQuestion q) => known.Says(q.Id) ?? (unknown > 0 && !playbook.Modifiers.Contains(q));

        foreach (var (q, _) in own.Where(o => o.Question.Cap is not null && Lowers(o.Question))) Becomes(Math.Max(rank, Rank(q.Cap!)), q, CriteriaEffectKind.Cap);
        foreach (var (q, _) in own.Where(o => o.Question.Shift < 0 && Lowers(o.Question))) Becomes(rank - q.Shift, q, CriteriaEffectKind.Shift);
        foreach (var (q, onlyIf) in own.Where(o => o.Question.Floor is not null && Raises(o.Question)))
        {
            if (onlyIf?.Holds(Answer) != false) Becomes(Math.Min(rank, Rank(q.Floor!)), q, CriteriaEffectKind.Floor);
        }
        foreach (var (q, _) in own.Where(o => o.Question.Shift > 0 && Raises(o.Question))) Becomes(rank - q.Shift, q, CriteriaEffectKind.Shift);
        return new(Severity(rank), rule, effects.ToImmutable());
    }
}

/// <summary>Answers so far; what is not in them is unknown.</summary>
internal sealed record CriteriaAnswers(IReadOnlyDictionary<string, int?> Common, IReadOnlyDictionary<string, bool?> Extra)
{
    public int? Of(string question) => Common.TryGetValue(question, out var value) ? value : null;

    public bool? Says(string question) => Extra.TryGetValue(question, out var value) ? value : null;

    public CriteriaAnswers With(string question, int value) => this with { Common = new Dictionary<string, int?>(Common) { [question] = value } };

    public CriteriaAnswers With(string question, bool value) => this with { Extra = new Dictionary<string, bool?>(Extra) { [question] = value } };
}

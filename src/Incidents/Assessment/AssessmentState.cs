using System.Collections.Immutable;

namespace ChatOpsIncident.Incidents.Assessment;

/// <summary>Acknowledged, answered, decided.</summary>
public sealed record AssessmentState
{
    /// <summary>Who said "I look at it", and when.</summary>
    public Acknowledgement? Acknowledged { get; init; }

    /// <summary>Who was told so far, and when the next step is due; null when nobody waits for an answer any more.</summary>
    public Escalation? Escalation { get; init; }

    /// <summary>People told by pages, in order, each once.</summary>
    public ImmutableArray<Person> Told { get; init; } = [];

    /// <summary>Question id → 0…3; null is "don't know". Absent: not answered yet.</summary>
    public ImmutableSortedDictionary<string, int?> Answers { get; init; } =
        ImmutableSortedDictionary.Create<string, int?>(StringComparer.Ordinal);

    /// <summary>Id of a category's question or a modifier → yes or no; null is "don't know".</summary>
    public ImmutableSortedDictionary<string, bool?> Extra { get; init; } =
        ImmutableSortedDictionary.Create<string, bool?>(StringComparer.Ordinal);

    /// <summary>When the open questions are asked again; null while the answers leave two severities at most.</summary>
    public DateTimeOffset? AskAgainAt { get; init; }

    /// <summary>Who had looked at it when it was opened again: they still belong to it.</summary>
    public ImmutableArray<Person> LookedBefore { get; init; } = [];

    /// <summary>The decision; null while it is open.</summary>
    public Verdict? Verdict { get; init; }

    /// <summary>Whether this is the answer that stands.</summary>
    internal bool Has(GivenAnswer answer) => answer.Category
        ? Extra.TryGetValue(answer.Question, out var yes) && yes == (answer.Value is { } v ? v == 1 : null)
        : Answers.TryGetValue(answer.Question, out var level) && level == answer.Value;

    /// <summary>Everything is open again; what is known about it stays.</summary>
    internal AssessmentState Reopened() => this with
    {
        Verdict = null,
        Acknowledged = null,
        Escalation = null,
        LookedBefore = Acknowledged is { } looked ? [.. LookedBefore, looked.By] : LookedBefore,
    };

    /// <summary>Somebody decided, and by that looked at it; nobody is asked any more.</summary>
    internal AssessmentState With(Verdict verdict) => this with
    {
        Verdict = verdict,
        Acknowledged = Acknowledged ?? (verdict.By is { } by ? new(by, verdict.At) : null),
        Escalation = null,
        AskAgainAt = null,
    };
}

/// <summary>Somebody looks at it.</summary>
public sealed record Acknowledgement(Person By, DateTimeOffset At);

/// <summary>Where the escalation stands.</summary>
/// <param name="Step">0-based step of the path that was taken last; above the last step: repeats.</param>
/// <param name="NextAt">When the next step is due.</param>
public sealed record Escalation(int Step, DateTimeOffset NextAt)
{
    /// <summary>Who was told since this path began.</summary>
    public ImmutableArray<Person> Told { get; init; } = [];
}

/// <summary>How triage ended: the decision record.</summary>
/// <param name="MergedInto">Stream id of the other incident, for a duplicate.</param>
public sealed record Verdict(Outcome Outcome, Person? By, DateTimeOffset At, string? MergedInto = null)
{
    /// <summary>41 of INC-41, for a duplicate.</summary>
    public int? MergedNumber { get; init; }

    /// <summary>That incident is private: nobody is told its number who finds the way from here.</summary>
    public bool MergedPrivately { get; init; }

    /// <summary>What a duplicate is the same as, for everybody who may read this.</summary>
    internal Rich Survivor => MergedPrivately ? "another incident" : new ToIncident(MergedInto!, $"INC-{MergedNumber}");

    /// <summary>The severity that was declared.</summary>
    public string? Severity { get; init; }

    /// <summary>Why, in the words of who decided.</summary>
    public Text? Reason { get; init; }

    /// <summary>What it stood on.</summary>
    public Basis? Basis { get; init; }

    /// <summary>What had been decided before it was merged; holds again if the other incident does not take it.</summary>
    public Verdict? Before { get; init; }
}

/// <summary>Outcome of triage.</summary>
public enum Outcome { Declared, NotIncident, FalsePositive, Duplicate }

using System.Collections.Immutable;

namespace ChatOpsIncident.Incidents.Assessment;

/// <summary>
/// A condition of the decision table. There is no "less than" and no "not": whatever holds for an answer holds for every worse one.
/// </summary>
public sealed record CriteriaCondition(ImmutableArray<CriteriaTerm> Terms)
{
    /// <summary>Holds for whatever was answered.</summary>
    public bool IsAlways => Terms.All(t => t is AlwaysTerm);

    /// <summary>Reads a condition that was checked before; one that is not a condition never holds.</summary>
    public static CriteriaCondition Of(string text, ImmutableArray<string> questions) =>
        new CriteriaWords(text, questions).Read(out _) ?? new([new AtLeastTerm(1, [], 3)]);

    /// <summary>Whether it holds for these answers, each 0 to 3.</summary>
    public bool Holds(Func<string, int> answer) => Terms.All(t => t.Holds(answer));
}

/// <summary>One part of a condition; parts are joined by "and".</summary>
public abstract record CriteriaTerm
{
    internal abstract bool Holds(Func<string, int> answer);
}

/// <summary><c>F = 3</c>, <c>any of F, I &gt;= 2</c>, <c>2 of F, I, P &gt;= 2</c>: so many of these questions are answered this badly or worse.</summary>
public sealed record AtLeastTerm(int Count, ImmutableArray<string> Questions, int Level) : CriteriaTerm
{
    internal override bool Holds(Func<string, int> answer) => Questions.Count(q => answer(q) >= Level) >= Count;
}

/// <summary><c>sum &gt;= 4</c>: all answers added up.</summary>
public sealed record SumTerm(ImmutableArray<string> Questions, int Least) : CriteriaTerm
{
    internal override bool Holds(Func<string, int> answer) => Questions.Sum(answer) >= Least;
}

/// <summary><c>always</c>.</summary>
public sealed record AlwaysTerm : CriteriaTerm
{
    internal override bool Holds(Func<string, int> answer) => true;
}

/// <summary>Why a text is not a condition, and where: characters from its beginning.</summary>
public sealed record CriteriaFault(int At, string Words);

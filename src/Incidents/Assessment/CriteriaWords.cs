using System.Collections.Immutable;
using System.Globalization;

namespace ChatOpsIncident.Incidents.Assessment;

/// <summary>
/// Reads conditions: <c>F = 3 and A &gt;= 2</c>, <c>any of F, I = 3</c>, <c>any &gt;= 2</c>, <c>2 of F, I, P &gt;= 2</c>, <c>sum &gt;= 4</c>, <c>always</c>.
/// </summary>
internal sealed class CriteriaWords
{
    private const string HowTo = "Conditions read like 'F = 3 and A >= 2', 'any of F, I = 3', '2 of F, I, P >= 2', 'sum >= 4' or 'always'.";
    private readonly ImmutableArray<(string Word, int At)> words;
    private readonly ImmutableArray<string> questions;
    private int next;
    private CriteriaFault? fault;

    public CriteriaWords(string text, ImmutableArray<string> questions)
    {
        this.questions = questions;
        words = [.. Split(text), ("", text.Length)];
    }

    private (string Word, int At) Here => words[next];

    /// <summary>Null, and why, if it is not a condition.</summary>
    public CriteriaCondition? Read(out CriteriaFault? why)
    {
        var terms = ImmutableArray.CreateBuilder<CriteriaTerm>();
        do terms.Add(Term());
        while (fault is null && Take("and"));
        if (fault is null && Here.Word.Length > 0) No($"'{Here.Word}' is not expected here. {HowTo}");
        why = fault;
        return fault is null ? new(terms.ToImmutable()) : null;
    }

    private CriteriaTerm Term()
    {
        if (Take("always")) return new AlwaysTerm();
        if (Take("sum")) return new SumTerm(questions, Number(1, questions.Length * 3, exact: false));
        if (Take("any")) return Take("of") ? AtLeast(1, Ids()) : AtLeast(1, questions);
        if (int.TryParse(Here.Word, NumberStyles.None, CultureInfo.InvariantCulture, out var count)) return Several(count);
        return AtLeast(1, [Id()]);
    }

    private AtLeastTerm Several(int count)
    {
        var at = Here;
        next++;
        if (!Take("of")) No($"After '{count}' comes 'of' and the questions, for example '2 of F, I, P >= 2'.");
        var ids = Ids();
        if (count < 1 || count > ids.Length) fault ??= new(at.At, $"{count} of {ids.Length} questions cannot be. Write a number from 1 to {ids.Length}.");
        return AtLeast(count, ids);
    }

    private AtLeastTerm AtLeast(int count, ImmutableArray<string> ids) => new(count, ids, Number(1, 3, exact: true));

    private ImmutableArray<string> Ids()
    {
        var ids = ImmutableArray.CreateBuilder<string>();
        do ids.Add(Id());
        while (fault is null && Take(","));
        return ids.ToImmutable();
    }

    private string Id()
    {
        var known = questions.FirstOrDefault(q => string.Equals(q, Here.Word, StringComparison.OrdinalIgnoreCase));
        if (known is not null) next++;
        else if (Here.Word.Length == 0) No($"The condition ends too early. {HowTo}");
        else if (char.IsAsciiLetter(Here.Word[0])) No($"There is no question {Here.Word}. The playbook asks {string.Join(", ", questions)}.");
        else No($"Here comes the id of a question, not '{Here.Word}'. {HowTo}");
        return known ?? "";
    }

    /// <summary>"= 3" or ">= n". "= 2" would hold for 2 and not for the worse 3, so it is not a condition.</summary>
    private int Number(int least, int most, bool exact)
    {
        var equals = exact && Take("=");
        if (!equals && !Take(">=") && !Take("≥")) No(exact ? "Here comes '= 3' (the worst answer) or '>= 1', '>= 2'." : "Here comes '>=' and a number, for example 'sum >= 4'.");
        if (fault is not null) return least;
        if (!int.TryParse(Here.Word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < least || number > most)
            No($"Here comes a number from {least} to {most}.");
        else if (equals && number != most) No($"Write '>= {number}'. '= {number}' would leave out the worse answers, and a worse answer never lowers the severity.");
        else next++;
        return number;
    }

    private bool Take(string word)
    {
        if (!string.Equals(Here.Word, word, StringComparison.OrdinalIgnoreCase)) return false;
        next++;
        return true;
    }

    private void No(string why) => fault ??= new(Here.At, why);

    private static IEnumerable<(string Word, int At)> Split(string text)
    {
        for (var at = 0; at < text.Length;)
        {
            var end = at + 1;
            if (char.IsWhiteSpace(text[at]))
            {
                at = end;
                continue;
            }
            if (char.IsLetterOrDigit(text[at])) while (end < text.Length && char.IsLetterOrDigit(text[end])) end++;
            else if (text[at] is '>' or '<' or '=' or '!') while (end < text.Length && text[end] == '=') end++;
            yield return (text[at..end], at);
            at = end;
        }
    }
}

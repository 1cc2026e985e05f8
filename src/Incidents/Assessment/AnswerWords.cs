using System.Globalization;

namespace ChatOpsIncident.Incidents.Assessment;

/// <summary>Reads one answer: a number, the answer's own words, yes, no, or "don't know".</summary>
internal static class AnswerWords
{
    private static readonly string[] Unknown = [TriageQuestion.Unknown, "?", "don't know", "dont know", "don’t know", "i don't know", "no idea", "-"];
    private static readonly string[] Yes = ["yes", "y", "true"];
    private static readonly string[] No = ["no", "n", "false"];

    /// <summary>The answer to the question with this id, common or a category's; or why it is none.</summary>
    public static (GivenAnswer? Given, Refused? Not) Read(Playbook playbook, Category? category, string id, string words)
    {
        if (playbook.Questions.FirstOrDefault(q => Same(q.Id, id)) is { } common) return Read(common, words);
        var own = playbook.YesOrNo(category).Concat(playbook.Categories.SelectMany(c => c.Questions)).FirstOrDefault(q => Same(q.Id, id));
        return own is null ? (null, NoSuch(playbook, category, id)) : Read(own, words);
    }

    private static (GivenAnswer?, Refused?) Read(CriteriaQuestion question, string words)
    {
        if (Unknown.Contains(words, StringComparer.OrdinalIgnoreCase)) return (GivenAnswer.To(question, null), null);
        var level = int.TryParse(words, NumberStyles.None, CultureInfo.InvariantCulture, out var digit)
            ? digit
            : question.Answers.IndexOf(words, 0, StringComparer.OrdinalIgnoreCase);
        if (level >= 0 && level < question.Answers.Length) return (GivenAnswer.To(question, level), null);
        var all = Rich.Join(", ", question.Answers.Select((a, i) => (Rich)$"{i} {a:quote}"));
        return (null, new(
            $"{words:quote} is no answer to \"{question.Asks}\". Say {all}, or \"don't know\".", $"/incident answer {question.Id} 2", TriageQuestion.Common + question.Id));
    }

    private static (GivenAnswer?, Refused?) Read(CategoryQuestion question, string words)
    {
        if (Unknown.Contains(words, StringComparer.OrdinalIgnoreCase)) return (GivenAnswer.To(question, null), null);
        if (Yes.Contains(words, StringComparer.OrdinalIgnoreCase)) return (GivenAnswer.To(question, true), null);
        if (No.Contains(words, StringComparer.OrdinalIgnoreCase)) return (GivenAnswer.To(question, false), null);
        return (null, new(
            $"{words:quote} is no answer to \"{question.Asks}\". Say yes, no or \"don't know\".", $"/incident answer {question.Id} yes", TriageQuestion.Own + question.Id));
    }

    private static Refused NoSuch(Playbook playbook, Category? category, string id)
    {
        var own = category is null || category.Questions.IsEmpty
            ? Rich.Empty
            : (Rich)$"; {category.Name} has {Rich.Join(", ", category.Questions.Select(q => (Rich)q.Id))}";
        var everybody = playbook.Questions.Select(q => q.Id).Concat(playbook.Modifiers.Select(q => q.Id));
        return new($"There is no question {id:quote}. Everybody is asked {Rich.Join(", ", everybody.Select(q => (Rich)q))}{own}.", "/incident answer");
    }

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}

using System.Collections.Immutable;
using ChatOpsIncident.Incidents.Cards;

namespace ChatOpsIncident.Incidents.Assessment;

/// <summary>A question as the triage card and its form ask it: a choice with "don't know", and what was answered so far.</summary>
/// <param name="Name">Key of the answer: <c>category</c>, <c>q-</c> and a common question's id, <c>x-</c> and the id of a category's own or a modifier.</param>
/// <param name="Value">0 … 3, yes, no or unknown; null: not answered yet.</param>
internal sealed record TriageQuestion(string Name, string Label, string? Hint, ImmutableArray<Choice> Choices, string? Value)
{
    public const string Unknown = "unknown";
    public const string Category = "category";
    public const string Common = "q-";
    public const string Own = "x-";

    /// <summary>Goes along with the card or form: what it showed, so that only what this person changed counts as their answer.</summary>
    public const string Shown = "shown";

    /// <summary>The category, the common questions, the category's own, the modifiers.</summary>
    public static ImmutableArray<TriageQuestion> Of(Incident incident, Playbook playbook)
    {
        var (assessment, category) = (incident.Assessment, incident.Reported.Category);
        return
        [
            new(Category, "What kind of thing is it?", null, [.. playbook.Categories.Select(c => new Choice(c.Name, c.Id))], category),
            .. playbook.Questions.Select(q => new TriageQuestion(
                Common + q.Id, q.Asks, q.Hint, [.. q.Answers.Select((a, i) => new Choice(a, Digit(i))), DontKnow],
                assessment.Answers.TryGetValue(q.Id, out var level) ? level is { } known ? Digit(known) : Unknown : null)),
            .. playbook.YesOrNo(playbook.Category(category)).Select(q => new TriageQuestion(
                Own + q.Id, q.Asks, q.Because is { } lesson ? $"Asked since {lesson}" : null, [new("Yes", "yes"), new("No", "no"), DontKnow],
                assessment.Extra.TryGetValue(q.Id, out var yes) ? yes switch { true => "yes", false => "no", null => Unknown } : null)),
        ];
    }

    /// <summary>What a card or form showed, to be carried with it.</summary>
    public static string Showing(IEnumerable<TriageQuestion> questions) =>
        string.Join(' ', questions.Where(q => q.Value is not null).Select(q => $"{q.Name}={q.Value}"));

    /// <summary>What came back and differs from what was shown: a card that was drawn earlier takes nobody's newer answer back.</summary>
    public static ImmutableSortedDictionary<string, string> Changed(Arguments arguments)
    {
        var shown = (arguments[Shown] ?? "").Split(' ').ToHashSet(StringComparer.Ordinal);
        return arguments.Values
            .Where(v => IsOne(v.Key))
            .Where(v => !string.IsNullOrWhiteSpace(v.Value) && !shown.Contains($"{v.Key}={v.Value}"))
            .ToImmutableSortedDictionary(v => v.Key, v => v.Value, StringComparer.Ordinal);
    }

    /// <summary>Whether this is the name of a question.</summary>
    public static bool IsOne(string name) =>
        name == Category || name.StartsWith(Common, StringComparison.Ordinal) || name.StartsWith(Own, StringComparison.Ordinal);

    private static Choice DontKnow { get; } = new("Don't know", Unknown);

    private static string Digit(int level) => level.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

using System.Collections.Immutable;
using System.Text.Json.Serialization;
using ChatOpsIncident.Incidents.Detection;

namespace ChatOpsIncident.Incidents.Assessment;

/// <summary>Answers to the six questions and to the category's own. "Don't know" is an answer; an answer can be changed until it is decided.</summary>
/// <param name="Given">Question id → what was answered, as typed or chosen.</param>
/// <param name="Category">Chosen on the same card, if it was changed.</param>
public sealed record AnswerQuestions(ImmutableSortedDictionary<string, string> Given, string? Category = null) : Command<Incident>
{
    /// <summary>The card's "Save answers"; the form; or <c>answer F 2, P don't know</c>.</summary>
    public static Offer Offer { get; } = new IncidentOffer(
        "answer", "Save answers", "Answer questions of the triage; \"don't know\" is an answer too", Permissions.Respond, Read)
    {
        Usage = "[F 2, P don't know]",
        Sample = (incident, at) => at.Playbook.Questions.FirstOrDefault() is { } q
            ? new AnswerQuestions(Only(q.Id, incident.Assessment.Answers.GetValueOrDefault(q.Id) == 0 ? "1" : "0"))
            : null,
    };

    private static ImmutableSortedDictionary<string, string> Only(string question, string answer) =>
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal).Add(question, answer);

    private static Understood Read(Arguments arguments, Incident incident, Moment at)
    {
        // A button that came without any question stands where messages have no inputs: it asks.
        if (arguments.From == Said.Button && !arguments.Values.Keys.Any(TriageQuestion.IsOne)) return Form(incident, at);
        if (arguments.From != Said.Words) return Of(TriageQuestion.Changed(arguments));
        return arguments.Words is { } words ? Typed(words) : Form(incident, at);
    }

    internal static AnswerQuestions Of(ImmutableSortedDictionary<string, string> changed) => new(
        changed.Where(v => v.Key != TriageQuestion.Category).ToImmutableSortedDictionary(v => v.Key[2..], v => v.Value, StringComparer.Ordinal),
        changed.GetValueOrDefault(TriageQuestion.Category));

    /// <summary>"F 2, P don't know": commas between, the question first.</summary>
    private static AnswerQuestions Typed(string words) => new(words
        .Split([',', ';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(part => part.Split([' ', '=', ':'], 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        .GroupBy(pair => pair[0], StringComparer.OrdinalIgnoreCase)
        .ToImmutableSortedDictionary(g => g.Key, g => g.Last() is [_, var answer] ? answer : "", StringComparer.Ordinal));

    private static Form Form(Incident incident, Moment at)
    {
        var questions = TriageQuestion.Of(incident, at.Playbook);
        return new("answer", incident.Id, "Questions",
            [.. questions.Select(q => new ChoiceField(q.Name, q.Label, q.Choices) { Value = q.Value, Hint = q.Hint })], "Save answers")
        {
            Intro = "Guessing is fine, \"don't know\" too.",
            Carried = ImmutableDictionary<string, string>.Empty.Add(TriageQuestion.Shown, TriageQuestion.Showing(questions)),
        };
    }

    internal override Decision Decide(Incident incident, Moment at)
    {
        if (incident.Status is not Status.Reported) return Decided.No(incident);
        var events = new List<Event>();
        if (Category is not null)
        {
            var chosen = new ChooseCategory(Category).Decide(incident, at);
            if (chosen is Refused) return chosen;
            if (chosen is Happens happens) events.AddRange(happens.Events);
        }
        var category = at.Playbook.Category((events.FirstOrDefault() as CategoryChosen)?.Category ?? incident.Reported.Category);
        var read = Given.Select(g => AnswerWords.Read(at.Playbook, category, g.Key, g.Value)).ToArray();
        if (read.FirstOrDefault(r => r.Not is not null).Not is { } not) return not;
        ImmutableArray<GivenAnswer> changed = [.. read.Select(r => r.Given!).Where(g => !incident.Assessment.Has(g))];
        if (!changed.IsEmpty)
        {
            var after = new Answered(changed).Evolve(events.Cast<Event<Incident>>().Aggregate(incident, (so, e) => e.Evolve(so)));
            events.Add(new Answered(changed) { AskAgainAt = AskAgain.After(after, at) });
        }
        return events.Count == 0 ? new Already("These answers are on record already.") : events;
    }

    internal override Rich? Answer(Incident incident, Moment at) => SoFar.Of(incident, at.Playbook);
}

/// <summary>Questions were answered, or answers changed; in words, so that the record reads without the playbook.</summary>
[StoredAs("assessment.answered", 1)]
public sealed record Answered(ImmutableArray<GivenAnswer> Answers) : Event<Incident>
{
    /// <summary>When the open questions are asked again; null: the answers leave two severities at most.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? AskAgainAt { get; init; }

    internal override Telling Telling => Telling.WhoDid;

    internal override Rich Line => (Rich)"answered: " + Rich.Join("; ", Answers.Select(a => (Rich)$"{a.Asks} {a.Says:i}"));

    internal override Incident Evolve(Incident i) => i with
    {
        Assessment = i.Assessment with
        {
            Answers = i.Assessment.Answers.SetItems(Answers.Where(a => !a.Category).Select(a => KeyValuePair.Create(a.Question, a.Value))),
            Extra = i.Assessment.Extra.SetItems(Answers.Where(a => a.Category)
                .Select(a => KeyValuePair.Create(a.Question, a.Value is { } v ? v == 1 : (bool?)null))),
            AskAgainAt = AskAgainAt,
        },
    };
}

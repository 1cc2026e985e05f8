using System.Collections.Immutable;

namespace ChatOpsIncident.Incidents.Assessment;

/// <summary>Answers that stood on the card unsaved when somebody pressed a decision: they are saved with it, before it.</summary>
internal static class Along
{
    /// <summary>The answers that came with a press or form; null if there are none.</summary>
    public static AnswerQuestions? From(Arguments arguments) =>
        arguments.From == Said.Words || TriageQuestion.Changed(arguments) is not { IsEmpty: false } changed ? null : AnswerQuestions.Of(changed);

    /// <summary>What a form has to carry so that they are not lost.</summary>
    public static ImmutableDictionary<string, string> Carried(Arguments arguments)
    {
        if (arguments.From == Said.Words) return ImmutableDictionary<string, string>.Empty;
        var changed = TriageQuestion.Changed(arguments).ToImmutableDictionary();
        return arguments[TriageQuestion.Shown] is { } shown && !changed.IsEmpty ? changed.Add(TriageQuestion.Shown, shown) : changed;
    }

    /// <summary>Their events and the state after them; or why not.</summary>
    public static (Incident After, ImmutableArray<Event> Events, Refused? Not) Apply(AnswerQuestions? answers, Incident incident, Moment at)
    {
        if (answers is null || incident.Status is not Status.Reported) return (incident, [], null);
        return answers.Decide(incident, at) switch
        {
            Refused refused => (incident, [], refused),
            Happens { Events: var events } => (events.Cast<Event<Incident>>().Aggregate(incident, (so, e) => e.Evolve(so)), events, null),
            _ => (incident, [], null),
        };
    }
}

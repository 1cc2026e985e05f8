using System.Collections.Immutable;

namespace ChatOpsIncident.Incidents.Learning;

/// <summary>Somebody who took part answers the prompts; again, if something else comes to mind.</summary>
/// <param name="Answers">Prompt id → words; blank ones count as not given.</param>
public sealed record Contribute(ImmutableDictionary<string, string> Answers) : Command<Incident>
{
    /// <summary>The longest answer, in characters.</summary>
    public const int Longest = 3000;

    /// <summary>The dialog with the prompts.</summary>
    public static Offer Offer { get; } = new IncidentOffer(
        "contribute", "Share my view", "Answer the questions after the end", Permissions.Look,
        (arguments, incident, at) => arguments.From == Said.Form
            ? new Contribute(arguments.Values)
            : Prompting.NotNow(incident, at) is { } refused ? refused : Prompting.Form(incident, arguments.Words))
    {
        Sample = (incident, _) => new Contribute(incident.Learning.Prompts.ToImmutableDictionary(p => p.Id, p => p.Asks)),
    };

    internal override Decision Decide(Incident incident, Moment at)
    {
        if (Prompting.NotNow(incident, at) is { } refused) return refused;
        ImmutableArray<PromptAnswer> given =
        [
            .. incident.Learning.Prompts.Select(p => (p.Id, Text: Text.Maybe(Answers.GetValueOrDefault(p.Id))))
                .Where(a => a.Text is not null).Select(a => new PromptAnswer(a.Id, a.Text!)),
        ];
        if (given.IsEmpty)
            return new Refused("Nothing is written yet. One answer is enough; with nothing to add, say so.", "/incident skip", incident.Learning.Prompts.FirstOrDefault()?.Id);
        if (given.FirstOrDefault(a => a.Words.Value!.Length > Longest) is { } tooLong)
            return new Refused($"One answer has {tooLong.Words.Value!.Length} characters; {Longest} fit. Shorten it, or put the rest in the room.", Field: tooLong.Prompt);
        return new Contributed(incident.Learning.Asked.IndexOf(at.Who.Someone), given);
    }

    internal override Rich Answer(Incident incident, Moment at) => $"Thank you. Your answers are in the review of {incident.Name}, with your name.";
}

/// <summary>Somebody answered.</summary>
/// <param name="Place">Their place among those who were asked.</param>
[StoredAs("learning.contributed", 1)]
public sealed record Contributed(int Place, ImmutableArray<PromptAnswer> Answers) : Event<Incident>
{
    internal override Telling Telling => Telling.WhoDid;

    internal override Rich Line => Answers.Length == 1 ? (Rich)"answered one of the questions" : (Rich)$"answered {Answers.Length} of the questions";

    internal override Incident Evolve(Incident i) => i with
    {
        Learning = i.Learning with { Replies = i.Learning.Replies.SetItem(Place, PromptReply.Answered) },
    };
}

/// <summary>One answer.</summary>
/// <param name="Prompt">The prompt's id.</param>
public sealed record PromptAnswer(string Prompt, Text Words);

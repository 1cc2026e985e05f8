using System.Collections.Immutable;
using ChatOpsIncident.Incidents.Cards;
using ChatOpsIncident.Incidents.Conversation;
using ChatOpsIncident.Incidents.Timeline;

namespace ChatOpsIncident.Engine;

/// <summary>Answers questions: a card for who asked; nothing changes.</summary>
internal sealed class QuestionDesk(StreamKind<Incident> incidents, AskingReader reader)
{
    public async Task<Reply> Answer(Question question, Asking asking, Moment at, CancellationToken cancel)
    {
        ImmutableArray<Recorded> timeline = question.NeedsTimeline && asking.Incident is { } incident
            ? [.. await incidents.Streams.Events(incident.Id, 1, incident.Head.Number, cancel)]
            : [];
        var list = question.NeedsList ? await reader.List(asking.Inbound.Who, cancel) : [];
        var view = new View(asking.Incident, at, timeline, list);
        var card = question.Answer(view);
        return new Told(card.Summary, card) { Stream = asking.Incident?.Id, File = question.File(view, reader.NameOf) };
    }

    /// <summary>The words could mean several things, or nothing known: buttons to choose from, the text kept; nothing is done yet.</summary>
    public static Told Which(Meaning meaning, Asking asking)
    {
        if (meaning.Alternatives.IsEmpty)
            return new("That button is not known any more. Here is what makes sense now:", Refusal: true) { Instead = "/incident help", YourText = asking.Words };
        var buttons = meaning.Alternatives.Select(a => (CardAction)new Press(a.Label, a.Word, asking.Incident?.Id ?? "", a.Values));
        Rich which = meaning switch
        {
            { NotYet: { } word } => $"{word:code} is not there yet; it comes with a later version. If you want to report something, one press is enough.",
            { Alternatives.Length: 2 } => "That could mean two things. Which one?",
            _ => "That could mean several things. Which one?",
        };
        return new(which, new Card([new TextBlock(which)], [.. buttons], which), Refusal: true) { YourText = asking.Words };
    }
}

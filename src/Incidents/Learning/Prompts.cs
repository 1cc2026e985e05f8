using System.Collections.Immutable;
using ChatOpsIncident.Incidents.Response;

namespace ChatOpsIncident.Incidents.Learning;

/// <summary>Once it is resolved, everyone who took part is asked for their view, at once, to answer in their own time.</summary>
internal sealed class AskWhoTookPart : Alarm.AlarmRule
{
    public override DateTimeOffset? Due(Incident incident) =>
        incident is { Status: Status.Resolved or Status.Reviewed, Learning.PromptedAt: null } ? incident.Response.ResolvedAt : null;

    public override IEnumerable<Event<Incident>> Ring(Incident incident, Moment at) =>
        [new PromptsSent(People(incident), at.Playbook.Prompts, at.Now + at.Playbook.PromptsOpen)];

    /// <summary>Who was asked before keeps their place, so that their card and their answer stay theirs after a reopening; also who must not know any more, without a card.</summary>
    private static ImmutableArray<Person> People(Incident incident) =>
        [.. incident.Learning.Asked.Union(Participants.Of(incident).Where(incident.Reported.Visibility.MayKnow))];
}

/// <summary>Everyone who took part was asked. Each has a card of their own, see <see cref="PromptCard"/>.</summary>
/// <param name="Prompts">The questions as the playbook had them.</param>
/// <param name="CloseAt">The review is drawn up then at the latest.</param>
[StoredAs("learning.prompts-sent", 1)]
public sealed record PromptsSent(ImmutableArray<Person> People, ImmutableArray<Prompt> Prompts, DateTimeOffset CloseAt) : Event<Incident>
{
    internal override Telling Telling => Telling.Followed;

    internal override Rich Line => People.IsEmpty ? (Rich)"nobody took part: nobody was asked" : (Rich)$"{Rich.People(People)} asked for their view";

    internal override Incident Evolve(Incident i) => i with
    {
        Learning = i.Learning with { PromptedAt = i.Head.At, PromptsCloseAt = CloseAt, Asked = People, Prompts = Prompts },
    };
}

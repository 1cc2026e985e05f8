using System.Collections.Immutable;
using ChatOpsIncident.Incidents.Conversation;
using ChatOpsIncident.Incidents.Preparation;
using ChatOpsIncident.Incidents.Response;
using ChatOpsIncident.Incidents.Timeline;

namespace ChatOpsIncident.Engine;

/// <summary>Who asks what about which incident, with everything read that a decision needs besides the state.</summary>
internal sealed record Asking(Inbound Inbound, Actor Who, Organisation Organisation, Playbook Current, Roster Roster, DateTimeOffset Now)
{
    /// <summary>The platform's own id of the request, unlike that of any other platform.</summary>
    public string Request => $"{Inbound.Who.Platform}:{Inbound.Request}";

    /// <summary>The stream that it is about; the one that it would open where there is none.</summary>
    public string Stream { get; init; } = StreamId.Of(Inbound.Who.Platform, Inbound.Request);

    /// <summary>The incident it is about; null: none, or none that this person may see.</summary>
    public Incident? Incident { get; init; }

    /// <summary>The message that was pointed at, stored.</summary>
    public PointedAt? Captured { get; init; }

    /// <summary>Rows of other incidents that the words name.</summary>
    public ImmutableArray<ListRow> Known { get; init; } = [];

    /// <summary>The person's own words, to be given back if nothing comes of them.</summary>
    public string? Words => WordsOf(Inbound);

    /// <summary>What a person typed, if they did.</summary>
    public static string? WordsOf(Inbound inbound) => inbound switch
    {
        Slash { Text: { Length: > 0 } text } => text,
        OnMessage on => on.Message.Text,
        Submit submit => submit.Values.GetValueOrDefault("what") ?? submit.Values.GetValueOrDefault("text"),
        _ => null,
    };

    /// <summary>The moment for this incident, on the playbook that it is bound to.</summary>
    public Moment For(Incident incident) => Of(Pinned(Organisation, incident) ?? Current, Organisation, incident.Id);

    /// <summary>The moment for the organisation as it is when it decides.</summary>
    public Moment For(Organisation organisation) => Of(organisation.Current ?? Current, organisation, StreamId.Organisation);

    /// <summary>The version that an incident is bound to; null before its first event.</summary>
    public static Playbook? Pinned(Organisation organisation, Incident incident) => organisation.Versions.GetValueOrDefault(incident.Playbook);

    private Moment Of(Playbook playbook, Organisation organisation, string stream) =>
        new(Now, Who, playbook, organisation, Roster) { Stream = stream, Known = Known, Captured = Captured };
}

using System.Collections.Immutable;

namespace ChatOpsIncident.Incidents.Learning;

/// <summary>An incident went private: what the playbook's changes say of where they come from is nobody's business any more. Comes as an errand.</summary>
/// <param name="Incident">Its stream id.</param>
public sealed record HideOrigins(string Incident) : Command<Organisation>
{
    internal override Decision Decide(Organisation organisation, Moment at) =>
        organisation.Pending.Values.Select(c => c.Origin).Concat(organisation.Lessons.Values).Any(o => o is { Incident: not null } && o.Stream == Incident)
            ? new OriginsHidden(Incident)
            : new Already("No change of the playbook names it.");
}

/// <summary>Changes of the playbook that come from this incident say only that it is a private one.</summary>
/// <param name="Incident">Its stream id.</param>
[StoredAs("learning.origins-hidden", 1)]
public sealed record OriginsHidden(string Incident) : Event<Organisation>
{
    internal override Rich Line => "where some changes come from is private now";

    internal override Organisation Evolve(Organisation o) => o with
    {
        Pending = o.Pending.ToImmutableSortedDictionary(c => c.Key, c => c.Value with { Origin = Hidden(c.Value.Origin) }, o.Pending.KeyComparer),
        Lessons = o.Lessons.ToImmutableSortedDictionary(l => l.Key, l => Hidden(l.Value)!),
    };

    private ChangeOrigin? Hidden(ChangeOrigin? origin) => origin?.Stream == Incident ? origin with { Incident = null, What = null } : origin;
}

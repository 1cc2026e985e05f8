using System.Collections.Immutable;
using ChatOpsIncident.Incidents.Alarm;

namespace ChatOpsIncident.Incidents.Assessment;

/// <summary>
/// Nobody acknowledged the report, or nobody commands the incident: the next step of the path is told. After an outage that is one step,
/// and the next one has its full time. It ends only with an answer, never in silence.
/// </summary>
public sealed class Escalate : AlarmRule
{
    public override DateTimeOffset? Due(Incident incident)
    {
        ArgumentNullException.ThrowIfNull(incident);
        return Waits(incident) ? incident.Assessment.Escalation?.NextAt : null;
    }

    public override IEnumerable<Event<Incident>> Ring(Incident incident, Moment at)
    {
        ArgumentNullException.ThrowIfNull(incident);
        ArgumentNullException.ThrowIfNull(at);
        if (incident.Assessment.Escalation is { } so) yield return Paged.Ask(so.Step + 1, Path(incident, at.Playbook), incident, at);
    }

    private static bool Waits(Incident incident) => incident.Status switch
    {
        Status.Reported => incident.Assessment.Acknowledged is null,
        Status.Responding => incident.Response.Commander is null,
        _ => false,
    };

    /// <summary>The severity's path; the report's where a later playbook version took that away: a path that began never ends in silence.</summary>
    private static ImmutableArray<EscalationStep> Path(Incident incident, Playbook playbook) =>
        playbook.Severity(incident.Response.Severity) is { Escalation: { IsEmpty: false } path } ? path : playbook.ReportEscalation;
}

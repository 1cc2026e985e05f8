namespace ChatOpsIncident.Incidents.Assessment;

/// <summary>The other incident did not take this one: triage goes on here. Comes from the bot, never from a person.</summary>
/// <param name="Into">Stream id of the incident that refused.</param>
/// <param name="Why">Its words; without names.</param>
public sealed record RefuseMerge(string Into, string Why) : Command<Incident>
{
    internal override Decision Decide(Incident incident, Moment at)
    {
        if (incident.Status is not Status.Merged || incident.Assessment.Verdict?.MergedInto != Into) return new Already("It goes on already.");
        var refused = new MergeRefused(Why);
        var open = refused.Evolve(incident);
        if (open is not { Status: Status.Responding, Response.Commander: null }) return refused;
        return at.Playbook.Severity(open.Response.Severity) is { Escalation: { IsEmpty: false } path }
            ? (List<Event>)[refused, Paged.Ask(0, path, open, at)]
            : refused;
    }
}

/// <summary>What was decided before holds again.</summary>
[StoredAs("assessment.merge-refused", 1)]
public sealed record MergeRefused(string Why) : Event<Incident>
{
    internal override Rich Line => $"not merged after all. {Why}";

    internal override Incident Evolve(Incident i) => i with { Assessment = i.Assessment with { Verdict = i.Assessment.Verdict?.Before } };

    internal override IEnumerable<Outgoing> Sends(Incident now, Recorded recorded)
    {
        yield return new Message(Place.Room, $"It could not be merged. {Why} It goes on here.");
    }
}

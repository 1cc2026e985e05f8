namespace ChatOpsIncident.Incidents.Assessment;

/// <summary>The incident that this one was merged into went private: its number is nobody's business any more who is not in it. Comes as an errand.</summary>
/// <param name="Into">Its stream id.</param>
public sealed record HideSurvivor(string Into) : Command<Incident>
{
    internal override Decision Decide(Incident incident, Moment at) =>
        incident.Assessment.Verdict is { MergedInto: { } there, MergedPrivately: false } && there == Into
            ? new SurvivorHidden()
            : new Already($"{incident.Name} does not name it.");
}

/// <summary>What this one is the same as is told to nobody from here.</summary>
[StoredAs("assessment.survivor-hidden", 1)]
public sealed record SurvivorHidden : Event<Incident>
{
    internal override Rich Line => "where it goes on is private now";

    internal override Incident Evolve(Incident i) => i with { Assessment = i.Assessment with { Verdict = i.Assessment.Verdict! with { MergedPrivately = true } } };

    internal override IEnumerable<Outgoing> Sends(Incident now, Recorded recorded) => [new SaidAnew()];
}

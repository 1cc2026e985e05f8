using System.Collections.Immutable;
using ChatOpsIncident.Incidents.Assessment;
using ChatOpsIncident.Incidents.Response;

namespace ChatOpsIncident.Incidents.Detection;

/// <summary>Another incident turned out to be this one: its reports become part of this. Comes as an errand, never from a person.</summary>
/// <param name="Reports">Its own, and those that it had taken over itself.</param>
/// <param name="Private">It must not be told outside a private room.</param>
/// <param name="MayLook">Who may look at it, if it is private; its words come to nobody else.</param>
/// <param name="Excluded">Who must not learn of it.</param>
public sealed record AbsorbReport(ImmutableArray<OtherReport> Reports, bool Private, ImmutableArray<Person> MayLook, ImmutableArray<Person> Excluded) : Command<Incident>
{
    internal static AbsorbReport From(Incident merged)
    {
        var r = merged.Reported;
        return new([new(merged.Id, r.Number, r.What, r.Reporter, r.ReportedAt), .. r.Others], r.Visibility.Private, Membership.MayLook(merged), r.Visibility.Barred);
    }

    internal override Decision Decide(Incident incident, Moment at)
    {
        if (incident.Detection is not { } here) return new Refused("That incident does not exist.");
        OtherReport[] others = [.. Reports.Where(r => here.Others.All(o => o.Stream != r.Stream))];
        if (others.Length == 0) return new Already($"{incident.Name} has it already.");
        // The refusal is said in the other one's room: who is there may not be in this one.
        var hidden = here.Visibility.Private;
        var name = hidden ? "That incident" : incident.Name;
        if (incident is { Status: Status.Merged, Assessment.Verdict: { } merged }) return new Refused($"{name} itself is the same as {merged.Survivor} now.");
        if (incident.Status is Status.Reviewed or Status.Closed) return new Refused($"{name} is reviewed already.");
        return MayKnowTheSame(incident, here) ? new Absorbed([.. others]) : new Refused($"Not everyone who may know {(hidden ? "that incident" : name)} may know this one.");
    }

    private bool MayKnowTheSame(Incident incident, DetectionState here) =>
        (!Private || (here.Visibility.Private && Membership.MayLook(incident).All(MayLook.Contains))) && Excluded.All(here.Visibility.Barred.Contains)
        && Reports.All(r => r.Reporter is not { } reporter || here.Visibility.MayKnow(reporter));
}

/// <summary>A report that was merged into this incident.</summary>
/// <param name="Stream">Stream id that it was made in.</param>
/// <param name="Number">43 of INC-43.</param>
/// <param name="Reporter">Null when confidential.</param>
public sealed record OtherReport(string Stream, int Number, Text What, Person? Reporter, DateTimeOffset At);

/// <summary>Reports were taken over from another incident.</summary>
[StoredAs("detection.absorbed", 1)]
public sealed record Absorbed(ImmutableArray<OtherReport> Reports) : Event<Incident>
{
    internal override Rich Line => Rich.Join("; ", Reports.Select(r => (Rich)$"INC-{r.Number} is the same: {r.What:quote}"));

    internal override Incident Evolve(Incident i) => i with { Detection = i.Reported with { Others = [.. i.Reported.Others, .. Reports] } };

    internal override IEnumerable<Outgoing> Sends(Incident now, Recorded recorded)
    {
        foreach (var report in Reports)
        {
            Rich who = report.Reporter is null ? (Rich)"Somebody" : new Named(report.Reporter);
            yield return new Message(Place.Room, $"INC-{report.Number} is the same. {who} reported it at {report.At}: {report.What:quote}");
            if (report.Reporter is not null) yield return new Message(new Directly(report.Reporter), ToReporter(now, report));
        }
        // Last, so that what is said keeps its place in the list.
        if (now.Reported.Visibility.Private) foreach (var report in Reports) yield return new Errand(report.Stream, new HideSurvivor(now.Id));
    }

    private static Rich ToReporter(Incident now, OtherReport report) =>
        now.Assessment.Verdict is { Outcome: Outcome.FalsePositive or Outcome.NotIncident, Reason: { } reason } v
        ? Dismissed.Thanks($"INC-{report.Number}", v.Outcome, reason)
        : (Rich)$"What you reported as INC-{report.Number} is the same as {now.Name:b}, and your words are there: {now.Link()}.";
}

using ChatOpsIncident.Incidents.ChatView;
using ChatOpsIncident.Specs.Simulation.World;

namespace ChatOpsIncident.Specs.Simulation.Checks;

/// <summary>Every errand arrived: its target took it, or has no use for it any more, or its refusal came back.</summary>
internal sealed class ErrandChecks(Ledger ledger, Func<Incident, Person, Moment> momentOf, Findings findings)
{
    private static readonly IncidentFold Fold = new();

    public void AtRest()
    {
        foreach (var source in ledger.OfIncidents)
        {
            foreach (var recorded in source.Events)
            {
                var sends = Fold.Sends(source.State, recorded);
                for (var i = 0; i < sends.Count; i++)
                {
                    if (sends[i] is Errand errand) Arrived(source, recorded, errand, FormattableString.Invariant($"{source.Id}:{recorded.Number}:{i}"));
                }
            }
        }
    }

    private void Arrived(StoredStream source, Recorded recorded, Errand errand, string request)
    {
        var target = ledger.Stream(errand.TargetStream);
        var taken = target.Events.Any(e => e.Request.EndsWith(request, StringComparison.Ordinal));
        var back = source != target && source.Events.Any(e => e.Request.EndsWith(request, StringComparison.Ordinal));
        findings.Expect(
            !taken || !back, Check.EveryErrandArrivesOnce,
            () => $"{errand.Command.GetType().Name} of event {recorded.Number} of {source.Id} was taken by {errand.TargetStream}, and its refusal came back.");
        findings.Expect(
            taken || back || !StillWanted(target, errand.Command), Check.EveryErrandArrivesOnce,
            () => $"{errand.Command.GetType().Name} of event {recorded.Number} of {source.Id} never came to {errand.TargetStream}.");
    }

    private bool StillWanted(StoredStream target, Command command) => command switch
    {
        Command<Incident> incident => incident.Decide(target.State, momentOf(target.State, SimDirectory.Ana) with { Who = Actor.Bot }) is Happens,
        Command<Organisation> organisation => organisation.Decide(ledger.Organisation[^1], momentOf(target.State, SimDirectory.Ana) with { Who = Actor.Bot }) is Happens,
        _ => false,
    };
}

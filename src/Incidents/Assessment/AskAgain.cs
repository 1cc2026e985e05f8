using System.Collections.Immutable;
using ChatOpsIncident.Incidents.Alarm;

namespace ChatOpsIncident.Incidents.Assessment;

/// <summary>What is known leaves more than two severities open: the questions that would tell most are asked again, first soon, then less often.</summary>
public sealed class AskAgain : AlarmRule
{
    /// <summary>After the first time it takes so many times as long.</summary>
    private const int Later = 8;

    public override DateTimeOffset? Due(Incident incident)
    {
        ArgumentNullException.ThrowIfNull(incident);
        return incident.Status is Status.Reported ? incident.Assessment.AskAgainAt : null;
    }

    public override IEnumerable<Event<Incident>> Ring(Incident incident, Moment at)
    {
        ArgumentNullException.ThrowIfNull(incident);
        ArgumentNullException.ThrowIfNull(at);
        var so = Basis.Recommend(incident, at.Playbook);
        yield return so.IsWide
            ? new AskedAgain(so.Mildest.Severity, so.Worst.Severity, [.. so.Settles.Take(2).Select(q => q.Asks)], at.Now + Later * at.Playbook.AskAgain)
            : new AskedAgain(so.Mildest.Severity, so.Worst.Severity, [], null);
    }

    /// <summary>When to ask after these answers; null: not at all.</summary>
    internal static DateTimeOffset? After(Incident answered, Moment at) => Basis.Recommend(answered, at.Playbook).IsWide ? at.Now + at.Playbook.AskAgain : null;
}

/// <summary>The open questions were asked again.</summary>
/// <param name="Asks">Those that would tell most; none: what was chosen meanwhile has settled it.</param>
/// <param name="NextAt">When they are asked once more; null: not again.</param>
[StoredAs("assessment.asked-again", 1)]
public sealed record AskedAgain(string Mildest, string Worst, ImmutableArray<string> Asks, DateTimeOffset? NextAt) : Event<Incident>
{
    internal override Rich Line => Asks.IsEmpty ? $"the answers are enough: {Mildest}" : $"still open between {Mildest} and {Worst}, asked again";

    internal override Incident Evolve(Incident i) => i with { Assessment = i.Assessment with { AskAgainAt = NextAt } };

    internal override IEnumerable<Outgoing> Sends(Incident now, Recorded recorded)
    {
        if (Asks.IsEmpty) yield break;
        yield return new Message(Place.Room, $"It is still open between {Mildest:b} and {Worst:b}. {SoFar.Settling([.. Asks])} Whoever knows, answer on the triage card.")
        {
            Pings = now.Assessment.Acknowledged is { By: var by } && by != Person.Removed ? [by] : [],
        };
    }
}

namespace ChatOpsIncident.Incidents.Response;

/// <summary>Say that everything runs as before.</summary>
/// <param name="Because">Why what is still open can wait.</param>
/// <param name="When">When it was so, if not now.</param>
public sealed record Recover(string? Because = null, Happened? When = null) : Command<Incident>
{
    /// <summary><c>recovered</c>, <c>recovered 13:02 because …</c>.</summary>
    public static Offer Offer { get; } = new IncidentOffer(
        "recovered", "Back to normal", "Say that everything runs as before; the next phase begins", Permissions.Respond,
        (arguments, incident, at) => PhaseEnd.Read(Offer!, Phase.Recover, arguments, incident, at, (because, when) => new Recover(because, when)))
    {
        Usage = "[time] [because …]",
        Sample = (_, _) => new Recover("nothing is left to do"),
    };

    internal override Decision Decide(Incident incident, Moment at)
    {
        if (PhaseEnd.NotNow(incident, Phase.Recover) is { } not) return not;
        if (PhaseEnd.Refuse(Offer, Because, incident, at) is { } no) return no;
        return PhaseEnd.Ends(
            new Recovered(incident.Response.OpenMustDo, Text.Maybe(Reason.Of(Because))) { Happened = When }, Phase.Done, incident, at);
    }

    internal override Rich? Answer(Incident incident, Moment at) => $"Everything runs as before. Next: resolve it when nothing is left to watch.";
}

/// <summary>Everything runs as before.</summary>
/// <param name="LeftOpen">Must-do tasks that were left open.</param>
[StoredAs("response.recovered", 1)]
public sealed record Recovered(int LeftOpen, Text? Because) : Event<Incident>
{
    internal override Rich Line => PhaseEnd.Line("everything runs as before", LeftOpen, Because);

    internal override System.Collections.Immutable.ImmutableArray<Anchor> Anchors => [Anchor.Recovered, Anchor.Phase];

    internal override Incident Evolve(Incident i)
    {
        var when = Happened?.At ?? i.Head.At;
        return i with { Response = i.Response with { Phase = Phase.Done, PhaseSince = when, RecoveredAt = when } };
    }

    internal override IEnumerable<Outgoing> Sends(Incident now, Recorded recorded)
    {
        yield return new Message(Place.Room, $"{recorded.By}: {Line}. Next: resolve it when nothing is left to watch.");
    }
}

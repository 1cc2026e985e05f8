namespace ChatOpsIncident.Incidents.Response;

/// <summary>Say that the cause is removed.</summary>
/// <param name="Because">Why what is still open can wait.</param>
/// <param name="When">When it was so, if not now.</param>
public sealed record Eradicate(string? Because = null, Happened? When = null) : Command<Incident>
{
    /// <summary><c>eradicated</c>, <c>eradicated 13:02 because …</c>.</summary>
    public static Offer Offer { get; } = new IncidentOffer(
        "eradicated", "Cause is removed", "Say that the cause is removed; the next phase begins", Permissions.Respond,
        (arguments, incident, at) => PhaseEnd.Read(Offer!, Phase.Eradicate, arguments, incident, at, (because, when) => new Eradicate(because, when)))
    {
        Usage = "[time] [because …]",
        Sample = (_, _) => new Eradicate("nothing is left to do"),
    };

    internal override Decision Decide(Incident incident, Moment at)
    {
        if (PhaseEnd.NotNow(incident, Phase.Eradicate) is { } not) return not;
        if (PhaseEnd.Refuse(Offer, Because, incident, at) is { } no) return no;
        return PhaseEnd.Ends(
            new Eradicated(incident.Response.OpenMustDo, Text.Maybe(Reason.Of(Because))) { Happened = When }, Phase.Recover, incident, at);
    }

    internal override Rich? Answer(Incident incident, Moment at) => $"The cause is removed. Next: get everything back to normal.";
}

/// <summary>The cause is removed.</summary>
/// <param name="LeftOpen">Must-do tasks that were left open.</param>
[StoredAs("response.eradicated", 1)]
public sealed record Eradicated(int LeftOpen, Text? Because) : Event<Incident>
{
    internal override Rich Line => PhaseEnd.Line("the cause is removed", LeftOpen, Because);

    internal override System.Collections.Immutable.ImmutableArray<Anchor> Anchors => [Anchor.Eradicated, Anchor.Phase];

    internal override Incident Evolve(Incident i)
    {
        var when = Happened?.At ?? i.Head.At;
        return i with { Response = i.Response with { Phase = Phase.Recover, PhaseSince = when, EradicatedAt = when } };
    }

    internal override IEnumerable<Outgoing> Sends(Incident now, Recorded recorded)
    {
        yield return new Message(Place.Room, $"{recorded.By}: {Line}. Next: get everything back to normal.");
    }
}

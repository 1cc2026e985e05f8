namespace ChatOpsIncident.Incidents.Response;

/// <summary>Say that the threat is contained.</summary>
/// <param name="Because">Why what is still open can wait.</param>
/// <param name="When">When it was so, if not now.</param>
public sealed record Contain(string? Because = null, Happened? When = null) : Command<Incident>
{
    /// <summary><c>contained</c>, <c>contained 13:02 because …</c>.</summary>
    public static Offer Offer { get; } = new IncidentOffer(
        "contained", "Threat is contained", "Say that the threat is contained; the next phase begins", Permissions.Respond,
        (arguments, incident, at) => PhaseEnd.Read(Offer!, Phase.Contain, arguments, incident, at, (because, when) => new Contain(because, when)))
    {
        Usage = "[time] [because …]",
        Sample = (_, _) => new Contain("nothing is left to do"),
    };

    internal override Decision Decide(Incident incident, Moment at)
    {
        if (PhaseEnd.NotNow(incident, Phase.Contain) is { } not) return not;
        if (PhaseEnd.Refuse(Offer, Because, incident, at) is { } no) return no;
        return PhaseEnd.Ends(
            new Contained(incident.Response.OpenMustDo, PhaseEnd.LacksEvidence(incident, at.Playbook), Text.Maybe(Reason.Of(Because))) { Happened = When }, Phase.Eradicate, incident, at);
    }

    internal override Rich? Answer(Incident incident, Moment at) => $"The threat is contained. Next: remove the cause.";
}

/// <summary>The threat is contained.</summary>
/// <param name="LeftOpen">Must-do tasks that were left open.</param>
/// <param name="WithoutEvidence">The playbook asks for evidence and nothing was captured.</param>
[StoredAs("response.contained", 1)]
public sealed record Contained(int LeftOpen, bool WithoutEvidence, Text? Because) : Event<Incident>
{
    internal override Rich Line => PhaseEnd.Line("the threat is contained", LeftOpen, Because);

    internal override System.Collections.Immutable.ImmutableArray<Anchor> Anchors => [Anchor.Contained, Anchor.Phase];

    internal override Incident Evolve(Incident i)
    {
        var when = Happened?.At ?? i.Head.At;
        return i with { Response = i.Response with { Phase = Phase.Eradicate, PhaseSince = when, ContainedAt = when } };
    }

    internal override IEnumerable<Outgoing> Sends(Incident now, Recorded recorded)
    {
        yield return new Message(Place.Room, $"{recorded.By}: {Line}. Next: remove the cause.");
    }
}

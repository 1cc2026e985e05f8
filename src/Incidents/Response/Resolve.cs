namespace ChatOpsIncident.Incidents.Response;

/// <summary>The response is over. Where something is unfinished, the summary says why it ends here.</summary>
public sealed record Resolve(string? Summary = null) : Command<Incident>
{
    /// <summary><c>resolve nobody else clicked; sessions are revoked</c>.</summary>
    public static Offer Offer { get; } = new IncidentOffer(
        "resolve", "Resolve", "End the response; everyone who took part is asked for their view", Permissions.Lead, Read)
    {
        Usage = "[summary]",
        Sample = (_, _) => new Resolve("nothing is left to do"),
    };

    internal override Decision Decide(Incident incident, Moment at)
    {
        if (incident.Status is Status.Resolved or Status.Reviewed or Status.Closed)
            return new Already($"{incident.Name} was resolved at {incident.Response.ResolvedAt ?? at.Now} already.");
        if (incident.NotResponding() is { } no) return no;
        var summary = Text.Maybe(Summary);
        if (summary is null && Unfinished(incident) is { } open)
            return new Refused($"{open}\nFinish that, or say in the summary why it ends here.", "/incident resolve why it ends here", "summary");
        if (Fits.TooLong(Summary, "summary") is { } tooLong) return tooLong;
        return new Resolved(summary, incident.Response.Phase, incident.Response.Tasks.Values.Count(t => t.MustDo));
    }

    internal override Rich? Answer(Incident incident, Moment at) =>
        $"{incident.Name} is resolved. {Counted.First(TookPart(incident), "person", "people")} {Counted.Are(TookPart(incident))} asked for a view.";

    /// <summary>What is not finished; null: everything is.</summary>
    private static Rich? Unfinished(Incident incident)
    {
        var open = incident.Response.Hurting.Where(t => t.MustDo).ToArray();
        Rich? phase = incident.Response.Phase is Phase.Done ? null : (Rich)$"{incident.Name} is still {incident.Response.Phase.Doing()}.";
        Rich? tasks = open is [] ? null : PhaseEnd.Open(open, "must-do task");
        return phase is null && tasks is null ? null : Rich.Join(" ", new[] { phase, tasks }.OfType<Rich>());
    }

    private static Understood Read(Arguments arguments, Incident incident, Moment at)
    {
        var summary = arguments.Words ?? arguments["summary"];
        if (summary is not null || arguments.From == Said.Form || new Resolve("…").Decide(incident, at) is not Happens) return new Resolve(summary);
        var asked = TookPart(incident);
        Rich unfinished = Unfinished(incident) is { } open ? (Rich)$"\n{open}" : Rich.Empty;
        return new Form(
            Offer.Word, incident.Id, "Resolve",
            [
                new TextField("summary", "How did it end?", Multiline: true, Max: Fits.Longest)
                { Required = !unfinished.IsEmpty, Hint = "One or two sentences that an executive can repeat" },
            ],
            "Resolve")
        {
            Intro = $"Resolving stops the update clock and asks {Counted.Of(asked, "person", "people")} for their view. You can reopen at any time.{unfinished}",
        };
    }

    private static int TookPart(Incident incident) => Participants.Of(incident).Length;
}

/// <summary>The response is over. A door: learning begins.</summary>
/// <param name="Phase">The phase that it ended in.</param>
/// <param name="LeftOpen">Must-do tasks that were left open.</param>
[StoredAs("response.resolved", 1)]
public sealed record Resolved(Text? Summary, Phase Phase, int LeftOpen) : Event<Incident>
{
    internal override Telling Telling => Telling.WhoDid;

    internal override Rich Line => Summary is null ? "resolved" : (Rich)$"resolved: {Summary:quote}";

    internal override System.Collections.Immutable.ImmutableArray<Anchor> Anchors => [Anchor.Resolved];

    internal override Incident Evolve(Incident i) => i with { Response = i.Response with { ResolvedAt = i.Head.At, Summary = Summary } };

    internal override IEnumerable<Outgoing> Sends(Incident now, Recorded recorded)
    {
        Rich summary = Summary is null ? "." : (Rich)$": {Summary:quote}";
        yield return new Message(Place.Room, $"{recorded.By} resolved {now.Name:b}{summary}\nThank you, everyone. The record so far ends in {recorded.Hash:code}.");
    }
}

using ChatOpsIncident.Incidents.Assessment;
using ChatOpsIncident.Incidents.Cards;

namespace ChatOpsIncident.Incidents.Response;

/// <summary>It is not over. A resolved incident goes on in a phase; a dismissed report waits for a decision again.</summary>
/// <param name="Phase">The phase to go on from; null: from the beginning, containment.</param>
public sealed record Reopen(string? Because, Phase? Phase = null) : Command<Incident>
{
    /// <summary><c>reopen because the mails came again</c>, <c>reopen recover because …</c>.</summary>
    public static Offer Offer { get; } = new IncidentOffer(
        "reopen", "Reopen", "Open it again, with a reason", Permissions.Lead, Read)
    {
        Usage = "[contain | eradicate | recover] because …",
        Sample = (_, _) => new Reopen("it has come back"),
    };

    internal override Decision Decide(Incident incident, Moment at)
    {
        if (incident.GoesOnElsewhere() is { } elsewhere) return elsewhere;
        if (incident.Status is Status.Responding or Status.Reported) return new Already($"{incident.Name} is open.");
        if (Reason.Of(Because) is not { } because) return new Refused("Say why, so that everyone who comes back knows.", "/incident reopen because …", "because");
        if (Fits.TooLong(because, "because") is { } tooLong) return tooLong;
        return incident.Status is Status.Dismissed ? Again(incident, because, at) : GoesOn(incident, because, Phase ?? Response.Phase.Contain, at);
    }

    internal override Rich? Answer(Incident incident, Moment at) => incident.Status is Status.Reported
        ? (Rich)$"{incident.Name} waits for a decision again: {incident.Link()}."
        : (Rich)$"{incident.Name} is open again, {incident.Response.Phase.Doing()}: {incident.Link()}.";

    private static List<Event> Again(Incident incident, string because, Moment at)
    {
        var reopened = new Reopened(because, Response.Phase.None, null);
        return [reopened, Paged.Ask(0, at.Playbook.ReportEscalation, reopened.Evolve(incident), at)];
    }

    private static Decision GoesOn(Incident incident, string because, Phase phase, Moment at)
    {
        var every = incident.Response.Updates?.Every ?? at.Playbook.Severity(incident.Response.Severity)?.UpdateEvery;
        return PhaseEnd.Ends(new Reopened(because, phase, at.Now + every), phase, incident, at);
    }

    private static Understood Read(Arguments arguments, Incident incident, Moment at)
    {
        var said = arguments.Rest.Split(' ', 2, StringSplitOptions.TrimEntries);
        var phase = Named(arguments["phase"] ?? said[0]);
        var because = Reason.Of(arguments["because"] ?? (phase is null ? arguments.Rest : said.ElementAtOrDefault(1)));
        if (because is not null || arguments.From == Said.Form || new Reopen("it has come back").Decide(incident, at) is not Happens) return new Reopen(because, phase);
        var why = new TextField("because", "What has happened?", Multiline: true, Max: Fits.Longest) { Required = true };
        return new Form(
            Offer.Word, incident.Id, "Reopen",
            incident.Status is Status.Dismissed ? [why] : [why, new ChoiceField("phase", "Where does it go on?", Phases) { Value = (phase ?? Response.Phase.Contain).InWords() }],
            "Reopen");
    }

    private static System.Collections.Immutable.ImmutableArray<Choice> Phases =>
        [new("Contain the threat", "contain"), new("Remove its cause", "eradicate"), new("Get back to normal", "recover")];

    private static Phase? Named(string? word) => word?.ToLowerInvariant() switch
    {
        "contain" => Response.Phase.Contain,
        "eradicate" => Response.Phase.Eradicate,
        "recover" => Response.Phase.Recover,
        _ => null,
    };
}

/// <summary>It is open again. A door: a verdict may fall, and learning waits for the next end.</summary>
/// <param name="Phase">The phase that it goes on in; none: it waits for a decision.</param>
/// <param name="NextUpdate">When the next update is due.</param>
[StoredAs("response.reopened", 1)]
public sealed record Reopened(Text Because, Phase Phase, DateTimeOffset? NextUpdate) : Event<Incident>
{
    internal override Telling Telling => Telling.WhoDid;

    internal override Rich Line => $"opened again: {Because:quote}";

    internal override System.Collections.Immutable.ImmutableArray<Anchor> Anchors => [Anchor.Phase];

    internal override Incident Evolve(Incident i) => Phase is Phase.None
        ? i with { Assessment = i.Assessment.Reopened() }
        : i with
        {
            Response = i.Response with
            {
                ResolvedAt = null,
                Summary = null,
                Phase = Phase,
                PhaseSince = i.Head.At,
                Updates = NextUpdate is { } due ? i.Response.Updates?.Until(due) : i.Response.Updates,
            },
            Learning = i.Learning.Reopened(),
        };

    internal override IEnumerable<Outgoing> Sends(Incident now, Recorded recorded)
    {
        Rich next = Phase is Phase.None ? "It waits for a decision again." : (Rich)$"Next: {Phase.Aim()}.";
        yield return new Message(Place.Room, $"{recorded.By} opened {now.Name:b} again. {next} {Because:quote}") { Pings = now.Response.Commander is { } commander ? [commander] : [] };
    }
}

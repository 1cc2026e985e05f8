namespace ChatOpsIncident.Incidents.Response;

/// <summary>What was decided in the room, what else there was, who objected, and why: so that nobody has to ask again.</summary>
public sealed record RecordDecision(string What, string? Options = null, string? Objections = null, string? Why = null) : Command<Incident>
{
    /// <summary><c>decision cut the VPN because the attacker is in it</c>.</summary>
    public static Offer Offer { get; } = new IncidentOffer(
        "decision", "Record decision", "Record what was decided, and why", Permissions.Respond, Read)
    {
        Usage = "what because why",
        Sample = (_, _) => new RecordDecision("we wait", Why: "nothing spreads"),
    };

    internal override Decision Decide(Incident incident, Moment at)
    {
        if (incident.NotOpen() is { } no) return no;
        if (string.IsNullOrWhiteSpace(What)) return new Refused("Say what was decided.", Offer.Instead(), "what");
        var tooLong = Fits.TooLong(What, "what") ?? Fits.TooLong(Options, "options") ?? Fits.TooLong(Objections, "objections") ?? Fits.TooLong(Why, "why");
        return tooLong is not null
            ? tooLong
            : new DecisionRecorded(What.Trim(), Text.Maybe(Options), Text.Maybe(Objections), Text.Maybe(Reason.Of(Why)));
    }

    internal override Rich? Answer(Incident incident, Moment at) => "The decision is on the record, with your name.";

    private static Understood Read(Arguments arguments, Incident incident, Moment at)
    {
        if (arguments.From == Said.Form) return new RecordDecision(arguments["what"] ?? "", arguments["options"], arguments["objections"], arguments["why"]);
        var (what, why) = Reason.Split(arguments.Rest);
        if (what is not null && why is not null) return new RecordDecision(what, Why: why);
        return new Form(
            Offer.Word, incident.Id, "Record decision",
            [
                new TextField("what", "What was decided?", Multiline: true, Max: Fits.Longest) { Required = true, Value = what },
                new TextField("why", "Why?", Multiline: true, Max: Fits.Longest) { Value = why },
                new TextField("options", "What else was possible?", Multiline: true, Max: Fits.Longest),
                new TextField("objections", "Who objected, and why?", Multiline: true, Max: Fits.Longest),
            ],
            "Record");
    }
}

/// <summary>A decision, as it was told.</summary>
[StoredAs("response.decision-recorded", 1)]
public sealed record DecisionRecorded(Text What, Text? Options, Text? Objections, Text? Why) : Event<Incident>
{
    internal override Telling Telling => Telling.WhoDid;

    internal override Rich Line
    {
        get
        {
            Rich why = Why is null ? Rich.Empty : (Rich)$", because {Why}";
            Rich options = Options is null ? Rich.Empty : (Rich)$"; other options: {Options}";
            Rich objections = Objections is null ? Rich.Empty : (Rich)$"; objections: {Objections}";
            return $"decided: {What:quote}{why}{options}{objections}";
        }
    }

    internal override Incident Evolve(Incident i) => i;

    internal override IEnumerable<Outgoing> Sends(Incident now, Recorded recorded)
    {
        yield return new Message(Place.Room, $"{recorded.By} {Line}");
    }
}

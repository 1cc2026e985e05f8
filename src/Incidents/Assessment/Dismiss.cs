namespace ChatOpsIncident.Incidents.Assessment;

/// <summary>The report needs no response. It is kept on record, with why; it can be opened again.</summary>
/// <param name="Outcome">Not an incident: it happened and is benign. False positive: it did not happen, or was a test.</param>
/// <param name="Because">Why, in few words.</param>
public sealed record Dismiss(Outcome Outcome, string? Because) : Command<Incident>
{
    /// <summary><c>dismiss because …</c></summary>
    public static Offer NotIncident { get; } = new IncidentOffer(
        "dismiss", "Not an incident", "Decide that this report needs no response", Permissions.Triage,
        (arguments, incident, at) => Read(Outcome.NotIncident, arguments, incident, at))
    {
        Usage = "because …",
        Sample = (_, _) => new Dismiss(Outcome.NotIncident, "planned work"),
    };

    /// <summary><c>false-positive because …</c></summary>
    public static Offer FalsePositive { get; } = new IncidentOffer(
        "false-positive", "False positive", "Decide that this was a false alarm; its reporter is thanked", Permissions.Triage,
        (arguments, incident, at) => Read(Outcome.FalsePositive, arguments, incident, at))
    {
        Usage = "because …",
        Sample = (_, _) => new Dismiss(Outcome.FalsePositive, "a test"),
    };

    /// <summary>Answers that stood on the card unsaved.</summary>
    public AnswerQuestions? Answers { get; init; }

    private static Understood Read(Outcome outcome, Arguments arguments, Incident incident, Moment at)
    {
        var command = new Dismiss(outcome, Reason.Of(arguments["reason"] ?? arguments.Words)) { Answers = Along.From(arguments) };
        var ask = arguments.From != Said.Form && command.Because is null && incident.Status is Status.Reported;
        return ask ? Form(outcome, incident, arguments) : command;
    }

    private static Form Form(Outcome outcome, Incident incident, Arguments arguments) => outcome is Outcome.FalsePositive
        ? new("false-positive", incident.Id, "False positive", [Field("What was it?", "a phishing test by the training team")], "Decide")
        {
            Intro = "Whoever reported it is thanked, and told what you write. It counts against nobody.",
            Carried = Along.Carried(arguments),
        }
        : new("dismiss", incident.Id, "Not an incident", [Field("What was it, and why is that all right?", "a planned restart nobody had announced")], "Decide")
        {
            Intro = "The report stays on record and can be opened again. Whoever reported it is thanked, and told what you write.",
            Carried = Along.Carried(arguments),
        };

    private static TextField Field(string asks, string hint) => new("reason", asks, Multiline: true, Max: Fits.Longest) { Required = true, Hint = hint };

    internal override Decision Decide(Incident incident, Moment at)
    {
        if (incident.Assessment.Verdict?.Outcome == Outcome) return new Already(Decided.How(incident));
        if (incident.Status is Status.Responding)
            return new Refused($"{Decided.How(incident)} If it turned out to be nothing, resolve it and say so.", "/incident resolve it was …");
        if (incident.Status is not Status.Reported) return Decided.No(incident);
        if (Reason.Of(Because) is not { } reason)
            return new Refused("Say in a few words what it was: that stands in the decision record.", $"/incident {Word} because …", "reason");
        if (Fits.TooLong(reason, "reason") is { } tooLong) return tooLong;
        var (after, answered, not) = Along.Apply(Answers, incident, at);
        return not is null ? (Event[])[.. answered, new Dismissed(Outcome, reason, Basis.Of(after, at.Playbook))] : not;
    }

    private string Word => Outcome is Outcome.FalsePositive ? "false-positive" : "dismiss";

    internal override Rich? Answer(Incident incident, Moment at) =>
        $"{incident.Name:b} is on record as {Dismissed.InWords(Outcome)}. If that changes: {"/incident reopen because …":code}";
}

/// <summary>The decision record of a report that needs no response.</summary>
[StoredAs("assessment.dismissed", 1)]
public sealed record Dismissed(Outcome Outcome, Text Reason, Basis Basis) : Event<Incident>
{
    internal override Telling Telling => Telling.WhoDid;

    internal override Rich Line => $"decided: {InWords(Outcome)}. {Reason:quote}";

    internal override System.Collections.Immutable.ImmutableArray<Anchor> Anchors => [Anchor.Decided];

    internal override Incident Evolve(Incident i) => i with
    {
        Assessment = i.Assessment.With(new Verdict(Outcome, i.Head.By, i.Head.At) { Reason = Reason, Basis = Basis }),
    };

    internal override IEnumerable<Outgoing> Sends(Incident now, Recorded recorded)
    {
        yield return new Message(Place.Room, $"{recorded.By} decided: {InWords(Outcome)}. {Reason:quote}");
        foreach (var reporter in now.Reported.Reporters) yield return new Message(new Directly(reporter), Thanks(now.Name, Outcome, Reason));
    }

    /// <summary>Thanks that mean something, for whoever reported it.</summary>
    internal static Rich Thanks(string name, Outcome outcome, Text reason) => outcome is Outcome.FalsePositive
        ? (Rich)$"Thank you for reporting {name:b}. What it was: {reason:quote}. Nothing more to do. Reports like yours are how the real ones are found early."
        : (Rich)$"Thank you for reporting {name:b}. It was looked at and needs no response: {reason:quote}. If it comes back or gets worse, report it again.";

    internal static string InWords(Outcome outcome) => outcome is Outcome.FalsePositive ? "a false positive" : "not an incident";
}

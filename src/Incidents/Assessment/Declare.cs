using ChatOpsIncident.Incidents.Cards;
using ChatOpsIncident.Incidents.Response;

namespace ChatOpsIncident.Incidents.Assessment;

/// <summary>The report is an incident and is responded to. The recommended severity needs no reason, another one does.</summary>
/// <param name="Severity">Id; null: the recommended one.</param>
/// <param name="Because">Why this severity.</param>
public sealed record Declare(string? Severity, string? Because = null) : Command<Incident>
{
    /// <summary><c>declare [SEV2] [because …]</c></summary>
    public static Offer Offer { get; } = new IncidentOffer(
        "declare", "Declare", "Decide that this is an incident, and how severe", Permissions.Triage, Read)
    {
        Usage = "[SEV2] [because …]",
        Sample = (_, _) => new Declare(null, "it looks bad"),
    };

    /// <summary>Answers that stood on the card unsaved.</summary>
    public AnswerQuestions? Answers { get; init; }

    private static Understood Read(Arguments arguments, Incident incident, Moment at)
    {
        var (severity, reason) = arguments.From == Said.Words ? SeverityWords.Split(arguments.Rest, at.Playbook) : (arguments["severity"], arguments["reason"]);
        var command = new Declare(severity, Reason.Of(reason)) { Answers = Along.From(arguments) };
        if (arguments.From == Said.Form || incident.Status is not Status.Reported) return command;
        if (arguments.From == Said.Button && severity is null) return Form(command, incident, at, Rich.Empty, arguments);
        return command.Decide(incident, at) is Refused { Field: "reason", Why: var why } && command.Because is null
            ? Form(command, incident, at, why, arguments)
            : command;
    }

    private static Form Form(Declare so, Incident incident, Moment at, Rich why, Arguments arguments) => new(
        "declare", incident.Id, "Declare an incident",
        [
            new ChoiceField("severity", "Severity", [.. at.Playbook.Severities.Select(s => new Choice($"{s.Id} {s.Name}: {s.Means}", s.Id))])
            {
                Required = true, Value = so.Severity ?? Basis.Of(incident, at.Playbook).Recommended,
            },
            new TextField("reason", "Why this severity?", Multiline: true, Max: Fits.Longest) { Value = so.Because, Hint = "Not needed for the recommended one" },
        ],
        "Declare")
    {
        Intro = why.IsEmpty ? SoFar.Of(incident, at.Playbook) : why,
        Carried = Along.Carried(arguments),
    };

    internal override Decision Decide(Incident incident, Moment at)
    {
        if (incident.Status is Status.Responding && (at.Playbook.Severity(Severity)?.Id ?? incident.Response.Severity) == incident.Response.Severity)
            return new Already(Decided.How(incident));
        if (incident.Status is not Status.Reported) return Decided.No(incident);
        var (after, answered, not) = Along.Apply(Answers, incident, at);
        if (not is not null) return not;
        var basis = Basis.Of(after, at.Playbook);
        if (at.Playbook.Severity(Severity ?? basis.Recommended) is not { } severity) return SeverityWords.Unknown(Severity!, at.Playbook, Offer.Word);
        var reason = Reason.Of(Because);
        if (reason is null && NeedsReason(severity, basis) is { } why) return why;
        if (Fits.TooLong(reason, "reason") is { } tooLong) return tooLong;
        var declared = new Declared(severity.Id, severity.Name, Text.Maybe(reason), basis, severity.UpdateEvery);
        var so = declared.Evolve(after);
        return (Event[])[.. answered, declared, .. Begins(so, severity, at), .. Announced.If(so, at) is { } announced ? [announced] : Array.Empty<Event>()];
    }

    private static Refused? NeedsReason(SeverityLevel severity, Basis basis)
    {
        if (basis.Answers.IsEmpty)
        {
            return new($"No question is answered yet. To declare {severity.Id} all the same, say why: that stands in the decision record.",
                $"/incident declare {severity.Id} because …", "reason");
        }
        return severity.Id == basis.Recommended ? null : new(
            $"The answers so far recommend {basis.Recommended}. To declare {severity.Id}, say why: that stands in the decision record.",
            $"/incident declare {severity.Id} because …", "reason");
    }

    /// <summary>The first checklist, and the people on the severity's path.</summary>
    private static IEnumerable<Event> Begins(Incident declared, SeverityLevel severity, Moment at)
    {
        var response = declared.Response;
        if (Checklist.For(at.Playbook, declared.Reported.Category, response.Phase, response.TasksEver, at) is { } tasks) yield return tasks;
        if (!severity.Escalation.IsEmpty) yield return Paged.Ask(0, severity.Escalation, declared, at);
    }

    internal override Rich? Answer(Incident incident, Moment at) =>
        $"{incident.Name:b} is {incident.Response.Severity:b} and on record. The first tasks stand on the card: {incident.Link()}.";
}

/// <summary>The decision record of an incident; from here on it is responded to.</summary>
/// <param name="Name">What the severity is called.</param>
/// <param name="Reason">Needed where it differs from the recommended one.</param>
/// <param name="UpdateEvery">Cadence of updates to stakeholders.</param>
[StoredAs("assessment.declared", 1)]
public sealed record Declared(string Severity, string Name, Text? Reason, Basis Basis, TimeSpan UpdateEvery) : Event<Incident>
{
    internal override Telling Telling => Telling.WhoDid;

    internal override Rich Line => (Reason, Severity == Basis.Recommended) switch
    {
        (null, _) => (Rich)$"declared {Severity}",
        (_, true) => (Rich)$"declared {Severity}. {Reason:quote}",
        _ => (Rich)$"declared {Severity}, where the criteria recommended {Basis.Recommended}. {Reason:quote}",
    };

    internal override System.Collections.Immutable.ImmutableArray<Anchor> Anchors => [Anchor.Decided, Anchor.Phase];

    internal override Incident Evolve(Incident i) => i with
    {
        Assessment = i.Assessment.With(new Verdict(Outcome.Declared, i.Head.By, i.Head.At) { Severity = Severity, Reason = Reason, Basis = Basis }),
        Response = i.Response with
        {
            Severity = Severity,
            Phase = Phase.Contain,
            PhaseSince = i.Head.At,
            Updates = UpdateClock.From(UpdateEvery, i.Head.At),
        },
    };

    /// <summary>The rule speaks for the mildest of a range; what is not known yet speaks for the rest.</summary>
    private string OfRange => Severity == Basis.Mildest ? "" : $", which is at least {Basis.Mildest}; what nobody knows yet could make it {Basis.Worst}";

    internal override IEnumerable<Outgoing> Sends(Incident now, Recorded recorded)
    {
        var why = (Reason, Basis.Says) switch { ({ } reason, _) => (Rich)$" {reason:quote}.", (null, { } rule) => (Rich)$" {rule}{OfRange}.", _ => Rich.Empty };
        yield return new Message(Place.Room, $"{recorded.By} declared {Severity:b} ({Name}).{why} Next update to stakeholders due {recorded.At + UpdateEvery}.");
    }
}

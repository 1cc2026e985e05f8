using ChatOpsIncident.Incidents.Cards;
using ChatOpsIncident.Incidents.Detection;

namespace ChatOpsIncident.Incidents.Assessment;

/// <summary>The same as another incident: merged into it. Pointers are followed to their end; a circle is never closed.</summary>
/// <param name="Number">41 of INC-41; null if none was named.</param>
public sealed record Duplicate(int? Number, string? Because = null) : Command<Incident>
{
    private const int MostChoices = 25;

    /// <summary><c>duplicate INC-41 [because …]</c></summary>
    public static Offer Offer { get; } = new IncidentOffer(
        "duplicate", "Same as …", "Decide that this is the same as another incident", Permissions.Triage, Read)
    {
        Usage = "INC-41 [because …]",
        LooksAround = true,
        Supposing = at => at with { Known = [new("other", 0, "", null, null, Status.Responding, at.Now, Private: true, at.Who.Person is { } me ? [me] : [])] },
        Sample = (_, _) => new Duplicate(0, "the same sender"),
    };

    /// <summary>Answers that stood on the card unsaved.</summary>
    public AnswerQuestions? Answers { get; init; }

    private static Understood Read(Arguments arguments, Incident incident, Moment at)
    {
        var typed = arguments.TakeIncident(out var rest);
        var number = arguments["other"] is { } other ? Words.Incident(other) : typed;
        if (number is null && arguments["other"] is null && arguments.Words is null && arguments.From != Said.Form) return Form(incident, arguments, at);
        var command = new Duplicate(number, Reason.Of(arguments["reason"] ?? rest.Words)) { Answers = Along.From(arguments) };
        var ask = arguments.From != Said.Form && command.Because is null && command.Decide(incident, at) is Refused { Field: "reason" };
        return ask ? Form(incident, arguments, at, number) : command;
    }

    private static Form Form(Incident incident, Arguments arguments, Moment at, int? number = null)
    {
        var others = at.Known.Where(r => r.Stream != incident.Id && r.Status is Status.Reported or Status.Responding).ToArray();
        var more = others.Length > MostChoices ? (Rich)$" {others.Length - MostChoices} more are open: name one by {"/incident duplicate INC-… because …":code}" : Rich.Empty;
        return new(
            "duplicate", incident.Id, "Same as another",
            [
                Which(Nearest(incident, others, at), number),
                new TextField("reason", "What shows that?", Multiline: true, Max: Fits.Longest)
                {
                    Hint = "the same sender and link", Required = incident.Status is Status.Responding,
                },
            ],
            "Merge")
        {
            Intro = $"It goes on there: the words of this report and whoever made it go along.{more}",
            Carried = Along.Carried(arguments),
        };
    }

    /// <summary>Those to choose from: the most alike first, then the newest.</summary>
    private static IEnumerable<ListRow> Nearest(Incident incident, ListRow[] others, Moment at) =>
        Lookalikes.Of($"{incident.Reported.What} {incident.Reported.Where}", incident.Reported.Category, others, at.Now, MostChoices).Concat(others).Distinct().Take(MostChoices);

    /// <summary>A choice of open ones; where none is known, or another was named, its number.</summary>
    private static Field Which(IEnumerable<ListRow> others, int? number)
    {
        Choice[] open = [.. others.Select(r => new Choice($"INC-{r.Number} {r.Title}", $"INC-{r.Number}"))];
        var value = number is { } known ? $"INC-{known}" : null;
        const string Asks = "Which incident is it the same as?";
        return open.Length == 0 || (value is not null && open.All(c => c.Value != value))
            ? new TextField("other", Asks, Max: 40) { Required = true, Hint = "INC-41", Value = value }
            : new ChoiceField("other", Asks, [.. open]) { Required = true, Value = value };
    }

    internal override Decision Decide(Incident incident, Moment at)
    {
        var target = Survivor.Of(Number ?? 0, at);
        if (incident.Status is Status.Merged && target?.Stream == incident.Assessment.Verdict?.MergedInto) return new Already(Decided.How(incident));
        if (incident.Status is not (Status.Reported or Status.Responding)) return Decided.No(incident);
        if (Number is not { } number) return new Refused("Say which incident it is the same as.", "/incident duplicate INC-…", "other");
        if (target is null) return new Refused($"There is no INC-{number} that you can see.", "/incident list", "other");
        if (Against(incident, number, target) is { } not) return not;
        var reason = Reason.Of(Because);
        if (reason is null && incident.Status is Status.Responding)
        {
            return new Refused(
                $"{incident.Name:b} is being worked on. Say what shows that it is the same as INC-{target.Number}; it stands in the decision record.",
                $"/incident duplicate INC-{target.Number} because …", "reason");
        }
        if (Fits.TooLong(reason, "reason") is { } tooLong) return tooLong;
        var (after, answered, unclear) = Along.Apply(Answers, incident, at);
        return unclear is null ? (Event[])[.. answered, new Merged(target.Stream, target.Number, Text.Maybe(reason), Basis.Of(after, at.Playbook)) { Privately = target.Private }] : unclear;
    }

    private static Refused? Against(Incident incident, int number, ListRow target)
    {
        if (number == incident.Reported.Number) return new($"INC-{number} is this one. Say the number of the other.", "/incident duplicate INC-…", "other");
        if (target.Stream == incident.Id) return new($"INC-{number} was merged into {incident.Name} already; this one goes on.", "/incident status", "other");
        if (incident.Reported.Visibility.Private && !target.Private)
        {
            return new(
                $"{incident.Name} is private and INC-{target.Number} is not: its words would be open to everyone. Merge that one into this one.",
                $"/incident INC-{target.Number} duplicate {incident.Name}", "other");
        }
        return incident.Reported.Visibility.Private ? Strangers(incident, target) : null;
    }

    /// <summary>Null if whoever may look at the other one is in this one too: then its words stay among those who had them.</summary>
    private static Refused? Strangers(Incident incident, ListRow target)
    {
        Person[] strangers = [.. target.Members.Except(Membership.MayLook(incident))];
        return strangers.Length == 0 ? null : new(
            $"{incident.Name} is private, and of those in INC-{target.Number} it is unknown to {Rich.People([.. strangers])}: its words would be open to them. Call them in first, or merge that one into this one.",
            "/incident call @someone why", "other");
    }

    internal override Rich? Answer(Incident incident, Moment at) => Decided.How(incident);
}

/// <summary>The decision record of a report that goes on in another incident.</summary>
/// <param name="Into">Stream id of the survivor.</param>
/// <param name="IntoNumber">41 of INC-41.</param>
[StoredAs("assessment.merged", 1)]
public sealed record Merged(string Into, int IntoNumber, Text? Reason, Basis Basis) : Event<Incident>
{
    /// <summary>That incident was private: its number is nobody's business who is not in it.</summary>
    public bool Privately { get; init; }

    internal override Telling Telling => Telling.WhoDid;

    internal override Rich Line => Reason is null ? (Rich)$"decided: the same as {Other}" : (Rich)$"decided: the same as {Other}. {Reason:quote}";

    private string Other => Privately ? "another incident" : $"INC-{IntoNumber}";

    internal override Incident Evolve(Incident i) => i with
    {
        Assessment = i.Assessment.With(new Verdict(Outcome.Duplicate, i.Head.By, i.Head.At, Into)
        {
            MergedNumber = IntoNumber,
            MergedPrivately = Privately,
            Reason = Reason,
            Basis = Basis,
            Before = i.Assessment.Verdict,
        }),
    };

    internal override IEnumerable<Outgoing> Sends(Incident now, Recorded recorded)
    {
        // Said late, it may not be so any more; then nobody tells this one when the other goes private.
        var survivor = now.Assessment.Verdict is { MergedInto: { } into } verdict && into == Into ? verdict.Survivor : "another incident";
        yield return new Message(Place.Room, $"{recorded.By} decided that this is the same as {survivor}. It goes on there; this room stays to be read.");
        yield return new Errand(Into, AbsorbReport.From(now), refused => new RefuseMerge(Into, refused.Why.ToString()));
    }
}

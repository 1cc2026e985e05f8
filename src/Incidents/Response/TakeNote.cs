namespace ChatOpsIncident.Incidents.Response;

/// <summary>Something worth remembering, with the time when it happened if that is not now.</summary>
public sealed record TakeNote(string Words, Happened? When = null) : Command<Incident>
{
    /// <summary><c>note 13:02 the mailbox sends again</c>.</summary>
    public static Offer Offer { get; } = new IncidentOffer(
        "note", "Add note", "Put something on the timeline, with its time if you like", Permissions.Respond, Read)
    {
        Usage = "[time] words",
        Sample = (_, _) => new TakeNote("seen again"),
    };

    internal override Decision Decide(Incident incident, Moment at)
    {
        if (incident.GoesOnElsewhere() is { } elsewhere) return elsewhere;
        if (string.IsNullOrWhiteSpace(Words)) return new Refused("Say in a few words what happened.", Offer.Instead(), "words");
        return Fits.TooLong(Words, "words") is { } tooLong ? tooLong : new Noted(Words.Trim()) { Happened = When };
    }

    internal override Rich? Answer(Incident incident, Moment at) => When is { } when ? (Rich)$"Noted for {when.At}." : (Rich)"Noted.";

    private static Understood Read(Arguments arguments, Incident incident, Moment at)
    {
        if (incident.GoesOnElsewhere() is { } elsewhere) return elsewhere;
        var words = arguments.Words ?? arguments["words"] ?? "";
        var when = arguments["when"] is { } said ? ClockTime.Whole(said, at) : ClockTime.Begin(words, at, out words);
        const string Instead = "/incident note 13:02 what happened";
        if (when is null && arguments["when"] is { } unread) return NotATime.In(unread, Instead);
        if (when is null && NotATime.Begins(words, Instead, "words") is { } none) return none;
        if (when.Ahead(at) is { } no) return no;
        return words.Length > 0 || arguments.From == Said.Form ? new TakeNote(words, when) : new Form(
            Offer.Word, incident.Id, "Add note",
            [
                new TextField("words", "What happened?", Multiline: true, Max: Fits.Longest) { Required = true },
                new TextField("when", "When? (if not now)", Max: 40) { Hint = "13:02, yesterday 17:30, about 9:15" },
            ],
            "Add");
    }
}

/// <summary>Somebody noted something.</summary>
[StoredAs("response.noted", 1)]
public sealed record Noted(Text Words) : Event<Incident>
{
    internal override Rich Line => $"{Words}";

    internal override Incident Evolve(Incident i) => i;

    internal override IEnumerable<Outgoing> Sends(Incident now, Recorded recorded)
    {
        Rich when = Happened is { } at ? (Rich)$" for {(at.Sure == Sureness.Exact ? "" : "about ")}{at.At}" : Rich.Empty;
        yield return new Message(Place.Room, $"{recorded.By} noted{when}: {Words:quote}");
    }
}

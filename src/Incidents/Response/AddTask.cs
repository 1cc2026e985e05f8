namespace ChatOpsIncident.Incidents.Response;

/// <summary>Something has to be done; by somebody, or by whoever takes it.</summary>
/// <param name="Within">How long it may take; null: whenever.</param>
public sealed record AddTask(string What, Person? Owner = null, TimeSpan? Within = null) : Command<Incident>
{
    /// <summary>The longest text of a task, in characters.</summary>
    public const int Longest = 1000;

    /// <summary><c>task @ana check VPN logs 15m</c>.</summary>
    public static Offer Offer { get; } = new IncidentOffer(
        "task", "Add task", "Give somebody a task, with a time if you like", Permissions.Respond, Read)
    {
        Usage = "@someone what [15m]",
        Sample = (_, _) => new AddTask("check the logs"),
    };

    internal override Decision Decide(Incident incident, Moment at)
    {
        if (incident.NotResponding() is { } no) return no;
        if (string.IsNullOrWhiteSpace(What)) return new Refused("Say in a few words what is to be done.", Offer.Instead(), "what");
        if (Fits.TooLong(What, "what", Longest) is { } tooLong) return tooLong;
        if (Owner is not null && incident.KeptFrom(Owner) is { } kept) return kept;
        var given = new TaskAdded(incident.Response.TasksEver + 1, What.Trim(), Owner, at.Now + Within, Owner == at.Who.Person);
        return Owner is null ? given : (List<Event>)[.. Joined.IfNew(incident, Owner), given];
    }

    internal override Rich? Answer(Incident incident, Moment at)
    {
        Rich who = Owner is null ? "Nobody has it yet; the card offers it to everyone." : Owner == at.Who.Person ? (Rich)"It is yours." : (Rich)$"{Owner} has been told.";
        return $"{What:quote} is on the list. {who}";
    }

    private static Understood Read(Arguments arguments, Incident incident, Moment at)
    {
        if (incident.NotResponding() is { } no) return no;
        if (arguments.From == Said.Form) return Filled(arguments);
        var within = arguments.TakeDuration(out var rest);
        if (within is null && NotATime.Length(rest.Rest, Offer.Instead()) is { } none) return none;
        var who = rest.TakePerson(out rest, at.Who.Person);
        if (who is null && Mention.Unknown(rest.Rest, Offer.Instead()) is { } unknown) return unknown;
        return rest.Words is { } what ? new AddTask(what, who, within) : new Form(
            Offer.Word, incident.Id, "Add task",
            [
                new TextField("what", "What is to be done?", Max: Longest) { Required = true },
                new PersonField("who", "Who?") { Value = who?.Id, Hint = "Empty: whoever takes it" },
                new TextField("within", "In what time?", Max: 20) { Hint = "15m, 2h, 1d; empty: whenever" },
            ],
            "Add");
    }

    private static Understood Filled(Arguments form)
    {
        var within = Words.Duration(form["within"] ?? "");
        if (within is null && form["within"] is { } said) return NotATime.NoLength(said, Offer.Instead());
        return new AddTask(form["what"] ?? "", form["who"] is { } id ? new(id) : null, within);
    }
}

/// <summary>A task was given on the spot.</summary>
/// <param name="Own">Its owner gave it to themselves.</param>
[StoredAs("response.task-added", 1)]
public sealed record TaskAdded(int Number, Text What, Person? Owner, DateTimeOffset? Due, bool Own = false) : Event<Incident>
{
    internal override Rich Line => Owner is null ? (Rich)$"task {Number} added: {What:quote}" : (Rich)$"task {Number} for {Owner}: {What:quote}";

    internal override Incident Evolve(Incident i) => i with
    {
        Response = i.Response.With(new OpenTask(Number, What, i.Response.Phase, false, false, Owner, null).DueAt(Due, i.Head.At)) with { TasksEver = Number },
    };

    internal override IEnumerable<Outgoing> Sends(Incident now, Recorded recorded)
    {
        if (Owner is not null && !Own) yield return TaskMessage.Given(now, recorded.By, Owner, Number, What, Due);
    }
}

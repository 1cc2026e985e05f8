namespace ChatOpsIncident.Incidents.Response;

/// <summary>An open task goes to somebody, or gets more time.</summary>
/// <param name="To">Null: stays with who has it.</param>
/// <param name="Within">New time from now on; null: as it is.</param>
public sealed record GiveTask(int Number, Person? To = null, TimeSpan? Within = null) : Command<Incident>
{
    /// <summary><c>give 3 @ana 15m</c>.</summary>
    public static Offer Offer { get; } = new IncidentOffer(
        "give", "Give a task", "Give an open task to somebody, or more time", Permissions.Respond, Read)
    {
        Usage = "3 @someone [15m]",
        Sample = (incident, at) => incident.Response.Hurting.FirstOrDefault() is { } task ? new GiveTask(task.Number, Within: TimeSpan.FromMinutes(15)) : null,
    };

    internal override Decision Decide(Incident incident, Moment at)
    {
        var (task, otherwise) = incident.Task(Number);
        if (task is null) return otherwise;
        if (To is null && Within is null) return new Refused($"Say who gets task {Number}, or how much time it has from now.", Offer.Instead(), "who");
        if (To is not null && incident.KeptFrom(To) is { } kept) return kept;
        if (To is not null && To == task.Owner && Within is null) return new Already($"{To} has task {Number} already: {HomeWords.InSentence(task.Text):quote}.");
        if (To is null) return new TaskExtended(Number, task.Text, at.Now + Within!.Value);
        var given = new TaskGiven(Number, task.Text, To, at.Now + Within ?? task.Due, To == at.Who.Person, NewTime: Within is not null);
        return (List<Event>)[.. Joined.IfNew(incident, To), given];
    }

    internal override Rich? Answer(Incident incident, Moment at)
    {
        if (!incident.Response.Tasks.TryGetValue(Number, out var task)) return null;
        Rich who = task.Owner is null ? (Rich)"nobody has it yet" : task.Owner == at.Who.Person ? (Rich)"it is yours" : (Rich)$"{task.Owner} has it";
        return task.Due is { } due ? (Rich)$"Task {Number}: {who}, due {due}." : (Rich)$"Task {Number}: {who}.";
    }

    private static Understood Read(Arguments arguments, Incident incident, Moment at) => Offer.Read(
        arguments, incident, (number, words) =>
        {
            var within = Arguments.Typed(words ?? arguments["within"] ?? "").TakeDuration(out var rest);
            var who = arguments["who"] is { } id ? new(id) : rest.TakePerson(out rest, at.Who.Person);
            if (who is null && Mention.Unknown(rest.Rest, Offer.Instead()) is { } unknown) return unknown;
            if (Left(rest.Rest) is { } left)
                return new Refused($"Here go a name and a time; \"{left}\" is neither. Write the time like 15m, 1h30m or 2d.", Offer.Instead(), "within");
            if (who is not null || within is not null || arguments.From == Said.Form) return new GiveTask(number, who, within);
            return new Form(Offer.Word, incident.Id, "Give a task", Fields, "Save") { Carried = arguments.Values.SetItem(TaskFinding.Value, TaskFinding.Written(number)) };
        },
        Fields);

    /// <summary>What is neither name nor time; somebody meant something by it.</summary>
    private static string? Left(string words) => words.Trim() is { Length: > 0 } left && !left.Equals("to", StringComparison.OrdinalIgnoreCase) ? left : null;

    private static System.Collections.Immutable.ImmutableArray<Field> Fields =>
    [
        new PersonField("who", "To whom?") { Hint = "Empty: it stays with who has it" },
        new TextField("within", "In what time from now?", Max: 20) { Hint = "15m, 2h, 1d; empty: as it is" },
    ];
}

/// <summary>A task got more time; it runs from this event on.</summary>
[StoredAs("response.task-extended", 1)]
public sealed record TaskExtended(int Number, Text What, DateTimeOffset Due) : Event<Incident>
{
    internal override Rich Line => $"task {Number} is due {Due} now: {What:quote}";

    internal override Incident Evolve(Incident i) => i with { Response = i.Response.With(i.Response.Tasks[Number].DueAt(Due, i.Head.At)) };
}

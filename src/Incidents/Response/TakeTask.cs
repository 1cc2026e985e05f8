namespace ChatOpsIncident.Incidents.Response;

/// <summary>"I take it": an open task that nobody has.</summary>
public sealed record TakeTask(int Number) : Command<Incident>
{
    /// <summary><c>take 3</c>.</summary>
    public static Offer Offer { get; } = new IncidentOffer(
        "take", "Take a task", "Take an open task", Permissions.Respond,
        (arguments, incident, _) => Offer!.Read(arguments, incident, (number, _) => new TakeTask(number)))
    {
        Usage = "3",
        Sample = (incident, _) => incident.Response.Hurting.FirstOrDefault(t => incident.Response.OwnerOf(t) is null) is { } free ? new TakeTask(free.Number) : null,
    };

    internal override Decision Decide(Incident incident, Moment at)
    {
        var (task, otherwise) = incident.Task(Number);
        if (task is null) return otherwise;
        var me = at.Who.Someone;
        if (task.Owner == me) return new Already($"Task {Number} is yours already: {HomeWords.InSentence(task.Text):quote}.");
        if (task.Owner is { } owner) return new Refused($"{owner} has task {Number}. If that should change, give it to yourself.", $"/incident give {Number} @you", TaskFinding.Value);
        if (incident.KeptFrom(me) is { } kept) return kept;
        return (List<Event>)[.. Joined.IfNew(incident, me), new TaskGiven(Number, task.Text, me, task.Due, Own: true)];
    }

    internal override Rich? Answer(Incident incident, Moment at)
    {
        if (!incident.Response.Tasks.TryGetValue(Number, out var task)) return null;
        Rich due = task.Due is { } time ? (Rich)$" It is due {time}." : Rich.Empty;
        return $"It is yours: {HomeWords.InSentence(task.Text):quote}.{due}";
    }
}

/// <summary>A task has an owner, and perhaps a new time.</summary>
/// <param name="Due">When it should be done now.</param>
/// <param name="Own">Its owner took it.</param>
/// <param name="NewTime">The time for it was set anew and runs from this event on.</param>
[StoredAs("response.task-given", 1)]
public sealed record TaskGiven(int Number, Text What, Person Owner, DateTimeOffset? Due, bool Own = false, bool NewTime = false) : Event<Incident>
{
    internal override Telling Telling => Own ? Telling.WhoDid : Telling.Aside;

    internal override Rich Line => Own ? (Rich)$"takes task {Number}: {What:quote}" : (Rich)$"task {Number} is for {Owner}: {What:quote}";

    internal override Incident Evolve(Incident i)
    {
        var task = i.Response.Tasks[Number] with { Owner = Owner };
        return i with { Response = i.Response.With(NewTime ? task.DueAt(Due, i.Head.At) : task) };
    }

    internal override IEnumerable<Outgoing> Sends(Incident now, Recorded recorded)
    {
        if (!Own) yield return TaskMessage.Given(now, recorded.By, Owner, Number, What, Due);
    }
}

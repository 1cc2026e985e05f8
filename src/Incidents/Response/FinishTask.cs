namespace ChatOpsIncident.Incidents.Response;

/// <summary>A task is done, by whoever did it.</summary>
/// <param name="Result">What came of it, if worth a word.</param>
public sealed record FinishTask(int Number, string? Result = null) : Command<Incident>
{
    /// <summary><c>done 3 nobody else got it</c>.</summary>
    public static Offer Offer { get; } = new IncidentOffer(
        "done", "Task is done", "Say that a task is done, and what came of it", Permissions.Respond,
        (arguments, incident, _) => Offer!.Read(
            arguments, incident, (number, result) => new FinishTask(number, result ?? arguments["result"]),
            new TextField("result", "What came of it?", Multiline: true, Max: Fits.Longest) { Hint = "If it is worth a word" }))
    {
        Usage = "3 [what came of it]",
        Sample = (incident, _) => incident.Response.Hurting.FirstOrDefault() is { } task ? new FinishTask(task.Number) : null,
    };

    internal override Decision Decide(Incident incident, Moment at)
    {
        var (task, otherwise) = incident.Task(Number);
        if (task is null) return otherwise;
        return Fits.TooLong(Result, "result") is { } tooLong ? tooLong : new TaskDone(Number, task.Text, Text.Maybe(Result));
    }

    internal override Rich? Answer(Incident incident, Moment at)
    {
        var open = incident.Response.OpenMustDo;
        return open == 0 ? (Rich)$"Task {Number} is done." : (Rich)$"Task {Number} is done; {open} must-do {(open == 1 ? "task is" : "tasks are")} open.";
    }
}

/// <summary>A task was done.</summary>
[StoredAs("response.task-done", 1)]
public sealed record TaskDone(int Number, Text What, Text? Result) : Event<Incident>
{
    internal override Rich Line => Result is null ? (Rich)$"task {Number} done: {What:quote}" : (Rich)$"task {Number} done: {What:quote}; {Result}";

    internal override Incident Evolve(Incident i) => i with { Response = i.Response.WithoutTask(Number) };

    internal override IEnumerable<Outgoing> Sends(Incident now, Recorded recorded)
    {
        if (Result is not null) yield return new Message(Place.Room, $"{recorded.By} finished {HomeWords.InSentence(What):quote}: {Result}");
    }
}

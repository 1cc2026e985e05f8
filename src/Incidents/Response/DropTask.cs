namespace ChatOpsIncident.Incidents.Response;

/// <summary>A task is not needed any more. A must-do task only with a reason.</summary>
public sealed record DropTask(int Number, string? Because = null) : Command<Incident>
{
    /// <summary><c>drop 3 because the host is gone</c>.</summary>
    public static Offer Offer { get; } = new IncidentOffer(
        "drop", "Drop a task", "Take a task off the list; a must-do task with a reason", Permissions.Respond, Read)
    {
        Usage = "3 because …",
        Sample = (incident, _) => incident.Response.Hurting.FirstOrDefault() is { } task ? new DropTask(task.Number, "it is not needed") : null,
    };

    internal override Decision Decide(Incident incident, Moment at)
    {
        var (task, otherwise) = incident.Task(Number);
        if (task is null) return otherwise;
        var because = Reason.Of(Because);
        if (task.MustDo && because is null)
            return new Refused($"{HomeWords.InSentence(task.Text):quote} is a must-do task. Say why it can be left out.", $"/incident drop {Number} because …", "because");
        return Fits.TooLong(because, "because") is { } tooLong ? tooLong : new TaskDropped(Number, task.Text, Text.Maybe(because));
    }

    internal override Rich? Answer(Incident incident, Moment at) => $"Task {Number} is off the list.";

    private static Understood Read(Arguments arguments, Incident incident, Moment at) => Offer.Read(
        arguments, incident, (number, words) =>
        {
            var because = Reason.Of(words ?? arguments["because"]);
            var task = incident.Response.Tasks.GetValueOrDefault(number);
            if (task is not { MustDo: true } || because is not null || arguments.From == Said.Form) return new DropTask(number, because);
            return new Form(Offer.Word, incident.Id, "Drop a task", [Why], "Drop")
            {
                Intro = $"{HomeWords.InSentence(task.Text):quote} is a must-do task. Say why it can be left out.",
                Carried = arguments.Values.SetItem(TaskFinding.Value, TaskFinding.Written(number)),
            };
        },
        Why);

    private static TextField Why => new("because", "Why?", Multiline: true, Max: Fits.Longest) { Hint = "A must-do task needs a reason" };
}

/// <summary>A task was taken off the list.</summary>
[StoredAs("response.task-dropped", 1)]
public sealed record TaskDropped(int Number, Text What, Text? Because) : Event<Incident>
{
    internal override Rich Line => Because is null
        ? (Rich)$"task {Number} dropped: {What:quote}"
        : (Rich)$"task {Number} dropped: {What:quote}, because {Because}";

    internal override Incident Evolve(Incident i) => i with { Response = i.Response.WithoutTask(Number) };
}

namespace ChatOpsIncident.Incidents.Learning;

/// <summary>Somebody says what must change; also while the response goes on, when it is noticed.</summary>
/// <param name="What">In their words, at most <see cref="Longest"/> characters.</param>
public sealed record RecordLesson(string What) : Command<Incident>
{
    /// <summary>The longest lesson, in characters: it stands on cards with its buttons.</summary>
    public const int Longest = 500;

    /// <summary>Words, or a dialog from the card.</summary>
    public static Offer Offer { get; } = new IncidentOffer(
        "lesson", "Add a lesson", "Say what must change", Permissions.Learn,
        (arguments, incident, _) => (arguments.Words ?? arguments["what"]) is { } what ? new RecordLesson(what)
            : arguments.From == Said.Form ? new RecordLesson("") : Form(incident))
    {
        Usage = "what must change",
        Sample = (_, _) => new RecordLesson("Call the supplier on the known number"),
    };

    internal override Decision Decide(Incident incident, Moment at) => incident switch
    {
        { Status: Status.Merged } => new Refused($"{incident.Name} was merged; its lessons belong to the incident that goes on.", "/incident list"),
        { Status: Status.Closed } => new Refused($"{incident.Name} is closed. Open it again to add a lesson.", "/incident reopen why"),
        _ when string.IsNullOrWhiteSpace(What) => new Refused("Say in a few words what must change.", "/incident lesson what must change", "what"),
        _ when What.Length > Longest => new Refused(
            $"That is {What.Length} characters; a lesson takes {Longest}. Say it in one sentence; the story is in the review.", "/incident lesson in one sentence", "what"),
        _ when incident.Learning.Lessons.Values.FirstOrDefault(l => l.What.Value == What.Trim()) is { } same => new Already($"That is lesson {same.Number} already."),
        _ => new LessonRecorded(incident.Learning.Lessons.Count + 1, What.Trim()),
    };

    internal override Rich? Answer(Incident incident, Moment at) =>
        incident.Learning.Lessons.Values.LastOrDefault(l => l.What.Value == What.Trim()) is { } lesson
            ? (Rich)$"Lesson {lesson.Number} is recorded. It becomes an action item or a change of the playbook: /incident action {lesson.Number}, /incident propose {lesson.Number}"
            : null;

    private static Form Form(Incident incident) => new(
        "lesson", incident.Id, "Add a lesson",
        [new TextField("what", "What must change?", Multiline: true, Max: Longest) { Required = true, Hint = "One sentence, about the work and not about a person" }],
        "Add");
}

/// <summary>A lesson was recorded.</summary>
[StoredAs("learning.lesson-recorded", 1)]
public sealed record LessonRecorded(int Number, Text What) : Event<Incident>
{
    internal override Rich Line => $"lesson {Number}: {What:quote}";

    internal override Incident Evolve(Incident i) => i with { Learning = i.Learning.With(new Lesson(Number, What, i.Head.By)) };

    internal override IEnumerable<Outgoing> Sends(Incident now, Recorded recorded)
    {
        // Said also where the review came before the chat took it; what is recorded after the review stands on its card.
        if (now.Learning.ReviewedAt is not { } reviewed || reviewed >= recorded.At) yield return new Message(Place.Room, $"{recorded.By} recorded lesson {Number}: {What:quote}. It is taken up after the end.");
    }
}

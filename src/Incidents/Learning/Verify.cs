using System.Globalization;

namespace ChatOpsIncident.Incidents.Learning;

/// <summary>Somebody has checked that an action item works.</summary>
/// <param name="How">How they saw it.</param>
public sealed record Verify(int Lesson, string How) : Command<Incident>
{
    /// <summary>On the review card and in each reminder.</summary>
    public static Offer Offer { get; } = new IncidentOffer("verified", "It works", "Say that an action item works, and how you saw it", Permissions.Learn, Read)
    {
        Usage = "lesson how",
        Sample = (incident, _) => incident.Learning.Lessons.Values.FirstOrDefault(l => l.Became is ActionItem { VerifiedAt: null }) is { } lesson
            ? new Verify(lesson.Number, "Tried it")
            : null,
    };

    internal override Decision Decide(Incident incident, Moment at)
    {
        if (incident.Learning.Lessons.GetValueOrDefault(Lesson)?.Became is not ActionItem item)
            return new Refused($"Lesson {Lesson} has no action item to check.", $"/incident action {Lesson.ToString(CultureInfo.InvariantCulture)}");
        if (item.VerifiedBy is { } by) return new Already($"{by} has checked that already.");
        if (string.IsNullOrWhiteSpace(How)) return new Refused("Say in a few words how you saw that it works.", Field: "how");
        return How.Length > RecordLesson.Longest
            ? new Refused($"That is {How.Length} characters; {RecordLesson.Longest} fit. Say it in one sentence.", Field: "how")
            : new ActionVerified(Lesson, How.Trim());
    }

    internal override Rich? Answer(Incident incident, Moment at) => $"Thank you. The action item of lesson {Lesson} has come to its end.";

    private static Understood Read(Arguments arguments, Incident incident, Moment at)
    {
        var which = WhichLesson.Of(arguments, incident, Offer, l => l.Became is ActionItem { VerifiedAt: null });
        if (which.Lesson is not { } lesson) return which.Otherwise!;
        if ((which.Rest ?? arguments["how"]) is { } how) return new Verify(lesson.Number, how);
        return arguments[WhichLesson.Asked] is not null || lesson.Became is not ActionItem { VerifiedAt: null } item
            ? new Verify(lesson.Number, "")
            : WhichLesson.Form(incident, lesson, Offer, "It works", "It works", item.What, [new TextField("how", "How did you see it?", Max: RecordLesson.Longest) { Required = true }]);
    }
}

/// <summary>Somebody saw that an action item works.</summary>
[StoredAs("learning.action-verified", 1)]
public sealed record ActionVerified(int Lesson, Text How) : Event<Incident>
{
    internal override Telling Telling => Telling.WhoDid;

    internal override Rich Line => $"saw that the action item of lesson {Lesson} works: {How:quote}";

    internal override Incident Evolve(Incident i) =>
        i.Learning.Lessons.TryGetValue(Lesson, out var lesson) && lesson.Became is ActionItem item
            ? i with { Learning = i.Learning.With(lesson with { Became = item with { RemindAt = null, VerifiedAt = i.Head.At, VerifiedBy = i.Head.By, How = How } }) }
            : i;
}

using System.Globalization;

namespace ChatOpsIncident.Incidents.Learning;

/// <summary>The proposed change that words or a button mean: by its id, by its lesson, or the only one.</summary>
internal sealed record WhichChange(PendingChange? Change, int? Seen, string? Rest, Refused? Refused)
{
    public static WhichChange Of(Arguments arguments, Incident? incident, Moment at, string word)
    {
        int? seen = int.TryParse(arguments["seen"], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null;
        if (arguments["change"] is { } id)
        {
            var change = Of(incident).FirstOrDefault(c => c.Id == id) ?? at.Organisation.Pending.GetValueOrDefault(id);
            return new(change, seen, null, change is null ? new("That is decided already. What the playbook says now:", "/incident playbook") : null);
        }
        if (incident is null || incident.Learning.Lessons.IsEmpty) return Only(at, arguments.Words, word);
        var which = WhichLesson.Of(arguments, incident, word);
        if (which.Lesson is not { } lesson) return new(null, null, null, which.Refused);
        return lesson.Became is LessonChange { Settled: false } proposed
            ? new(proposed.Pending(incident, lesson), seen, which.Rest, null)
            : new(null, null, null, new($"Nothing is waiting for lesson {lesson.Number}. What waits for a decision:", "/incident playbook"));
    }

    /// <summary>The first of this incident that is not decided yet.</summary>
    public static PendingChange? First(Incident incident) => Of(incident).FirstOrDefault();

    private static IEnumerable<PendingChange> Of(Incident? incident) => incident?.Learning.Lessons.Values
        .Where(l => l.Became is LessonChange { Settled: false }).Select(l => ((LessonChange)l.Became!).Pending(incident, l)) ?? [];

    private static WhichChange Only(Moment at, string? rest, string word) => at.Organisation.Pending.Values.ToArray() switch
    {
        [] => new(null, null, null, new("No change of the playbook waits for a decision.", "/incident playbook")),
        [var only] => new(only, only.Version, rest, null),
        var many => new(null, null, null, new($"{many.Length} changes wait. Choose one:", "/incident playbook")),
    };
}

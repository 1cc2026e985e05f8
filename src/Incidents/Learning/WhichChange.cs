using System.Globalization;

namespace ChatOpsIncident.Incidents.Learning;

/// <summary>The proposed change that words or a button mean: by its id, by its lesson, or the only one. Where several could be meant, all are shown with their buttons.</summary>
/// <param name="Seen">The version that before and after were drawn from on the card that was pressed.</param>
/// <param name="Otherwise">What is answered where no single change is meant.</param>
internal sealed record WhichChange(PendingChange? Change, int? Seen, string? Rest, Understood? Otherwise)
{
    public static WhichChange Of(Arguments arguments, Incident? incident, Moment at)
    {
        int? seen = int.TryParse(arguments["seen"], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null;
        if (arguments["change"] is { } id)
        {
            var change = All(incident).FirstOrDefault(c => c.Id == id) ?? at.Organisation.Pending.GetValueOrDefault(id);
            return new(change, seen, null, change is null ? (Understood)Decided : null);
        }
        if (WhichLesson.NumberIn(arguments) is { } number && incident is not null)
        {
            var meant = All(incident).FirstOrDefault(c => c.Origin?.Lesson == number);
            return new(meant, seen, WhichLesson.AfterNumber(arguments), meant is null ? (Understood)NothingFor(number) : null);
        }
        return (All(incident).ToArray(), at.Organisation.Pending.Values.ToArray()) switch
        {
            ([var only], _) => new(only, seen, arguments.Words, null),
            ([], [var only]) => new(only, only.Version, arguments.Words, null),
            ([], []) => new(null, null, null, new Refused("No change of the playbook waits for a decision.", "/incident playbook")),
            _ => new(null, null, null, new AskPlaybook()),
        };
    }

    /// <summary>The first of this incident that is not decided yet.</summary>
    public static PendingChange? First(Incident incident) => All(incident).FirstOrDefault();

    private static Refused Decided => new("That is decided already. What the playbook says now:", "/incident playbook");

    private static Refused NothingFor(int lesson) => new($"Nothing is waiting for lesson {lesson}. What waits for a decision:", "/incident playbook");

    private static IEnumerable<PendingChange> All(Incident? incident) => incident?.Learning.Lessons.Values
        .Where(l => l.Became is LessonChange { Settled: false }).Select(l => ((LessonChange)l.Became!).Pending(incident, l)) ?? [];
}

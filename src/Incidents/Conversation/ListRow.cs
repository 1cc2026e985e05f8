using System.Collections.Immutable;
using ChatOpsIncident.Incidents.Cards;
using ChatOpsIncident.Incidents.Response;

namespace ChatOpsIncident.Incidents.Conversation;

/// <summary>What a list knows of an incident: a snapshot kept beside its head.</summary>
/// <param name="Stream">Its stream id.</param>
/// <param name="Number">42 of INC-42.</param>
/// <param name="Title">First words of the report.</param>
/// <param name="Members">Who may see it, if it is private; empty else.</param>
public sealed record ListRow(
    string Stream, int Number, string Title, string? Category, string? Severity, Status Status, DateTimeOffset ReportedAt, bool Private,
    ImmutableArray<Person> Members, string? MergedInto = null)
{
    private const int TitleLength = 80;
    private const int MostTasks = 30;

    /// <summary>The row of an incident as it is now.</summary>
    public static ListRow Of(Incident incident)
    {
        var reported = incident.Reported;
        return new(incident.Id, reported.Number, FirstWords(reported.What.ToString()), reported.Category, incident.Response.Severity, incident.Status,
            reported.ReportedAt, reported.Visibility.Private, reported.Visibility.Private ? Membership.MayLook(incident) : [],
            incident.Assessment.Verdict?.MergedInto)
        {
            Excluded = reported.Visibility.Barred,
            People = Membership.Of(incident),
            Tasks = [.. incident.Response.Hurting.Select(t => ListTask.Of(incident, t)).OfType<ListTask>().Take(MostTasks)],
        };
    }

    /// <summary>Who must not learn of it, whatever their role.</summary>
    public ImmutableArray<Person> Excluded { get; init; } = [];

    /// <summary>Who is in it: who reported it, looks at it, responds.</summary>
    public ImmutableArray<Person> People { get; init; } = [];

    /// <summary>Open tasks that somebody has, by what hurts most.</summary>
    public ImmutableArray<ListTask> Tasks { get; init; } = [];

    /// <summary>Whether this person may see it.</summary>
    public bool Shows(Person person) => !Excluded.Contains(person) && (!Private || Members.Contains(person));

    private static string FirstWords(string what)
    {
        var line = what.ReplaceLineEndings(" ");
        return line.Length <= TitleLength ? line : string.Concat(line.AsSpan(0, line.LastIndexOf(' ', TitleLength) is > 20 and var cut ? cut : TitleLength), "…");
    }
}

/// <summary>What a list knows of a task that somebody has.</summary>
/// <param name="Brief">Its number and words, on one line.</param>
public sealed record ListTask(int Number, string Brief, Person Owner, DateTimeOffset? Due, bool Overdue)
{
    /// <summary>Null: nobody has it yet.</summary>
    internal static ListTask? Of(Incident incident, OpenTask task) =>
        incident.Response.OwnerOf(task) is { } owner ? new(task.Number, TaskFinding.Brief(task, CardLimits.Title), owner, task.Due, task.Overdue) : null;
}

using System.Collections.Immutable;
using ChatOpsIncident.Incidents.Cards;
using ChatOpsIncident.Incidents.Detection;
using ChatOpsIncident.Incidents.Response;

namespace ChatOpsIncident.Incidents.Conversation;

/// <summary>Over all incidents, for who asks: those they are in, the tasks they have, who is on call. The app's home is drawn of it.</summary>
public sealed record ShowMine : Question
{
    private const int MostIncidents = 10;
    private const int MostTasks = 10;

    /// <summary><c>mine</c>, anywhere.</summary>
    public static Offer Offer { get; } = new AnywhereOffer(
        "mine", "Show what is mine", "Your open incidents, your tasks, and who is on call", Permissions.Look, (_, _, _) => new ShowMine());

    public override bool NeedsList => true;

    public override Card Answer(View view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var me = view.At.Who.Person;
        var seen = view.List.Where(r => me is not null && r.Shows(me) && r.Status.IsOpen()).OrderBy(r => ShowList.Worst(r, view.At)).ThenByDescending(r => r.Number).ToImmutableArray();
        var mine = seen.Where(r => r.People.Contains(me!)).ToImmutableArray();
        var tasks = seen.SelectMany(r => r.Tasks.Where(t => t.Owner == me).Select(t => (Row: r, Task: t)))
            .OrderByDescending(t => t.Task.Overdue).ThenBy(t => t.Task.Due ?? DateTimeOffset.MaxValue).ToImmutableArray();
        Rich summary = $"{Counted(mine.Length, "open incident", "open incidents")} and {Counted(tasks.Length, "task", "tasks")} of yours";
        return new(
            [
                new TextBlock("What is yours", TextSize.Medium) { Heading = true },
                .. Tasks(tasks), .. Incidents(mine, seen), new TextBlock(OnCall(view.At.Roster)) { Separator = true },
            ],
            [new Press(Report.Offer.Label, Report.Offer.Word, "", None, Emphasis.Positive), new Press(ShowList.Offer.Label, ShowList.Offer.Word, "", None)],
            summary);
    }

    private static ImmutableDictionary<string, string> None => ImmutableDictionary<string, string>.Empty;

    private static IEnumerable<Element> Tasks(ImmutableArray<(ListRow Row, ListTask Task)> tasks)
    {
        if (tasks.IsEmpty)
        {
            yield return new TextBlock("No task is yours.");
            yield break;
        }
        yield return new TextBlock("Your tasks", Bolder: true);
        foreach (var (row, task) in tasks.Take(MostTasks)) yield return Line(row, task);
        if (tasks.Length > MostTasks) yield return new TextBlock($"And {tasks.Length - MostTasks} more; each is in its incident's room.", Subtle: true);
    }

    private static ColumnSet Line(ListRow row, ListTask task)
    {
        Rich due = task.Due is { } time ? (Rich)$", {(task.Overdue ? "was due" : "due")} {time}" : Rich.Empty;
        var words = new TextBlock($"{task.Brief}{due} · {Link(row)}", Bolder: task.Overdue, Tone: task.Overdue ? Tone.Attention : Tone.Default);
        var done = new Press("Done", FinishTask.Offer.Word, row.Stream, None.Add(TaskFinding.Value, TaskFinding.Written(task.Number)));
        return new([new Column([words], Stretch: true), new Column([new ActionSet([done])])]);
    }

    private static IEnumerable<Element> Incidents(ImmutableArray<ListRow> mine, ImmutableArray<ListRow> all)
    {
        if (mine.IsEmpty)
        {
            yield return new TextBlock("You are in no open incident. Something odd? Type /incident and what you saw.") { Separator = true };
            yield break;
        }
        yield return new TextBlock("Your open incidents", Bolder: true) { Separator = true };
        foreach (var row in mine.Take(MostIncidents)) yield return new TextBlock(ShowList.Line(row, all));
        if (mine.Length > MostIncidents) yield return new TextBlock($"And {mine.Length - MostIncidents} more: {"/incident list":code}", Subtle: true);
    }

    private static Rich OnCall(Roster roster) => roster switch
    {
        { OnCall.IsEmpty: false } => (Rich)$"On call now: {Rich.People(roster.OnCall)}",
        { Untold: { } why } => (Rich)$"Who is on call is not known, because {why}; a report is taken all the same.",
        _ => (Rich)"Nobody is on call now; a report is taken all the same.",
    };

    private static Rich Link(ListRow row) => new ToIncident(row.Stream, FormattableString.Invariant($"INC-{row.Number}"));

    private static string Counted(int number, string one, string many) => FormattableString.Invariant($"{number} {(number == 1 ? one : many)}");
}

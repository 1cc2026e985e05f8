using ChatOpsIncident.Incidents.Cards;

namespace ChatOpsIncident.Incidents.Response;

/// <summary>What has to be done now: must-do tasks and what is overdue, by what hurts most. What is done shrinks to a count.</summary>
internal static class HomeTasks
{
    /// <summary>So many fit on a phone beside the rest.</summary>
    private const int Shown = 4;

    /// <summary>Characters of a task on the home card: three lines on a phone.</summary>
    private const int Brief = 72;

    /// <summary>Characters of a task in the list of all.</summary>
    private const int Longest = 140;

    public static IEnumerable<Element> Of(Incident incident, Playbook pinned)
    {
        var response = incident.Response;
        var now = response.Hurting.Where(t => t.MustDo || t.Overdue).Take(Shown).ToArray();
        var done = response.TasksEver == 0 ? Rich.Empty : (Rich)$" · {response.TasksClosed} of {response.TasksEver} tasks done";
        yield return new TextBlock((now is [] ? "Nothing must be done now" : Rich.Strong("Must do now")) + done) { Separator = true };
        foreach (var task in now) yield return Row(incident, task, pinned, Brief);
        var more = response.Tasks.Count - now.Length;
        if (more > 0) yield return new TextBlock($"and {more} more: {"/incident tasks":code}", TextSize.Small, Subtle: true);
    }

    /// <summary>One task with its button.</summary>
    public static ColumnSet Row(Incident incident, OpenTask task, Playbook pinned, int longest = Longest)
    {
        var button = incident.Response.OwnerOf(task) is null ? TaskMessage.Take(incident, task.Number) : TaskMessage.Done(incident, task.Number);
        return new(
        [
            new Column(
                [
                    new TextBlock(What(task, longest), Bolder: task.Overdue, Tone: task.Overdue ? Tone.Attention : Tone.Default),
                    new TextBlock(Who(incident, task, pinned), TextSize.Small, Subtle: true),
                ],
                Stretch: true),
            new Column([new ActionSet([button])]),
        ]);
    }

    /// <summary>The same in one line, where no button fits.</summary>
    public static Rich Line(Incident incident, OpenTask task, Playbook pinned) => $"{What(task, Longest)} · {Who(incident, task, pinned)}";

    private static Rich What(OpenTask task, int longest)
    {
        var words = HomeWords.Short(task.Text, longest).TrimEnd('.');
        return task.Overdue ? (Rich)$"Overdue: {words}" : (Rich)words;
    }

    /// <summary>Who, until when, and what taught it.</summary>
    private static Rich Who(Incident incident, OpenTask task, Playbook pinned)
    {
        var owner = incident.Response.OwnerOf(task);
        Rich who = owner is not null ? new Named(owner) : pinned.Role(task.Role) is { } role ? (Rich)$"nobody yet, for the {RoleRules.InSentence(role.Name)}" : (Rich)"nobody yet";
        Rich due = task.Due is { } time ? (Rich)$" · {(task.Overdue ? "was due" : "due")} {time}" : Rich.Empty;
        Rich because = task.Because is { } lesson ? (Rich)$" · learned from {lesson}" : Rich.Empty;
        return $"#{task.Number} · {who}{due}{because}";
    }
}

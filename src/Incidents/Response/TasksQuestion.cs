using ChatOpsIncident.Incidents.Cards;

namespace ChatOpsIncident.Incidents.Response;

/// <summary>All open tasks by what hurts most, with their buttons, for who asks.</summary>
public sealed record TasksQuestion : Question
{
    /// <summary>Rows with buttons; of more, only the words.</summary>
    private const int WithButtons = 12;

    /// <summary>Rows at all.</summary>
    private const int Shown = 60;

    /// <summary><c>tasks</c>.</summary>
    public static Offer Offer { get; } = new LookOffer("tasks", "All tasks", "All open tasks, the most urgent first", (_, _) => new TasksQuestion());

    public override Card Answer(View view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var incident = view.Incident ?? throw new InvalidOperationException("The tasks of no incident were asked.");
        var (response, playbook) = (incident.Response, view.At.Playbook);
        var open = response.Hurting.ToArray();
        Rich title = $"{incident.Name}: {Counted.Of(open.Length, "open task")}, {response.TasksClosed} of {response.TasksEver} done";
        var responds = incident.Status is Status.Responding;
        return new(
            [
                new TextBlock(title, TextSize.Medium, Bolder: true) { Heading = true },
                .. open.Take(responds ? WithButtons : 0).Select(t => HomeTasks.Row(incident, t, playbook)),
                .. open.Skip(responds ? WithButtons : 0).Take(Shown).Select(t => new TextBlock(HomeTasks.Line(incident, t, playbook))),
                .. open.Length > WithButtons + Shown ? [new TextBlock($"and {open.Length - WithButtons - Shown} more", Subtle: true)] : Array.Empty<Element>(),
                .. open.Length == 0 ? [new TextBlock("Nothing is open.")] : Array.Empty<Element>(),
            ],
            responds ? [AddTask.Offer.Button(incident), .. open.Length == 0 ? Array.Empty<CardAction>() : [GiveTask.Offer.Button(incident), DropTask.Offer.Button(incident)]] : [],
            title);
    }
}

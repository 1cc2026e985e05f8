using System.Collections.Immutable;
using ChatOpsIncident.Incidents.Cards;
using ChatOpsIncident.Incidents.Response;

namespace ChatOpsIncident.Incidents.Conversation;

/// <summary>The incident in short, for who asks: where it stands, who does what, what is theirs to do.</summary>
public sealed record ShowStatus : Question
{
    private const int Tasks = 5;

    /// <summary><c>status</c>, in the room or with a number.</summary>
    public static Offer Offer { get; } = new LookOffer("status", "Show status", "The incident in short: where it stands, who does what, what is yours", (_, _) => new ShowStatus());

    public override Card Answer(View view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var incident = view.Incident ?? throw new InvalidOperationException("The status of no incident was asked.");
        Rich title = $"{incident.Name:b} {new ToIncident(incident.Id, "#" + incident.Reported.RoomName)}";
        var mine = incident.Response.Hurting.Where(t => incident.Response.OwnerOf(t) == view.At.Who.Person).ToImmutableArray();
        return new(
            [
                new TextBlock(title, TextSize.Medium) { Heading = true },
                new TextBlock($"{incident.Reported.What:quote}"),
                new FactSet([.. Facts(incident, view.At)]),
                .. mine.Take(Tasks).Select(Mine),
                .. mine.Length > Tasks ? [new TextBlock($"And {mine.Length - Tasks} more tasks of yours: {"/incident tasks":code}", Subtle: true)] : ImmutableArray<Element>.Empty,
            ],
            [ShowTimeline.Offer.Button(incident)],
            $"{incident.Name} is {Standing(incident)}");
    }

    private static IEnumerable<Fact> Facts(Incident incident, Moment at)
    {
        yield return new("Status", (Rich)$"{Standing(incident)}");
        yield return new("Reported", (Rich)$"{incident.Reported.ReportedAt}");
        if (at.Playbook.Category(incident.Reported.Category) is { } category) yield return new("Category", category.Name);
        if (incident.Assessment.Verdict is { MergedInto: not null } merged) yield return new("Goes on in", merged.Survivor);
        if (incident.Status is Status.Reported)
            yield return new("Looks at it", incident.Assessment.Acknowledged is { } seen ? (Rich)$"{seen.By}, since {incident.Anchors.When(Anchor.Acknowledged, seen.At) ?? seen.At}" : (Rich)"nobody yet");
        if (incident.Status is not Status.Responding) yield break;
        foreach (var (id, who) in incident.Response.Roles) yield return new(at.Playbook.Role(id)?.Name ?? id, new Named(who));
        if (incident.Response.Commander is null) yield return new("Incident commander", "nobody yet");
        if (incident.Response.Updates is { } updates) yield return new("Next update due", (Rich)$"{updates.NextDue}");
        yield return new("Must do now", incident.Response.OpenMustDo is 0 ? "nothing open" : FormattableString.Invariant($"{incident.Response.OpenMustDo} open"));
    }

    private static string Standing(Incident incident) => incident.Status is Status.Responding
        ? $"{incident.Response.Severity}, {incident.Response.Phase.Doing()}"
        : incident.Status.InWords();

    private static TextBlock Mine(OpenTask task) => new(
        task.Due is { } due ? (Rich)$"Yours: {TaskFinding.Brief(task, CardLimits.Title)}, due {due}" : (Rich)$"Yours: {TaskFinding.Brief(task, CardLimits.Title)}");
}

using System.Collections.Immutable;
using ChatOpsIncident.Incidents.Assessment;
using ChatOpsIncident.Incidents.Cards;
using ChatOpsIncident.Incidents.Detection;

namespace ChatOpsIncident.Incidents.Response;

/// <summary>The pinned card at the top of the room: what it is, how it stands, who does what, what has to be done now. Readable on a phone at 3 a.m.</summary>
public static class HomeCard
{
    /// <summary>Its key in the plan.</summary>
    public const string Key = "home";

    /// <summary>How many people a line names.</summary>
    private const int People = 6;

    /// <summary>The card as everyone sees it.</summary>
    public static Card Of(Incident incident, Playbook pinned)
    {
        ArgumentNullException.ThrowIfNull(incident);
        ArgumentNullException.ThrowIfNull(pinned);
        var (row, more) = HomeButtons.Of(incident, pinned);
        return new(
            [
                .. Title(incident, pinned),
                .. incident.Status switch
                {
                    Status.Responding => [.. Who(incident, pinned), .. HomeRoles.Free(incident, pinned), .. Update(incident), .. HomeTasks.Of(incident, pinned)],
                    Status.Reported => Reported(incident),
                    _ => Ended(incident),
                },
                .. more,
            ],
            row, HomeWords.Topic(incident));
    }

    private static IEnumerable<Element> Title(Incident incident, Playbook pinned)
    {
        var severity = incident.Status is Status.Responding ? incident.Response.Severity : null;
        Rich first = severity is null ? Rich.Empty : (Rich)$"{severity} · ";
        yield return new TextBlock(first + HomeWords.Title(incident, pinned), TextSize.Large, Bolder: true, Tone: HomeWords.Tone(severity, pinned)) { Heading = true };
        yield return new TextBlock($"{incident.Name} · playbook version {incident.Playbook}", TextSize.Small, Subtle: true);
        yield return new TextBlock(HomeWords.Status(incident), Bolder: true);
    }

    private static IEnumerable<Element> Reported(Incident incident)
    {
        var reported = incident.Reported;
        yield return new TextBlock($"{HomeWords.Short(reported.What, 1500):quote}");
        Rich who = reported.Reporter is { } reporter ? (Rich)$"{reporter}, {reported.ReportedAt}" : (Rich)$"a reporter, {reported.ReportedAt}";
        yield return new FactSet(
        [
            new("Reported by", who),
            .. reported.Where is { } where ? [new Fact("Where", HomeWords.Short(where, 200))] : Array.Empty<Fact>(),
            .. ReportForm.Feels(reported.Feels) is { } feels ? [new Fact("How it feels", feels)] : Array.Empty<Fact>(),
            new("Told", incident.Assessment.Told is { IsEmpty: false } told ? Some(told) : "nobody yet: whoever is here can take it"),
            .. Helping(incident), .. Evidence(incident),
        ]);
    }

    private static IEnumerable<Element> Who(Incident incident, Playbook pinned)
    {
        ImmutableArray<Fact> facts = [.. HomeRoles.Held(incident, pinned), .. Helping(incident), .. Evidence(incident)];
        if (!facts.IsEmpty) yield return new FactSet(facts);
    }

    private static IEnumerable<Fact> Helping(Incident incident)
    {
        var helping = incident.Response.Responders.Where(p => !incident.Response.Roles.ContainsValue(p)).ToImmutableArray();
        if (!helping.IsEmpty) yield return new("Helping", Some(helping));
    }

    private static IEnumerable<Fact> Evidence(Incident incident)
    {
        if (incident.Response.Evidence > 0) yield return new("Evidence", Counted.Of(incident.Response.Evidence, "piece"));
    }

    private static IEnumerable<Element> Update(Incident incident)
    {
        if (incident.Response.Updates is not { } clock) yield break;
        yield return clock.Overdue
            ? new TextBlock($"Update overdue: it was due {clock.NextDue}", Bolder: true, Tone: Tone.Attention) { Separator = true }
            : new TextBlock($"Next update due {clock.NextDue}") { Separator = true };
        if (clock is { Last: { } last, LastAt: { } at }) yield return new TextBlock($"Last, {at}: {HomeWords.Short(last, 160):quote}", TextSize.Small, Subtle: true);
    }

    private static IEnumerable<Element> Ended(Incident incident)
    {
        if (incident.Assessment.Verdict is { Outcome: not Outcome.Declared }) yield return new TextBlock($"{HomeWords.Short(incident.Reported.What, 300):quote}", Subtle: true);
        if (incident.Response.Summary is { } summary) yield return new TextBlock($"{HomeWords.Short(summary, 500)}");
        var open = incident.Response.Tasks.Count;
        if (open > 0) yield return new TextBlock($"{Counted.First(open, "task")} {Counted.Are(open)} left open: {"/incident tasks":code}", TextSize.Small, Subtle: true);
    }

    private static Rich Some(IReadOnlyCollection<Person> people) => people.Count <= People
        ? Rich.People(people)
        : (Rich)$"{Rich.Join(", ", people.Take(People - 1).Select(p => (Rich)new Named(p)))} and {people.Count - People + 1} more";
}

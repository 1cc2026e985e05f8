using System.Collections.Immutable;
using ChatOpsIncident.Incidents.Detection;

namespace ChatOpsIncident.Incidents.Assessment;

/// <summary>People were told, and until when an answer is waited for. Who was on call then stands in the event.</summary>
/// <param name="Step">0-based step of the escalation path; past its end: the last step again.</param>
/// <param name="NextAt">When the next step is due if nobody acknowledges.</param>
[StoredAs("assessment.paged", 1)]
public sealed record Paged(int Step, ImmutableArray<Person> People, DateTimeOffset NextAt) : Event<Incident>
{
    internal override Rich Line => People.IsEmpty ? "nobody is on call: nobody could be told" : $"{Rich.People(People)} told";

    /// <summary>The step of a path as it comes out now: people as they are at this moment, without those who must not know.</summary>
    internal static Paged Ask(int step, ImmutableArray<EscalationStep> path, Playbook playbook, Visibility visibility, Moment at)
    {
        var wait = step < path.Length ? path[step].Wait : playbook.EscalationRepeat;
        var people = path.IsEmpty ? [] : path[Math.Min(step, path.Length - 1)].To.SelectMany(to => EscalationTarget.People(to, at.Roster)).Distinct();
        return new(step, [.. people.Where(visibility.MayKnow)], at.Now + wait);
    }

    internal override Incident Evolve(Incident i) => i with
    {
        Assessment = i.Assessment with
        {
            Escalation = new(Step, NextAt),
            Told = [.. i.Assessment.Told, .. People.Where(p => !i.Assessment.Told.Contains(p))],
        },
    };

    internal override IEnumerable<Outgoing> Sends(Incident now, Recorded recorded)
    {
        foreach (var person in People)
        {
            yield return new Message(new Directly(person), $"{now.Name:b} needs a look: {new ToIncident(now.Id, "#" + now.Reported.RoomName)}. {now.Reported.What:quote}")
            {
                Pings = [person],
            };
        }
        if (People.IsEmpty) yield return new Message(Place.Room, "Nobody is on call now. Whoever is here can take it: press \"I look at it\".");
    }
}

/// <summary>Whom a word of an escalation path means now.</summary>
internal static class EscalationTarget
{
    public static ImmutableArray<Person> People(string to, Roster roster) => to switch
    {
        "on-call" => roster.OnCall,
        _ when to.StartsWith("group:", StringComparison.Ordinal) => roster.In(to["group:".Length..]),
        _ => [],
    };
}

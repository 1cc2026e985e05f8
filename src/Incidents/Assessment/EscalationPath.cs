using System.Collections.Immutable;

namespace ChatOpsIncident.Incidents.Assessment;

/// <summary>Whom the next step of an escalation path means now.</summary>
/// <param name="Step">A step that would bring nobody new is passed over, so this may be later than what was asked for.</param>
/// <param name="Wait">How long an answer is waited for.</param>
internal sealed record EscalationPath(int Step, ImmutableArray<Person> People, TimeSpan Wait)
{
    /// <summary>Up to the path's end only people who were not told in this round; after it everybody, and from the second time on a wider circle.</summary>
    public static EscalationPath Next(int step, ImmutableArray<EscalationStep> path, Incident incident, Moment at)
    {
        var told = step == 0 ? [] : incident.Assessment.Escalation?.Told ?? [];
        for (; step < path.Length; step++)
        {
            ImmutableArray<Person> people = [.. Of(path[step].To, incident, at).Except(told)];
            // The first step stands also without people: the room is asked then.
            if (step == 0 || !people.IsEmpty) return new(step, people, path[step].Wait);
        }
        var again = at.Playbook.Severity(incident.Response.Severity)?.RepeatEvery ?? at.Playbook.EscalationRepeat;
        var everyone = path.SelectMany(s => s.To);
        return new(step, [.. Of(step == path.Length ? everyone : everyone.Concat(Wider(at.Playbook)), incident, at)], again);
    }

    /// <summary>Everybody who may decide or take command.</summary>
    private static IEnumerable<string> Wider(Playbook playbook) =>
        new[] { Permissions.Triage, Permissions.Lead }.SelectMany(p => playbook.Permissions.GetValueOrDefault(p, []))
            .Concat(playbook.Role("commander") is { } role ? role.Groups.Concat(role.Deputies) : [])
            .Select(group => group.StartsWith("group:", StringComparison.Ordinal) ? group : "group:" + group);

    private static IEnumerable<Person> Of(IEnumerable<string> words, Incident incident, Moment at) =>
        words.SelectMany(w => Of(w, incident, at.Roster)).Distinct().Where(incident.Reported.Visibility.MayKnow);

    private static ImmutableArray<Person> Of(string word, Incident incident, Roster roster) => word.Split(':', 2) switch
    {
        ["on-call"] => roster.OnCall,
        ["everyone-here"] => Membership.Of(incident),
        ["group", var group] => roster.In(group),
        ["role", var role] when incident.Response.Roles.TryGetValue(role, out var holder) => [holder],
        _ => [],
    };
}

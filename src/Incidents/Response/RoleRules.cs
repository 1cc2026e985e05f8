using System.Collections.Immutable;
using ChatOpsIncident.Incidents.Assessment;

namespace ChatOpsIncident.Incidents.Response;

/// <summary>Who may have which role; the playbook says so.</summary>
internal static class RoleRules
{
    /// <summary>
    /// Null if this person may have it; else for whom it is, and who of them is here. Where nobody of them is known, whoever is there may: an
    /// incident that nobody may lead helps nobody, and it is on the record.
    /// </summary>
    public static Refused? NotFor(this Role role, Person person, Incident incident, Moment at)
    {
        ImmutableArray<string> groups = [.. role.Groups.Concat(role.Deputies).Select(Bare).Distinct()];
        if (groups.IsEmpty || groups.Any(g => Has(g, person, incident, at))) return null;
        // Somebody who only stands in for those on call keeps nobody else from it.
        if (groups.All(g => At(g, null, at.Roster).IsEmpty)) return at.Roster.IsRead ? null : new($"{For(role, groups, at.Playbook)} {Permission.Unread}", "/incident help");
        ImmutableArray<Person> can = [.. groups.SelectMany(g => At(g, incident, at.Roster)).Distinct()];
        return new($"{For(role, groups, at.Playbook)} {Rich.People(can)} can take it.", $"/incident role {role.Id} @someone", "who");
    }

    private static string For(Role role, ImmutableArray<string> groups, Playbook playbook) =>
        $"{role.Name} is for {Permission.OneOf(groups.Select(g => Permission.InWords(g, playbook)))}.";

    /// <summary>The role does not exist; which ones do.</summary>
    public static Refused Unknown(string role, Moment at) => new(
        $"The playbook knows no role \"{role}\". It knows {string.Join(", ", at.Playbook.Roles.Select(r => r.Id))}.",
        $"/incident role {at.Playbook.Roles.FirstOrDefault()?.Id ?? "…"}", "role");

    /// <summary>"incident commander", within a sentence.</summary>
    public static string InSentence(string name) => name is [var first, var second, ..] && char.IsLower(second) ? char.ToLowerInvariant(first) + name[1..] : name;

    private static bool Has(string group, Person person, Incident incident, Moment at) =>
        group == "everyone" || (at.Who.Person == person && at.Who.Groups.Contains(group)) || At(group, incident, at.Roster).Contains(person);

    private static ImmutableArray<Person> At(string group, Incident? incident, Roster roster) => group == "on-call" ? OnDuty.Of(incident, roster) : roster.In(group);

    private static string Bare(string group) => group.StartsWith("group:", StringComparison.Ordinal) ? group["group:".Length..] : group;
}

using System.Collections.Immutable;

namespace ChatOpsIncident.Incidents.Conversation;

/// <summary>Who may do what: permissions of the playbook as it is now, people as they are now.</summary>
public static class Permission
{
    /// <summary>Null: they may. Else why not, and who can.</summary>
    public static Refused? Refuse(Offer offer, Actor who, Incident? incident, Playbook current, Roster roster)
    {
        ArgumentNullException.ThrowIfNull(offer);
        ArgumentNullException.ThrowIfNull(who);
        ArgumentNullException.ThrowIfNull(current);
        if (who.Outsider) return new("This is for people of the organisation. Tell your contact there what you saw; they can report it for you.");
        var holders = current.Permissions.GetValueOrDefault(offer.Permission, []);
        if (holders.Any(h => Holds(h, who, incident))) return null;
        var can = holders.SelectMany(h => People(h, incident, roster)).Distinct().Take(3).ToImmutableArray();
        return can.IsEmpty
            ? new($"\"{offer.Label}\" is for {string.Join(", ", holders)}.", "/incident help")
            : new($"\"{offer.Label}\" is for {string.Join(", ", holders)}. {Rich.People(can)} can do it.", "/incident help");
    }

    private static bool Holds(string holder, Actor who, Incident? incident) =>
        holder == "everyone" || who.Groups.Contains(holder) || (Role(holder) is { } role && incident?.Response.Roles.GetValueOrDefault(role) == who.Person && who.Person is not null);

    private static ImmutableArray<Person> People(string holder, Incident? incident, Roster roster) =>
        Role(holder) is { } role ? incident?.Response.Roles.GetValueOrDefault(role) is { } person ? [person] : [] : roster.In(holder);

    private static string? Role(string holder) => holder.StartsWith("role:", StringComparison.Ordinal) ? holder["role:".Length..] : null;
}

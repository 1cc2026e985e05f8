using System.Collections.Immutable;
using ChatOpsIncident.Incidents.Assessment;

namespace ChatOpsIncident.Incidents.Conversation;

/// <summary>Who may do what: permissions of the playbook as it is now, people as they are now.</summary>
public static class Permission
{
    private const string Everyone = "everyone";
    private const string OnCall = "on-call";
    private const int Names = 4;

    /// <summary>Said where a right could be anybody's because the chat does not say whose it is.</summary>
    internal const string Unread = "Who that is can't be seen now, because the chat does not tell the bot who is in which group. Whoever runs this bot sees why with \"doctor\".";

    /// <summary>Null: they may. Else why not, and who can; nobody is named who must not know of the incident.</summary>
    /// <param name="incident">Null outside any: then nobody has a role.</param>
    /// <param name="current">The playbook as it is now, not the one that the incident is bound to.</param>
    public static Refused? Refuse(Offer offer, Actor who, Incident? incident, Playbook current, Roster roster)
    {
        ArgumentNullException.ThrowIfNull(offer);
        ArgumentNullException.ThrowIfNull(who);
        ArgumentNullException.ThrowIfNull(current);
        ArgumentNullException.ThrowIfNull(roster);
        if (who.Outsider) return new("This is for people of the organisation. Tell your contact there what you saw; they can report it for you.");
        var holders = current.Permissions.GetValueOrDefault(offer.Permission, []);
        if (holders.Any(h => Holds(h, who, incident, roster))) return null;

        Rich whose = $"\"{offer.Label}\" is for {OneOf(holders.Select(h => InWords(h, current)))}.";
        var can = holders.SelectMany(h => People(h, incident, roster)).Distinct().Where(p => incident?.Detection?.Visibility.MayKnow(p) ?? true).ToImmutableArray();
        if (!can.IsEmpty) return new($"{whose} {Some(can)} can do it; ask {(can.Length == 1 ? "them" : "one of them")}.", "/incident help");
        if (!roster.IsRead) return new($"{whose} {Unread}", "/incident help");
        if (holders.Contains(OnCall) && incident?.Status is Status.Reported)
            return new($"{whose} Nobody is on call now, so whoever looks at it may: press \"{Acknowledge.Offer.Label}\" first.", "/incident ack");
        return incident is not null && holders.Select(Role).FirstOrDefault(r => r is not null && current.Role(r) is not null) is { } free
            ? new($"{whose} Nobody has that role yet.", $"/incident role {free}")
            : new($"{whose} {Empty(holders, current)}", "/incident help");
    }

    /// <summary>What to set up where nobody holds a right.</summary>
    private static string Empty(ImmutableArray<string> holders, Playbook current)
    {
        var groups = holders.Where(h => Role(h) is null).Select(h => InWords(h, current)).ToArray();
        return groups is []
            ? "The playbook gives this to nobody; whoever runs this bot can name somebody there, under \"permissions\"."
            : $"Nobody is in {(groups.Length == 1 ? "that group" : "one of these groups")} yet. Whoever runs this bot can put people there, or name others in the playbook under \"permissions\".";
    }

    private static bool Holds(string holder, Actor who, Incident? incident, Roster roster) =>
        holder == Everyone || who.Groups.Contains(holder) || who.Person is { } person && People(holder, incident, roster).Contains(person);

    private static ImmutableArray<Person> People(string holder, Incident? incident, Roster roster) => holder switch
    {
        OnCall => OnDuty.Of(incident, roster),
        _ when Role(holder) is { } role => incident?.Response.Roles.GetValueOrDefault(role) is { } person ? [person] : [],
        _ => roster.In(holder),
    };

    private static string? Role(string holder) => holder.StartsWith("role:", StringComparison.Ordinal) ? holder["role:".Length..] : null;

    internal static string InWords(string holder, Playbook playbook) => holder switch
    {
        OnCall => "whoever is on call",
        _ when Role(holder) is { } role => "the " + (playbook.Role(role)?.Name ?? role).ToLowerInvariant(),
        _ => holder.Replace('-', ' '),
    };

    internal static string OneOf(IEnumerable<string> words) => words.ToArray() switch
    {
        [] => "nobody so far",
        [var only] => only,
        [.. var first, var last] => $"{string.Join(", ", first)} and {last}",
    };

    private static Rich Some(ImmutableArray<Person> people) => people.Length <= Names
        ? Rich.People(people)
        : (Rich)$"{Rich.Join(", ", people.Take(Names - 1).Select(p => (Rich)new Named(p)))} and {people.Length - Names + 1} others";
}

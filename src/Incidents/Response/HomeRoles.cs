using ChatOpsIncident.Incidents.Cards;

namespace ChatOpsIncident.Incidents.Response;

/// <summary>Who has which role, and "I take it" for those that are missed.</summary>
internal static class HomeRoles
{
    /// <summary>In the playbook's order.</summary>
    public static IEnumerable<Fact> Held(Incident incident, Playbook pinned) => incident.Response.Roles
        .OrderBy(r => pinned.Roles.TakeWhile(p => p.Id != r.Key).Count())
        .Select(r => new Fact(pinned.Role(r.Key)?.Name ?? r.Key, new Named(r.Value)));

    /// <summary>Nobody has them, and somebody should: the commander's, and those that open tasks wait for. All others stand under "Roles".</summary>
    public static IEnumerable<Element> Free(Incident incident, Playbook pinned)
    {
        var response = incident.Response;
        var missed = pinned.Roles.Where(r => !response.Roles.ContainsKey(r.Id) && (r.Id == "commander" || response.Tasks.Values.Any(t => t.Owner is null && t.Role == r.Id)));
        foreach (var role in missed)
        {
            yield return new ColumnSet(
            [
                new Column([new TextBlock($"{role.Name}: nobody yet", Tone: role.Id == "commander" ? Tone.Warning : Tone.Default)], Stretch: true),
                new Column([new ActionSet([RoleOffer.IsTaken(incident, role)])]),
            ]);
        }
    }
}

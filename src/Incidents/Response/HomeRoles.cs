using ChatOpsIncident.Incidents.Cards;

namespace ChatOpsIncident.Incidents.Response;

/// <summary>Who has which role, and "I take it" for those that nobody has.</summary>
internal static class HomeRoles
{
    /// <summary>Free roles that the card offers; all others stand under "Roles".</summary>
    private const int Free = 3;

    public static IEnumerable<Element> Of(Incident incident, Playbook pinned)
    {
        var roles = incident.Response.Roles;
        var held = roles.OrderBy(r => pinned.Roles.TakeWhile(p => p.Id != r.Key).Count()).Select(r => new Fact(pinned.Role(r.Key)?.Name ?? r.Key, new Named(r.Value)));
        if (!roles.IsEmpty) yield return new FactSet([.. held]);
        foreach (var role in pinned.Roles.Where(r => !roles.ContainsKey(r.Id)).Take(Free))
        {
            yield return new ColumnSet(
            [
                new Column([new TextBlock($"{role.Name}: nobody yet", Tone: role.Id == "commander" ? Tone.Warning : Tone.Default)], Stretch: true),
                new Column([new ActionSet([RoleOffer.IsTaken(incident, role)])]),
            ]);
        }
    }
}

namespace ChatOpsIncident.Incidents.Response;

/// <summary>Somebody is given a role.</summary>
public sealed record GiveRole(string Role, Person To) : Command<Incident>
{
    internal override Decision Decide(Incident incident, Moment at)
    {
        if (incident.NotResponding() is { } no) return no;
        if (at.Playbook.Role(Role) is not { } role) return RoleRules.Unknown(Role, at);
        var (name, holder) = (RoleRules.InSentence(role.Name), incident.Response.Roles.GetValueOrDefault(role.Id));
        if (holder == To) return new Already($"{To} is {name} of {incident.Name} already.");
        if ((incident.KeptFrom(To) ?? role.NotFor(To, incident, at)) is { } not) return not;
        return (List<Event>)[.. Joined.IfNew(incident, To), new RoleTaken(role.Id, name, To, holder, To != at.Who.Someone)];
    }

    internal override Rich? Answer(Incident incident, Moment at) => at.Playbook.Role(Role) is not { } role
        ? null
        : (Rich)$"{To} is {RoleRules.InSentence(role.Name)} of {incident.Name} now and has been told.";
}

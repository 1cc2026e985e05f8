namespace ChatOpsIncident.Incidents.Response;

/// <summary>A role becomes free. The commander's never does: it goes from one to the next.</summary>
public sealed record DropRole(string Role) : Command<Incident>
{
    internal override Decision Decide(Incident incident, Moment at)
    {
        if (incident.NotResponding() is { } no) return no;
        if (at.Playbook.Role(Role) is not { } role) return RoleRules.Unknown(Role, at);
        var name = RoleRules.InSentence(role.Name);
        if (incident.Response.Roles.GetValueOrDefault(role.Id) is not { } holder) return new Already($"Nobody is {name} of {incident.Name} now.");
        if (role.Id == "commander")
            return new Refused($"{incident.Name} is never without {name}. Give the role to somebody else.", $"/incident role {role.Id} @someone", "who");
        return new RoleDropped(role.Id, name, holder);
    }

    internal override Rich? Answer(Incident incident, Moment at) => at.Playbook.Role(Role) is not { } role
        ? null
        : (Rich)$"Nobody is {RoleRules.InSentence(role.Name)} of {incident.Name} now; the card offers it to everyone.";
}

/// <summary>A role is free.</summary>
/// <param name="Name">The role's name within a sentence.</param>
[StoredAs("response.role-dropped", 1)]
public sealed record RoleDropped(string Role, string Name, Person From) : Event<Incident>
{
    internal override Rich Line => $"{From} is no longer {Name}";

    internal override Incident Evolve(Incident i) => i with { Response = i.Response with { Roles = i.Response.Roles.Remove(Role) } };

    internal override IEnumerable<Outgoing> Sends(Incident now, Recorded recorded)
    {
        yield return new Message(Place.Room, $"{From} is no longer {Name}. Whoever can, take it: {$"/incident role {Role}":code}.");
        if (From != recorded.By) yield return Message.To(From, $"{recorded.By} freed you from being {Name} of {now.Name:b}: {now.Link()}.");
    }
}

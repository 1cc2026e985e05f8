namespace ChatOpsIncident.Incidents.Response;

/// <summary>Somebody takes a role: a free one, or over from who has it.</summary>
/// <param name="Over">Also if somebody has it; both are told.</param>
public sealed record TakeRole(string Role, bool Over = false) : Command<Incident>
{
    internal override Decision Decide(Incident incident, Moment at)
    {
        if (incident.NotResponding() is { } no) return no;
        if (at.Playbook.Role(Role) is not { } role) return RoleRules.Unknown(Role, at);
        var (me, holder) = (at.Who.Someone, incident.Response.Roles.GetValueOrDefault(role.Id));
        var name = RoleRules.InSentence(role.Name);
        if (holder == me) return new Already($"You are {name} of {incident.Name} already.");
        if (holder is not null && !Over)
            return new Refused($"{holder} is {name}. If they are gone, take it over; both of you are told.", $"/incident role {role.Id} take", "role");
        if ((incident.KeptFrom(me) ?? role.NotFor(me, incident, at)) is { } not) return not;
        return (List<Event>)[.. Joined.IfNew(incident, me), new RoleTaken(role.Id, name, me, holder)];
    }

    internal override Rich? Answer(Incident incident, Moment at)
    {
        if (at.Playbook.Role(Role) is not { } role) return null;
        var (name, holder) = (RoleRules.InSentence(role.Name), incident.Response.Roles.GetValueOrDefault(role.Id));
        return holder == at.Who.Person
            ? (Rich)$"You are {name} of {incident.Name}: {incident.Link()}. It is on the record, and the room knows."
            : (Rich)$"{holder} is {name} of {incident.Name} now: {incident.Link()}.";
    }
}

/// <summary>A role has somebody new.</summary>
/// <param name="Name">The role's name within a sentence.</param>
/// <param name="From">Who had it before.</param>
/// <param name="Given">By somebody else than who has it now.</param>
[StoredAs("response.role-taken", 1)]
public sealed record RoleTaken(string Role, string Name, Person To, Person? From, bool Given = false) : Event<Incident>
{
    internal override Rich Line => From is null ? (Rich)$"{To} is {Name}" : (Rich)$"{To} is {Name}, after {From}";

    internal override Incident Evolve(Incident i) => i with { Response = i.Response with { Roles = i.Response.Roles.SetItem(Role, To) } };

    internal override IEnumerable<Outgoing> Sends(Incident now, Recorded recorded)
    {
        yield return new Message(Place.Room, From is null ? (Rich)$"{To} is {Name} now." : (Rich)$"{To} is {Name} now, after {From}.");
        if (Given)
        {
            yield return Message.To(
                To, $"{recorded.By} made you {Name} of {now.Name:b}: {now.Link()}. What is open stands on the card at the top.");
        }
        if (From is not null && From != recorded.By)
        {
            yield return Message.To(
                From, $"{To} is {Name} of {now.Name:b} now, after you. If you are back and it is yours again: {$"/incident role {Role} take":code} in {now.Link()}.");
        }
    }
}

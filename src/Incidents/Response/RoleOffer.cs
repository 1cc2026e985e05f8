using ChatOpsIncident.Incidents.Cards;

namespace ChatOpsIncident.Incidents.Response;

/// <summary>One word for roles: take one, give it to somebody, take it over, give it back.</summary>
public static class RoleOffer
{
    /// <summary><c>role commander</c>, <c>role commander @ana</c>, <c>role commander take</c>, <c>role scribe drop</c>.</summary>
    public static Offer Offer { get; } = new IncidentOffer(
        "role", "Roles", "Take a role, or give it to somebody", Permissions.Respond, Read)
    {
        Usage = "commander [@someone | take | drop]",
        Sample = (incident, at) => at.Playbook.Roles
            .Select(r => new TakeRole(r.Id, Over: true)).FirstOrDefault(take => take.Decide(incident, at) is Happens),
    };

    /// <summary>"I take it": this role.</summary>
    internal static Press IsTaken(Incident incident, Role role) => Offer.Button(incident, "I take it", Emphasis.Default, ("role", role.Id));

    private static Understood Read(Arguments arguments, Incident incident, Moment at)
    {
        if (arguments.From != Said.Words) return Answered(arguments, incident, at);
        var to = arguments.TakePerson(out var rest);
        if (rest.TakeWord(out rest) is not { } role) return Ask(incident, at, to);
        to ??= rest.TakePerson(out rest, at.Who.Person);
        if (to is not null) return new GiveRole(role, to);
        if (Mention.Unknown(rest.Rest, Offer.Instead()) is { } unknown) return unknown;
        return rest.TakeWord(out _)?.ToLowerInvariant() switch
        {
            "take" => new TakeRole(role, Over: true),
            "drop" => new DropRole(role),
            null => new TakeRole(role),
            var other => new Refused($"After the role comes a name, \"take\" or \"drop\"; I can't read \"{other}\".", $"/incident role {role} @someone", "who"),
        };
    }

    private static Understood Answered(Arguments arguments, Incident incident, Moment at)
    {
        if (arguments["role"] is not { } role) return Ask(incident, at, null);
        if (arguments["who"] is { } who) return new GiveRole(role, new(who));
        return new TakeRole(role, Over: arguments.From == Said.Form);
    }

    private static Form Ask(Incident incident, Moment at, Person? to) => new(
        Offer.Word, incident.Id, "Who does what",
        [
            new ChoiceField("role", "Role", [.. at.Playbook.Roles.Select(r => new Choice(r.Name, r.Id))]) { Required = true, Value = FirstFree(incident, at) },
            new PersonField("who", "Who?") { Value = to?.Id, Hint = "Empty: you" },
        ],
        "Save")
    {
        Intro = "Whoever has the role now is told.",
    };

    private static string? FirstFree(Incident incident, Moment at) =>
        at.Playbook.Roles.FirstOrDefault(r => !incident.Response.Roles.ContainsKey(r.Id))?.Id;
}

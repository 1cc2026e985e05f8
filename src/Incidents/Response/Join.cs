using System.Collections.Immutable;

namespace ChatOpsIncident.Incidents.Response;

/// <summary>Somebody helps: from then on they belong to the room.</summary>
public sealed record Join : Command<Incident>
{
    /// <summary>"I help" on cards, "I'm here" where somebody was called.</summary>
    public static Offer Offer { get; } = new IncidentOffer(
        "join", "I help", "Say that you help; you are invited to the room", Permissions.Respond, (_, _, _) => new Join())
    {
        Sample = (_, _) => new Join(),
    };

    internal override Decision Decide(Incident incident, Moment at)
    {
        if (incident.NotOpen() is { } no) return no;
        if (incident.KeptFrom(at.Who.Someone) is { } kept) return kept;
        return incident.Response.Responders.Contains(at.Who.Someone)
            ? new Already($"You are in the response of {incident.Name} already: {incident.Link()}.")
            : new Joined([at.Who.Someone]);
    }

    internal override Rich? Answer(Incident incident, Moment at) => $"Good that you are here: {incident.Link()}. What is open stands on the card at the top.";
}

/// <summary>People belong to the response from now on, each for the first time.</summary>
[StoredAs("response.joined", 1)]
public sealed record Joined(ImmutableArray<Person> People) : Event<Incident>
{
    internal override Rich Line => (Rich)$"{Rich.People(People)} {(People.Length == 1 ? "joins" : "join")} the response";

    /// <summary>The event, if this person is not in it yet.</summary>
    internal static IEnumerable<Event> IfNew(Incident incident, params IEnumerable<Person> people)
    {
        ImmutableArray<Person> joining = [.. people.Distinct().Where(p => !incident.Response.Responders.Contains(p))];
        if (!joining.IsEmpty) yield return new Joined(joining);
    }

    internal override Incident Evolve(Incident i) => i with { Response = i.Response with { Responders = [.. i.Response.Responders, .. People] } };
}

using System.Collections.Immutable;
using ChatOpsIncident.Incidents.Cards;
using ChatOpsIncident.Incidents.Response;

namespace ChatOpsIncident.Incidents.Assessment;

/// <summary>People were told, and until when an answer is waited for. Who was on call then stands in the event.</summary>
/// <param name="Step">0-based step of the escalation path; past its end: the last step again.</param>
/// <param name="People">Told of this incident for the first time.</param>
/// <param name="NextAt">When the next step is due if nobody answers.</param>
[StoredAs("assessment.paged", 1)]
public sealed record Paged(int Step, ImmutableArray<Person> People, DateTimeOffset NextAt) : Event<Incident>
{
    /// <summary>Told before, and now again.</summary>
    public ImmutableArray<Person> Again { get; init; } = [];

    /// <summary>The severity whose path this is: a commander is looked for. Null: somebody to look at a report.</summary>
    public string? Severity { get; init; }

    /// <summary>The path is at its end and begins to repeat.</summary>
    public bool Repeats { get; init; }

    /// <summary>Why nobody could be told, where the platform does not say who is on call; null: it says.</summary>
    public string? Untold { get; init; }

    private IEnumerable<Person> Everyone => [.. People, .. Again];

    internal override Telling Telling => Telling.Followed;

    internal override Rich Line => (People.IsEmpty, Again.IsEmpty) switch
    {
        (true, true) => Untold is null ? "nobody could be told" : (Rich)$"nobody could be told, because {Untold}",
        (false, true) => (Rich)$"{Rich.People(People)} told",
        (true, false) => (Rich)$"{Rich.People(Again)} told again",
        _ => (Rich)$"{Rich.People(People)} told, {Rich.People(Again)} told again",
    };

    /// <summary>The step of a path as it comes out now: people as they are at this moment, without those who must not know.</summary>
    internal static Paged Ask(int step, ImmutableArray<EscalationStep> path, Incident incident, Moment at)
    {
        var next = EscalationPath.Next(step, path, incident, at);
        var told = incident.Assessment.Told;
        return new(next.Step, [.. next.People.Where(p => !told.Contains(p))], at.Now + next.Wait)
        {
            Again = [.. next.People.Where(told.Contains)],
            Untold = next.People.IsEmpty ? at.Roster.Untold : null,
            Severity = incident.Response.Severity,
            Repeats = next.Step >= path.Length,
        };
    }

    internal override Incident Evolve(Incident i) => i with
    {
        Assessment = i.Assessment with
        {
            Escalation = new(Step, NextAt) { Told = Step == 0 ? [.. Everyone] : [.. i.Assessment.Escalation?.Told ?? [], .. Repeats ? People : Everyone] },
            Told = [.. i.Assessment.Told, .. People],
        },
    };

    internal override IEnumerable<Outgoing> Sends(Incident now, Recorded recorded)
    {
        foreach (var person in Everyone) yield return Message.To(person, Ask(now), Quote(now));
        if (InRoom() is { } said) yield return new Message(Place.Room, said);
    }

    private Rich Ask(Incident now)
    {
        var room = now.Link();
        return Severity is null
            ? (Rich)$"{now.Name:b} needs a look: {room}."
            : (Rich)$"{now.Name:b} is {Severity:b} and needs an incident commander: {room}.";
    }

    /// <summary>What was reported, and the button.</summary>
    private Card Quote(Incident now) => new Card($"{now.Name}: {now.Reported.What:quote}", new TextBlock($"{now.Reported.What:quote}"))
    {
        Actions =
        [
            Severity is null
                ? Acknowledge.Offer.Button(now, emphasis: Emphasis.Positive)
                : RoleOffer.Offer.Button(now, "I take command", Emphasis.Positive, ("role", "commander")),
        ],
    };

    /// <summary>What the room is told; null: the first step needs no words there if somebody was told.</summary>
    private Rich? InRoom()
    {
        Rich take = Severity is null ? "Whoever is here can take it: press \"I look at it\"." : (Rich)$"Whoever is here can take command: {"/incident role commander take":code}.";
        var so = Severity is null ? "No answer yet" : "No commander yet";
        return (Everyone.Any(), Step, Repeats) switch
        {
            (false, 0, _) => Untold is null ? (Rich)$"Nobody is on call now. {take}" : (Rich)$"Nobody has been told, because {Untold}. {take}",
            (false, _, _) => (Rich)$"{so}, and nobody else could be told. {take}",
            (true, 0, _) => null,
            (true, _, false) => (Rich)$"{so}, so {Rich.People(Everyone)} {(Everyone.Count() == 1 ? "has" : "have")} been told too.",
            _ => (Rich)$"{so}. {Rich.People(Everyone)} {(Everyone.Count() == 1 ? "has" : "have")} been told again. {take}",
        };
    }
}

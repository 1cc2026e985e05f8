using System.Collections.Immutable;

namespace ChatOpsIncident.Incidents.Detection;

/// <summary>Who comes along when an incident goes private, asked in words or in a form.</summary>
internal static class PrivateForm
{
    private const string Everybody = "all";
    private const string RolesOnly = "roles";

    public static Understood Read(Arguments arguments, Incident incident, Moment at)
    {
        if (arguments.From == Said.Form) return new GoPrivate(arguments["because"], arguments["without"] is { } one ? [new(one)] : [], arguments["who"] == RolesOnly);
        if (incident.Reported.Visibility.Private || incident.Status is Status.Merged) return new GoPrivate(arguments.Words, []);
        var people = Without(arguments, out var rest);
        if (Mention.Unknown(people.IsEmpty && rest.Rest.StartsWith('@') ? rest.Rest : "", "/incident private without @someone because …") is { } unknown) return unknown;
        return Reason.Of(rest.Rest) is { } because ? new GoPrivate(because, people) : For(incident, people.FirstOrDefault());
    }

    /// <summary>The people named after "without".</summary>
    private static ImmutableArray<Person> Without(Arguments arguments, out Arguments rest)
    {
        rest = arguments;
        if (arguments.TakeWord(out var after) is not { } word || !word.Equals("without", StringComparison.OrdinalIgnoreCase)) return [];
        rest = after;
        var people = ImmutableArray.CreateBuilder<Person>();
        while (rest.TakeWord(out after) is { } next && (Words.Mention(next.TrimEnd(',')) is { } || next is "and" or ","))
        {
            if (Words.Mention(next.TrimEnd(',')) is { } person) people.Add(person);
            rest = after;
        }
        return people.ToImmutable();
    }

    private static Form For(Incident incident, Person? without) => new(
        GoPrivate.Offer.Word, incident.Id, GoPrivate.Offer.Label,
        [
            new TextField("because", "Why?", Multiline: true, Max: Fits.Longest) { Required = true, Hint = "It stands on the timeline" },
            new ChoiceField("who", "Who comes along?", [new("Everybody who belongs to it now", Everybody), new("Only whoever has a role, and me", RolesOnly)]) { Value = Everybody },
            new PersonField("without", "Leave somebody out") { Value = without?.Id, Hint = "Empty: nobody" },
        ],
        "Make it private")
    {
        Intro = "A private room opens and everybody who comes along is invited. What I said in this room is taken away, and then it is closed. What people wrote here stays if the chat does not let me remove it.",
    };
}

using System.Collections.Immutable;
using ChatOpsIncident.Incidents.Assessment;
using ChatOpsIncident.Incidents.Cards;

namespace ChatOpsIncident.Incidents.Preparation;

/// <summary>Who is on call now, and who is asked after them; with nobody on call, what to do.</summary>
public sealed record AskOnCall : Question
{
    /// <summary>Anywhere.</summary>
    public static Offer Offer { get; } = new AnywhereOffer(
        "oncall", "Who is on call", "Who is on call now, and who is asked after them", Permissions.Look, (_, _, _) => new AskOnCall());

    public override Card Answer(View view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var onCall = view.At.Roster.OnCall;
        Rich title = (onCall.IsEmpty, view.At.Roster.Untold) switch
        {
            (true, null) when !view.At.Roster.IsRead => "It can't be seen who is on call",
            (false, _) => (Rich)$"{Rich.People(onCall)} {Counted.Are(onCall.Length)} on call now",
            (_, { } why) => (Rich)$"Who is on call is not known, because {why}",
            _ => "Nobody is on call now",
        };
        List<Element> body = [new TextBlock(title, TextSize.Medium, Bolder: true) { Heading = true }];
        if (onCall.IsEmpty) body.Add(new TextBlock(WithNobody(view)));
        body.Add(new TextBlock(Path(view.At.Playbook), Subtle: true));
        return new([.. body], [.. Take(view)], title + ".");
    }

    /// <summary>Report all the same; whoever may decide can be asked by name.</summary>
    private static Rich WithNobody(View view)
    {
        Rich first = "A report is taken all the same, and whoever is in its room can take it: press \"I look at it\" there.";
        ImmutableArray<Person> others = [.. Deciders(view.At.Playbook).SelectMany(g => view.At.Roster.In(g)).Distinct().Take(5)];
        return others.IsEmpty ? first : first + $" These may decide on it as well: {Rich.People(others)}.";
    }

    private static IEnumerable<string> Deciders(Playbook playbook) => playbook.Permissions.GetValueOrDefault(Permissions.Triage, []).Where(g => g != "on-call");

    /// <summary>The path of a report in one sentence.</summary>
    private static Rich Path(Playbook playbook)
    {
        var path = playbook.ReportEscalation;
        if (path.IsEmpty) return "A report asks nobody by itself.";
        var steps = path.Select((step, i) => i == 0
            ? (Rich)$"A report asks {Whom(step.To)} first"
            : (Rich)$"after {path[i - 1].Wait} without an answer {More(path[i - 1].To, step.To)}");
        return Rich.Join("; ", steps) + $"; then again every {playbook.EscalationRepeat} until somebody answers.";
    }

    /// <summary>Only who is new, where the others are asked again.</summary>
    private static string More(ImmutableArray<string> before, ImmutableArray<string> now) =>
        before.All(now.Contains) && now.Length > before.Length ? "also " + Whom(now.Except(before)) : Whom(now);

    private static string Whom(IEnumerable<string> people) => string.Join(", ", people.Select(to => to.Split(':') switch
    {
        ["on-call"] => "who is on call",
        ["everyone-here"] => "everyone in the room",
        ["role", var role] => $"the {role}",
        ["group", var group] => $"the {group} group",
        _ => to,
    }));

    private static IEnumerable<CardAction> Take(View view) =>
        view.Incident is { } incident && Acknowledge.Offer.MakesSense(incident, view.At) ? [Acknowledge.Offer.Button(incident)] : [];
}

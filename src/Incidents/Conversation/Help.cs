using System.Collections.Immutable;
using ChatOpsIncident.Incidents.Cards;

namespace ChatOpsIncident.Incidents.Conversation;

/// <summary>What makes sense here and now comes first; the rest is folded. Or all about one word.</summary>
/// <param name="About">A word; null: everything.</param>
public sealed record Help(string? About = null) : Question
{
    private const string Rest = "rest";

    /// <summary><c>help</c>, <c>help declare</c>.</summary>
    public static Offer Offer { get; } = new AnywhereOffer(
        "help", "Help", "What you can do here and now, then everything else", Permissions.Look, (arguments, _, _) => new Help(arguments.Words))
    {
        Usage = "[word]",
        Reads = rest => string.IsNullOrWhiteSpace(rest) || Offers.Find(rest) is not null || NearMiss.Of(rest, alone: true).Length > 0,
    };

    public override Card Answer(View view)
    {
        ArgumentNullException.ThrowIfNull(view);
        if (About is { } about && (Offers.Find(about) ?? NearMiss.Of(about, alone: true).FirstOrDefault()) is { } one) return One(one, view);
        var all = Offers.All.Where(o => o.Typed).ToImmutableArray();
        var now = all.Where(o => MakesSense(o, view)).ToImmutableArray();
        var rest = all.Except(now).ToImmutableArray();
        Rich title = view.Incident is { } incident ? (Rich)$"What you can do in {incident.Name:b} now" : (Rich)"What you can do here";
        return new(
            [
                new TextBlock(title, TextSize.Medium) { Heading = true }, .. now.Select(Line),
                .. view.Incident is null ? [new TextBlock("In an incident's room there is more; or name it: /incident INC-42 status", Subtle: true)] : ImmutableArray<Element>.Empty,
                new Container([.. rest.Select(Line)]) { Id = Rest, IsVisible = false, Separator = true },
            ],
            rest.IsEmpty ? [] : [new ToggleVisibility(view.Incident is null ? "In an incident …" : "Not now …", [Rest])],
            title);
    }

    private static bool MakesSense(Offer offer, View view) =>
        (view.Incident is { } incident ? offer.MakesSense(incident, view.At) : offer is AnywhereOffer) && Forbids(offer, view) is null;

    private static Refused? Forbids(Offer offer, View view) =>
        Permission.Refuse(offer, view.At.Who, view.Incident, view.At.Organisation.Current ?? view.At.Playbook, view.At.Roster);

    private static TextBlock Line(Offer offer) => new($"{Typed(offer):code} {offer.Explains}");

    private static Card One(Offer offer, View view)
    {
        Rich whether = Forbids(offer, view) is { } no ? no.Why : MakesSense(offer, view) ? (Rich)"It makes sense now." : view.Incident is null
            ? (Rich)"It belongs to an incident: type it in the room, or with the number, as in /incident INC-42 status."
            : (Rich)$"It makes no sense in {view.Incident.Name} as it stands.";
        return new(
            [new TextBlock(offer.Label, TextSize.Medium) { Heading = true }, new TextBlock($"{Typed(offer):code}"), new TextBlock($"{offer.Explains}."), new TextBlock(whether, Subtle: true)],
            view.Incident is { } incident && MakesSense(offer, view) ? [offer.Button(incident)] : [],
            $"{offer.Word}: {offer.Explains}");
    }

    private static string Typed(Offer offer) => $"/incident {offer.Word} {offer.Usage}".TrimEnd();
}

using System.Collections.Immutable;
using ChatOpsIncident.Incidents.Assessment;
using ChatOpsIncident.Incidents.Cards;

namespace ChatOpsIncident.Incidents.Response;

/// <summary>Only the buttons that matter now; "More …" shows everything else that makes sense.</summary>
internal static class HomeButtons
{
    private const string More = "more";

    /// <summary>What comes first, where it makes sense.</summary>
    private static IEnumerable<Offer> Foremost(Incident incident) => incident.Status switch
    {
        Status.Reported => [Acknowledge.Offer, Join.Offer, TakeNote.Offer],
        Status.Responding when incident.Response.Phase is Phase.Done => [Resolve.Offer, PostUpdate.Offer, TakeNote.Offer],
        Status.Responding => [PostUpdate.Offer, TakeNote.Offer, Contain.Offer, Eradicate.Offer, Recover.Offer],
        Status.Merged => [],
        _ => [TakeNote.Offer],
    };

    /// <summary>Asked for task by task, or shown by the card itself.</summary>
    private static bool StandsElsewhere(Offer offer, Incident incident) => offer is AnywhereOffer || offer.Word is "take" or "give" or "done" or "drop" or "status" or "contribute" or "skip" or "action" or "propose" or "verified"
        || (offer == TasksQuestion.Offer && incident.Response.TasksEver == 0);

    /// <summary>The buttons at the bottom, and what "More …" unfolds.</summary>
    public static (ImmutableArray<CardAction> Row, ImmutableArray<Element> More) Of(Incident incident, Playbook pinned)
    {
        var at = Everyone.At(incident, pinned);
        var first = Foremost(incident).Where(o => o.MakesSense(incident, at)).ToImmutableArray();
        ImmutableArray<CardAction> row = [.. first.Select(o => Button(o, incident))];
        ImmutableArray<CardAction> rest =
        [
            .. Offers.All.Where(o => !first.Contains(o) && !StandsElsewhere(o, incident) && o.MakesSense(incident, at)).Select(o => o.Button(incident)),
        ];
        return rest.IsEmpty
            ? (row, [])
            : ([.. row, new ToggleVisibility("More …", [More])], [new Container([new ActionSet(rest)]) { Id = More, IsVisible = false, Separator = true }]);
    }

    /// <summary>The one thing that is most wanted stands out.</summary>
    private static Press Button(Offer offer, Incident incident) => offer.Button(incident, emphasis: Wanted(offer, incident) ? Emphasis.Positive : Emphasis.Default);

    private static bool Wanted(Offer offer, Incident incident) =>
        offer == Acknowledge.Offer || offer == Resolve.Offer || (offer == PostUpdate.Offer && incident.Response.Updates is { Overdue: true });
}

using ChatOpsIncident.Incidents.Cards;

namespace ChatOpsIncident.Incidents.Response;

/// <summary>Buttons under a message.</summary>
internal static class Buttons
{
    /// <summary>Nothing but buttons; the words stand in the message, so the summary does not repeat them.</summary>
    public static Card Only(Incident incident, params CardAction[] actions) => new Card($"{incident.Name}: what you can answer") { Actions = [.. actions] };

    /// <summary>What to type for an offer: <c>/incident call @someone why</c>.</summary>
    public static string Instead(this Offer offer) => $"/incident {offer.Word} {offer.Usage}".TrimEnd();
}

using System.Globalization;
using ChatOpsIncident.Incidents.Detection;

namespace ChatOpsIncident.Incidents.Conversation;

/// <summary>What Enter will do, said before it is pressed.</summary>
public static class Preview
{
    /// <summary>"reports this text", "opens the report form", or what the offer says of itself.</summary>
    public static string Of(Meaning meaning)
    {
        ArgumentNullException.ThrowIfNull(meaning);
        if (!meaning.Alternatives.IsEmpty) return "asks which of these you mean";
        if (meaning.Offer is not { } offer) return "";
        if (offer == Report.Offer) return meaning.Arguments.Words is null ? "opens the report form" : "reports this text";
        return offer.Explains[..1].ToLower(CultureInfo.InvariantCulture) + offer.Explains[1..];
    }
}

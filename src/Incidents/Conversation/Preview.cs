using System.Globalization;
using ChatOpsIncident.Incidents.Detection;

namespace ChatOpsIncident.Incidents.Conversation;

/// <summary>What Enter will do, said before it is pressed, in at most eight words: "reports this text", "shows status of INC-42".</summary>
public static class Preview
{
    private const int Longest = 8;

    /// <param name="meaning">What the words mean.</param>
    /// <param name="read">What the offer makes of them here; null where that is not known (an incident that is not there).</param>
    public static string Of(Meaning meaning, Understood? read)
    {
        ArgumentNullException.ThrowIfNull(meaning);
        if (meaning.NotYet is not null) return "says that this is not there yet";
        if (!meaning.Alternatives.IsEmpty) return "asks which of these you mean";
        return (meaning.Offer, read) switch
        {
            (null, _) => "",
            ({ } offer, _) when offer == Report.Offer => meaning.Arguments.Words is null ? "opens the report form" : "reports this text",
            (_, Not) => "says what is missing or in the way",
            (_, ToAsk { Form: var form }) => Cut(Asks(form), ""),
            ({ } offer, ToAnswer) => Cut(Shows(offer), Which(meaning, " of ")),
            ({ } offer, _) => Cut(Does(offer), Which(meaning, " in ")),
        };
    }

    private static string Asks(Form form) => form.Fields.FirstOrDefault(f => f is { Required: true, Value: null }) is { } missing
        ? $"asks: {missing.Label}"
        : $"opens the form: {form.Title}";

    private static string Shows(Offer offer) => offer.Label.StartsWith("Show ", StringComparison.Ordinal) ? "shows " + offer.Label["Show ".Length..] : Does(offer);

    /// <summary>The beginning of what the offer says of itself.</summary>
    private static string Does(Offer offer) => offer.Explains[..1].ToLower(CultureInfo.InvariantCulture) + offer.Explains.Split(',', ';', ':')[0][1..];

    private static string Which(Meaning meaning, string before) => meaning.Number is { } number ? FormattableString.Invariant($"{before}INC-{number}") : "";

    private static string Cut(string words, string which)
    {
        var (parts, room) = (words.Split(' '), Longest - (which.Length == 0 ? 0 : 2));
        return parts.Length <= room ? words + which : string.Join(' ', parts[..room]) + " …" + which;
    }
}

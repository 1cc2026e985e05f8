using System.Collections.Immutable;

namespace ChatOpsIncident.Incidents.Conversation;

/// <summary>Misspelt words of offers: "contaned" was perhaps "contained".</summary>
public static class NearMiss
{
    private const int AtMost = 3;

    /// <summary>More letters than these apart is no slip.</summary>
    private const int Far = 2;

    /// <summary>Offers whose word is near, nearest first; none if the word is one, or like nothing.</summary>
    /// <param name="alone">Nothing else was typed; a word that begins a sentence has to be nearer, and longer.</param>
    public static ImmutableArray<Offer> Of(string word, bool alone) =>
    [
        .. Offers.All.Where(o => o.Typed)
            .Select(o => (Offer: o, Distance: Letters.Apart(word.ToUpperInvariant(), o.Word.ToUpperInvariant(), Far), Begins: Begins(word, o.Word)))
            .Where(o => o.Distance > 0 && (o.Begins || o.Distance <= Allowed(Math.Min(word.Length, o.Offer.Word.Length), alone)))
            .OrderBy(o => o.Distance).ThenBy(o => o.Offer.Word, StringComparer.Ordinal)
            .Take(AtMost).Select(o => o.Offer),
    ];

    private static int Allowed(int length, bool alone) => length switch
    {
        < 4 => 0,
        < 5 => alone ? 1 : 0,
        < 7 => alone ? 2 : 1,
        _ => 2,
    };

    /// <summary>"contain" for "contained", "timelines" for "timeline".</summary>
    private static bool Begins(string word, string offer) =>
        Math.Min(word.Length, offer.Length) >= 5 && Math.Abs(word.Length - offer.Length) <= 2
        && (offer.StartsWith(word, StringComparison.OrdinalIgnoreCase) || word.StartsWith(offer, StringComparison.OrdinalIgnoreCase));
}

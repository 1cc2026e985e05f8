using System.Collections.Immutable;

namespace ChatOpsIncident.Incidents.Conversation;

/// <summary>Misspelt words of offers: "contaned" was perhaps "contained".</summary>
public static class NearMiss
{
    private const int AtMost = 3;

    /// <summary>Offers whose word is near, nearest first; none if the word is one, or like nothing.</summary>
    /// <param name="alone">Nothing else was typed; a word that begins a sentence has to be nearer, and longer.</param>
    public static ImmutableArray<Offer> Of(string word, bool alone) =>
    [
        .. Offers.All.Where(o => o.Typed)
            .Select(o => (Offer: o, Distance: Distance(word.ToUpperInvariant(), o.Word.ToUpperInvariant()), Begins: Begins(word, o.Word)))
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

    /// <summary>Letters to add, drop, change or swap with their neighbour to come from one to the other; <see cref="int.MaxValue"/>: far more than two.</summary>
    public static int Distance(string from, string to)
    {
        if (Math.Abs(from.Length - to.Length) > 2) return int.MaxValue;
        var steps = new int[from.Length + 1, to.Length + 1];
        for (var i = 0; i <= from.Length; i++) steps[i, 0] = i;
        for (var j = 0; j <= to.Length; j++) steps[0, j] = j;
        for (var i = 1; i <= from.Length; i++)
        {
            for (var j = 1; j <= to.Length; j++)
            {
                steps[i, j] = Math.Min(Math.Min(steps[i - 1, j], steps[i, j - 1]) + 1, steps[i - 1, j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1]) steps[i, j] = Math.Min(steps[i, j], steps[i - 2, j - 2] + 1);
            }
        }
        return steps[from.Length, to.Length];
    }
}

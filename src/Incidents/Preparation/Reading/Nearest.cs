namespace ChatOpsIncident.Incidents.Preparation.Reading;

/// <summary>The known word that somebody probably meant.</summary>
internal static class Nearest
{
    private const int Near = 2;

    /// <summary>Null if none is near: at most two letters changed, swapped, added or left out, and less than half of the word.</summary>
    public static string? To(string word, IEnumerable<string> known) => known
        .Select(k => (Word: k, Far: Letters.Apart(word.ToLowerInvariant(), k.ToLowerInvariant(), Near)))
        .Where(k => k.Far <= Near && k.Far * 2 < Math.Max(word.Length, 2))
        .OrderBy(k => k.Far)
        .FirstOrDefault().Word;
}

namespace ChatOpsIncident.Incidents.Preparation.Reading;

/// <summary>The known word that somebody probably meant.</summary>
internal static class Nearest
{
    /// <summary>Null if none is near: at most two letters changed, swapped, added or left out, and less than half of the word.</summary>
    public static string? To(string word, IEnumerable<string> known) => known
        .Select(k => (Word: k, Far: Distance(word.ToLowerInvariant(), k.ToLowerInvariant())))
        .Where(k => k.Far <= 2 && k.Far * 2 < Math.Max(word.Length, 2))
        .OrderBy(k => k.Far)
        .FirstOrDefault().Word;

    private static int Distance(string a, string b)
    {
        if (Math.Abs(a.Length - b.Length) > 2) return int.MaxValue / 4;
        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++) d[i, 0] = i;
        for (var j = 0; j <= b.Length; j++) d[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var change = a[i - 1] == b[j - 1] ? 0 : 1;
                d[i, j] = Math.Min(Math.Min(d[i - 1, j] + 1, d[i, j - 1] + 1), d[i - 1, j - 1] + change);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
            }
        }
        return d[a.Length, b.Length];
    }
}

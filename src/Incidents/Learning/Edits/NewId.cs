using System.Globalization;
using System.Text;

namespace ChatOpsIncident.Incidents.Learning.Edits;

/// <summary>An id for something new, from its words: <c>call-the-supplier</c>; at most 40 characters, not taken yet.</summary>
internal static class NewId
{
    public static string From(string words, string otherwise, IEnumerable<string> taken)
    {
        var all = taken.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var id = new StringBuilder();
        foreach (var word in Letters(words).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (id.Length + word.Length + 1 > 37) break;
            id.Append(id.Length == 0 ? "" : "-").Append(word);
        }
        var free = id.Length == 0 ? otherwise : id.ToString();
        for (var n = 2; all.Contains(free); n++) free = string.Create(CultureInfo.InvariantCulture, $"{(id.Length == 0 ? otherwise : id)}-{n}");
        return free;
    }

    private static string Letters(string words) => string.Concat(words.Normalize(NormalizationForm.FormD)
        .Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
        .Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : ' '));
}

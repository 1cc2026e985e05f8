using System.Globalization;
using System.Text;

namespace ChatOpsIncident.Incidents.Detection;

/// <summary>A room's name: <c>inc-42-finance-mail</c>; of a private incident only the number. At most 50 characters, the shortest platform's limit.</summary>
internal static class RoomName
{
    private const int Longest = 50;

    private static readonly HashSet<string> Dull = new(StringComparer.Ordinal)
    {
        "a", "an", "the", "and", "or", "of", "to", "in", "on", "at", "is", "are", "was", "were", "i", "we", "my", "our", "it", "its", "got", "get", "has", "have",
        "had", "that", "this", "there", "with", "from", "for", "by", "be", "been", "asking", "some", "somebody", "someone", "they", "their", "us", "me", "just",
    };

    public static string Of(int number, string what, bool isPrivate)
    {
        var name = new StringBuilder($"inc-{number.ToString(CultureInfo.InvariantCulture)}");
        if (isPrivate) return name.ToString();
        foreach (var word in Telling(what).Take(3))
        {
            if (name.Length + 1 + word.Length > Longest) break;
            name.Append('-').Append(word);
        }
        return name.ToString();
    }

    /// <summary>The next room of the same incident: <c>inc-42-r2</c>. Nobody opens a channel called so by hand, and no second try for a name is called so.</summary>
    public static string Next(string name, int generation)
    {
        var mark = $"-r{generation.ToString(CultureInfo.InvariantCulture)}";
        var plain = generation > 2 && name.EndsWith($"-r{(generation - 1).ToString(CultureInfo.InvariantCulture)}", StringComparison.Ordinal) ? name[..name.LastIndexOf('-')] : name;
        return plain[..Math.Min(plain.Length, Longest - mark.Length)].TrimEnd('-') + mark;
    }

    /// <summary>Words that say something, in lower case, without marks.</summary>
    public static IEnumerable<string> Telling(string text) => Words(Mention.Without(text)).Where(w => !Dull.Contains(w));

    private static IEnumerable<string> Words(string text)
    {
        var plain = text.Normalize(NormalizationForm.FormD).Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark);
        var letters = string.Concat(plain.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : ' '));
        return letters.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(w => w.Length <= 24);
    }
}

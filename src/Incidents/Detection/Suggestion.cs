namespace ChatOpsIncident.Incidents.Detection;

/// <summary>The category that a report's words suggest: the one with the most of its words in it, the first of equals; none without a hit.</summary>
internal static class Suggestion
{
    public static Category? From(Playbook playbook, string text) => playbook.Categories
        .Select(c => (Category: c, Hits: c.Words.Count(w => Mentions(text, w))))
        .Where(c => c.Hits > 0)
        .OrderByDescending(c => c.Hits)
        .FirstOrDefault().Category;

    private static bool Mentions(string text, string word)
    {
        for (var at = text.IndexOf(word, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            if (at == 0 || !char.IsLetterOrDigit(text[at - 1])) return true;
        }
        return false;
    }
}

namespace ChatOpsIncident.Incidents.Cards;

/// <summary>How a platform writes rich text: names, times, links and styles its own way, and what people typed as plain characters.</summary>
public interface IDialect
{
    /// <summary>The text as the platform draws it. Nothing that a person typed becomes markup, a mention or a function.</summary>
    string Write(Rich text);

    /// <summary>What people call this person; characters as they are, not yet escaped.</summary>
    string NameOf(Person person);
}

/// <summary>Takes out of a text what would play tricks on its reader; what is left is drawn as it was typed.</summary>
public static class Cleaned
{
    /// <summary>
    /// Without control characters (line breaks become <c>\n</c>, tabs a space), without marks that reorder or hide what stands beside them
    /// (bidirectional embeddings, overrides and isolates, invisible separators); half a surrogate pair becomes U+FFFD.
    /// </summary>
    public static string Text(string typed)
    {
        ArgumentNullException.ThrowIfNull(typed);
        if (!typed.AsSpan().ContainsAnyExcept(Harmless)) return typed;
        var clean = new System.Text.StringBuilder(typed.Length);
        foreach (var rune in typed.ReplaceLineEndings("\n").EnumerateRunes())
        {
            if (rune.Value is '\t') clean.Append(' ');
            else if (rune.Value is '\n' || !IsTrick(rune.Value)) clean.Append(rune.ToString());
        }
        return clean.ToString();
    }

    /// <summary>In one line.</summary>
    public static string Line(string typed) => Text(typed).Replace('\n', ' ').Trim();

    private static readonly System.Buffers.SearchValues<char> Harmless =
        System.Buffers.SearchValues.Create([.. Enumerable.Range(0x20, 0xD800 - 0x20).Select(c => (char)c).Where(c => !IsTrick(c) && c is not ('\u2028' or '\u2029')), '\n']);

    private static bool IsTrick(int c) => c is < 0x20 or (>= 0x7F and < 0xA0)
        or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) or 0x200B or 0x2060 or 0xFEFF or (>= 0xFFF9 and <= 0xFFFB);
}

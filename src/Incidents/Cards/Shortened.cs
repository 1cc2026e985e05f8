using System.Globalization;

namespace ChatOpsIncident.Incidents.Cards;

/// <summary>Texts cut to a limit, after a word where there is one, with an ellipsis: an emoji or an accent is never cut in two.</summary>
public static class Shortened
{
    /// <summary>What a cut text ends with where there is room for it.</summary>
    public const string Rest = "… The rest is in the timeline.";

    private const int LongWord = 16;

    /// <summary>At most <paramref name="longest"/> UTF-16 characters.</summary>
    public static string Line(string text, int longest)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length <= longest) return text;
        var end = Boundary(text, longest - 1);
        return text[..(Mention.Cut(text, end) ?? end)].TrimEnd() + "…";
    }

    /// <summary>At most about so many characters; only plain text and labels are cut, names and times stay whole.</summary>
    public static Rich Words(Rich text, int longest)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.ToString().Length <= longest ? text : First(text, longest, p => p.Id) + "…";
    }

    /// <summary>As the dialect writes it, at most <paramref name="longest"/> UTF-16 characters.</summary>
    public static string Write(Rich text, IDialect dialect, int longest)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(dialect);
        text = Clean(text);
        var length = text.Plainly(dialect.NameOf).Length;
        if (length <= longest && dialect.Write(text) is var whole && whole.Length <= longest) return whole;
        Rich ending = longest >= 120 ? Rest : "…";
        for (var keep = Math.Min(length, longest); keep > 0; keep = keep * 3 / 4)
        {
            var written = dialect.Write(First(text, keep, dialect.NameOf) + ending);
            if (written.Length <= longest) return written;
        }
        return "…";
    }

    private static Rich Clean(Rich text) => text.Runs.Aggregate(Rich.Empty, (clean, run) => clean + (run switch
    {
        Plain plain => Cleaned.Text(plain.Text),
        Styled styled => styled with { Inner = Clean(styled.Inner) },
        _ => (Rich)run,
    }));

    /// <summary>The runs that fit into so many characters; only plain text and labels are cut.</summary>
    private static Rich First(Rich text, int keep, Func<Person, string> name)
    {
        var kept = Rich.Empty;
        foreach (var run in text.Runs)
        {
            var length = ((Rich)run).Plainly(name).Length;
            if (length <= keep) kept += run;
            else return kept + Part(run, keep, name);
            keep -= length;
        }
        return kept;
    }

    private static Rich Part(Run run, int keep, Func<Person, string> name) => run switch
    {
        Plain plain => plain.Text[..Boundary(plain.Text, keep)].TrimEnd(),
        Styled styled when First(styled.Inner, keep, name) is { IsEmpty: false } inner => styled with { Inner = inner },
        ToIncident link when keep > 0 => link with { Label = Line(link.Label, keep) },
        ToAddress link when keep > 0 => link with { Label = Line(link.Label, keep) },
        _ => Rich.Empty,
    };

    /// <summary>The last grapheme boundary at or before <paramref name="at"/>; of one endless grapheme a part that keeps surrogate pairs.</summary>
    private static int Boundary(string text, int at)
    {
        // A cut inside a word reads like a slip, so a word that is not very long goes as a whole.
        if (at > 0 && at < text.Length && !char.IsWhiteSpace(text[at]) && text.LastIndexOf(' ', at - 1, Math.Min(at, LongWord)) is > 0 and var space) return space;

        // One character further tells whether a grapheme ends here; a grapheme can be 100,000 characters long, so no more is looked at.
        var end = 0;
        var seen = text.AsSpan(0, Math.Min(text.Length, at + 1 + (at < text.Length && char.IsHighSurrogate(text[at]) ? 1 : 0)));
        while (end < at && StringInfo.GetNextTextElementLength(seen[end..]) is var length && end + length <= at) end += length;
        if (end > 0 || at <= 0) return end;
        return char.IsHighSurrogate(text[at - 1]) ? at - 1 : at;
    }
}

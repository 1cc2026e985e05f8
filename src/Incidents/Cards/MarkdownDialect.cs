using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ChatOpsIncident.Incidents.Cards;

/// <summary>
/// Text of Adaptive Cards: the markdown that web chat and Teams draw, times as <c>{{TIME(…)}}</c> in the reader's zone with day and UTC beside.
/// </summary>
/// <param name="name">What people call a person.</param>
/// <param name="link">Address of an incident's room by its stream id; null: this reader has no way there, and sees the label alone.</param>
/// <param name="code">Whether the platform draws code (Teams does not: there it is strong).</param>
public sealed partial class MarkdownDialect(Func<Person, string> name, Func<string, string?> link, bool code = true) : IDialect
{
    private const string Active = "\\`*_[]<>&~{|";

    public string NameOf(Person person) => name(person);

    public string Write(Rich text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return LineStart().Replace(Inline(text), m => new string('\u00A0', m.Groups["indent"].Length) + Backslashed(m.Groups["mark"].Value));
    }

    private string Inline(Rich text)
    {
        var (written, runs) = (new StringBuilder(), text.Runs);
        for (var i = 0; i < runs.Length; i++)
        {
            var next = i + 1 < runs.Length && runs[i + 1] is not At ? runs[i + 1] switch { Named n => name(n.Person), var r => ((Rich)r).ToString() } : "";
            written.Append(runs[i] switch
            {
                Plain plain => Escaped(plain.Text),
                Named named => Escaped(Cleaned.Line(name(named.Person))),
                At at => Time(at),
                Styled styled => Style(styled, written.Length == 0 ? '\n' : written[^1], next.Length == 0 ? '\n' : next[0]),
                ToIncident room => Link(room.Label, link(room.Stream)),
                ToAddress address => Link(address.Label, address.Address.Scheme == Uri.UriSchemeHttps ? address.Address.AbsoluteUri : null),
                var other => throw new InvalidOperationException($"{other.GetType().Name} has no words."),
            });
        }
        return written.ToString();
    }

    private static string Time(At at)
    {
        var utc = at.Time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return at.DateOnly
            ? $"{{{{DATE({utc}, SHORT)}}}}"
            : $"{{{{TIME({utc})}}}} ({at.Time.UtcDateTime.ToString("d MMM, HH:mm 'UTC'", CultureInfo.InvariantCulture)})";
    }

    /// <summary>Marks count only where markdown sees them: not around blanks, not inside a word; each paragraph for itself.</summary>
    private string Style(Styled styled, char before, char after)
    {
        if (styled.Style == Conversation.Style.Code && code) return Code(styled.Inner);
        var inner = Inline(styled.Inner);
        if (char.IsLetterOrDigit(before) || char.IsLetterOrDigit(after)) return inner;
        var mark = styled.Style == Conversation.Style.Emphasis ? "_" : "**";
        return string.Join("\n\n", inner.Split("\n\n").Select(paragraph =>
        {
            var words = paragraph.Trim();
            return words.Length == 0 ? paragraph : paragraph.Replace(words, mark + words + mark, StringComparison.Ordinal);
        }));
    }

    private string Code(Rich inner)
    {
        var plain = Cleaned.Text(inner.Plainly(name));
        var fits = plain.Length > 0 && plain.Trim().Length == plain.Length && !plain.AsSpan().ContainsAny('`', '\n') && !plain.Contains("{{", StringComparison.Ordinal);
        return fits ? $"`{plain}`" : Escaped(plain);
    }

    private static string Link(string label, string? address)
    {
        var words = Escaped(Cleaned.Line(label));
        return address is null || words.Length == 0 ? words : $"[{words}]({NotInAddresses().Replace(address, m => Uri.HexEscape(m.Value[0]))})";
    }

    private static string Escaped(string typed)
    {
        var escaped = new StringBuilder(typed.Length + 16);
        foreach (var c in Paragraphs().Replace(Cleaned.Text(typed), "\n\n"))
        {
            if (Active.Contains(c, StringComparison.Ordinal)) escaped.Append('\\');
            escaped.Append(c);
        }
        return escaped.ToString();
    }

    private static string Backslashed(string mark) => mark.Length == 0 ? "" : mark[..^1] + "\\" + mark[^1];

    /// <summary>What would begin a heading, list or code block.</summary>
    [GeneratedRegex(@"^(?<indent>[ \u00A0]*)(?<mark>[#+=-]|[0-9]{1,9}[.)])?", RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex LineStart();

    [GeneratedRegex(@" *\n\s*", RegexOptions.CultureInvariant)]
    private static partial Regex Paragraphs();

    [GeneratedRegex(@"[\s()<>\[\]\\""`{}|^]", RegexOptions.CultureInvariant)]
    private static partial Regex NotInAddresses();
}

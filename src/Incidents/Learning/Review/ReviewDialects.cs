using System.Globalization;
using System.Text;
using ChatOpsIncident.Incidents.Cards;

namespace ChatOpsIncident.Incidents.Learning.Review;

/// <summary>Rich text in a page: escaped, times in UTC with a machine's form beside, links to rooms as their label.</summary>
internal sealed class HtmlDialect(Func<Person, string> name) : IDialect
{
    public string NameOf(Person person) => name(person);

    public string Write(Rich text) => string.Concat(text.Runs.Select(Run));

    /// <summary>Text from people: tricks taken out, lines kept, escaped.</summary>
    public static string Words(string typed) => Escaped(Cleaned.Text(typed).Trim()).Replace("\n", "<br>", StringComparison.Ordinal);

    /// <summary>As data, between tags and in attributes.</summary>
    public static string Escaped(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal)
        .Replace("\"", "&quot;", StringComparison.Ordinal).Replace("'", "&#39;", StringComparison.Ordinal);

    /// <summary>"24 Nov, 13:02" as a time.</summary>
    public static string Time(DateTimeOffset at, string format = "d MMM, HH:mm") =>
        $"<time datetime=\"{at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)}\">{at.UtcDateTime.ToString(format, CultureInfo.InvariantCulture)}</time>";

    private string Run(Run run) => run switch
    {
        Plain plain => Escaped(Cleaned.Text(plain.Text)).Replace("\n", "<br>", StringComparison.Ordinal),
        Named named => $"<span class=\"who\">{Escaped(Cleaned.Line(name(named.Person)))}</span>",
        At at => Time(at.Time, at.DateOnly ? "d MMM yyyy" : "d MMM, HH:mm"),
        Styled { Style: Style.Strong } strong => $"<strong>{Write(strong.Inner)}</strong>",
        Styled { Style: Style.Code } code => $"<code>{Write(code.Inner)}</code>",
        Styled quote => $"<q>{Write(quote.Inner)}</q>",
        ToIncident room => Escaped(Cleaned.Line(room.Label)),
        ToAddress { Address.Scheme: "https" } link => $"<a href=\"{Escaped(link.Address.AbsoluteUri)}\">{Escaped(Cleaned.Line(link.Label))}</a>",
        ToAddress link => Escaped(Cleaned.Line(link.Label)),
        var other => throw new InvalidOperationException($"{other.GetType().Name} has no words."),
    };
}

/// <summary>Rich text in a Markdown file: escaped, in one line, times in UTC.</summary>
internal sealed class FileDialect(Func<Person, string> name) : IDialect
{
    private const string Active = "\\`*_[]<>&~{}|#";

    public string NameOf(Person person) => name(person);

    public string Write(Rich text) => string.Concat(text.Runs.Select(Run));

    /// <summary>Text from people in one line.</summary>
    public static string Words(string typed)
    {
        var escaped = new StringBuilder();
        foreach (var c in Cleaned.Line(typed))
        {
            if (Active.Contains(c, StringComparison.Ordinal)) escaped.Append('\\');
            escaped.Append(c);
        }
        return escaped.ToString();
    }

    public static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("d MMM yyyy, HH:mm", CultureInfo.InvariantCulture);

    private string Run(Run run) => run switch
    {
        Plain plain => Spaced(plain.Text),
        Named named => Words(name(named.Person)),
        At { DateOnly: true } day => day.Time.UtcDateTime.ToString("d MMM yyyy", CultureInfo.InvariantCulture),
        At at => Time(at.Time),
        Styled { Style: Style.Strong } strong => $"**{Write(strong.Inner).Trim()}**",
        Styled { Style: Style.Code } code => Write(code.Inner),
        Styled quote => $"“{Write(quote.Inner)}”",
        ToIncident room => Words(room.Label),
        ToAddress { Address.Scheme: "https" } link => $"[{Words(link.Label)}](<{link.Address.AbsoluteUri.Replace(">", "%3E", StringComparison.Ordinal)}>)",
        ToAddress link => Words(link.Label),
        var other => throw new InvalidOperationException($"{other.GetType().Name} has no words."),
    };

    /// <summary>Blanks and line ends at its edges keep it apart from its neighbours.</summary>
    private static string Spaced(string text)
    {
        if (string.IsNullOrWhiteSpace(text)) return text.Length == 0 ? "" : " ";
        return $"{(char.IsWhiteSpace(text[0]) ? " " : "")}{Words(text)}{(char.IsWhiteSpace(text[^1]) ? " " : "")}";
    }
}

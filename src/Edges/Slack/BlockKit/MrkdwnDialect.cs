using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ChatOpsIncident.Incidents.Cards;
using ChatOpsIncident.Incidents.Conversation;
using ChatOpsIncident.Incidents.Timeline;

namespace ChatOpsIncident.Edges.Slack.BlockKit;

/// <summary>
/// Slack's mrkdwn. Times are drawn in the reader's zone with UTC beside; only people in <paramref name="pings"/> are mentioned, all others are
/// named, because a mention notifies. What people typed stays as it was typed: where a character of theirs would begin markup, an invisible
/// space stands beside it, because mrkdwn has no other way to escape it.
/// </summary>
/// <param name="name">What people call a person.</param>
/// <param name="room">The channel of an incident by its stream id; null: the label alone is shown.</param>
/// <param name="pings">Who is notified.</param>
public sealed partial class MrkdwnDialect(Func<Person, string> name, Func<string, string?> room, ImmutableArray<Person> pings = default) : IDialect
{
    private const string Invisible = "\u200B";

    public string NameOf(Person person) => name(person);

    public string Write(Rich text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return QuoteMark().Replace(Inline(text), m => m.Groups["indent"].Value + Invisible + "&gt;");
    }

    /// <summary>The three characters that Slack decodes.</summary>
    public static string Escaped(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
    }

    /// <summary>Plain words, as notifications and screen readers get them; nothing in them is markup or a mention.</summary>
    public string Plain(Rich text, int longest)
    {
        ArgumentNullException.ThrowIfNull(text);
        var words = Cleaned.Text(text.Plainly(name));
        for (var keep = longest; ; keep = keep * 3 / 4)
        {
            var written = Typed(Shortened.Line(words, keep));
            if (written.Length <= longest) return written;
        }
    }

    private string Inline(Rich text)
    {
        var (written, runs) = (new StringBuilder(), text.Runs);
        for (var i = 0; i < runs.Length; i++)
        {
            var next = i + 1 < runs.Length && runs[i + 1] is not At ? runs[i + 1] switch { Named n => name(n.Person), var r => ((Rich)r).ToString() } : "";
            written.Append(runs[i] switch
            {
                Incidents.Conversation.Plain plain => Typed(Cleaned.Text(plain.Text)),
                Named named => Person(named.Person),
                At at => Time(at),
                Styled styled => Style(styled, written.Length == 0 ? '\n' : written[^1], next.Length == 0 ? '\n' : next[0]),
                ToIncident incident => room(incident.Stream) is { } channel && SlackId.IsChannel(channel) ? $"<#{channel}>" : Typed(Cleaned.Line(incident.Label)),
                ToAddress address => Link(address),
                var other => throw new InvalidOperationException($"{other.GetType().Name} has no words."),
            });
        }
        return written.ToString();
    }

    private string Person(Person person) => !pings.IsDefault && pings.Contains(person) && SlackId.Of(person) is { } id ? $"<@{id}>" : Typed(Cleaned.Line(name(person)));

    private static string Time(At at)
    {
        var (seconds, utc) = (at.Time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), at.Time.UtcDateTime);
        if (at.DateOnly) return $"<!date^{seconds}^{{date_short_pretty}}|{utc.ToString("ddd d MMM", CultureInfo.InvariantCulture)}>";
        var beside = utc.ToString("d MMM, HH:mm 'UTC'", CultureInfo.InvariantCulture);
        return $"<!date^{seconds}^{{date_short_pretty}}, {{time}}|{beside}> ({beside})";
    }

    /// <summary>Marks count only around words: not around blanks, not inside a word; each line for itself.</summary>
    private string Style(Styled styled, char before, char after)
    {
        if (styled.Style == Incidents.Conversation.Style.Code) return Code(styled.Inner);
        var inner = Inline(styled.Inner);
        if (char.IsLetterOrDigit(before) || char.IsLetterOrDigit(after)) return inner;
        var mark = styled.Style == Incidents.Conversation.Style.Strong ? "*" : "_";
        return string.Join('\n', inner.Split('\n').Select(line =>
        {
            var words = line.Trim();
            return words.Length == 0 || words.StartsWith(mark, StringComparison.Ordinal) ? line : mark + words + mark;
        }));
    }

    private string Code(Rich inner)
    {
        var plain = Cleaned.Text(inner.Plainly(name));
        return plain.Trim().Length > 0 && !plain.AsSpan().ContainsAny('`', '\n') ? $"`{Escaped(plain.Trim())}`" : Typed(plain);
    }

    private static string Link(ToAddress link)
    {
        var label = Typed(Cleaned.Line(link.Label).Replace('|', '¦'));
        if (link.Address.Scheme != Uri.UriSchemeHttps || link.Address.AbsoluteUri.Length > 2000 || label.Length == 0) return label;
        return $"<{NotInAddresses().Replace(link.Address.AbsoluteUri, m => Uri.HexEscape(m.Value[0]))}|{label}>";
    }

    /// <summary>Characters that a person typed: escaped, and kept from being markup or an emoji's name.</summary>
    private static string Typed(string text) =>
        Escaped(EmojiName().Replace(Marks().Replace(text, m => Invisible + m.Value + Invisible), m => m.Value + Invisible));

    /// <summary>Marks at the border of a word; inside one (db_prod_01) they are nothing.</summary>
    [GeneratedRegex(@"`|(?<![\p{L}\p{N}])[*_~]|[*_~](?![\p{L}\p{N}])", RegexOptions.CultureInvariant)]
    private static partial Regex Marks();

    [GeneratedRegex(@"(?<![\p{N}:]):(?=[a-z0-9_+'-]+:)", RegexOptions.CultureInvariant)]
    private static partial Regex EmojiName();

    [GeneratedRegex(@"^(?<indent>[ \u00A0]*)&gt;", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex QuoteMark();

    [GeneratedRegex(@"[\s|<>]", RegexOptions.CultureInvariant)]
    private static partial Regex NotInAddresses();
}

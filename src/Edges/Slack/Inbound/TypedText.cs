using System.Text.RegularExpressions;
using ChatOpsIncident.Incidents.Cards;
using ChatOpsIncident.Incidents.Timeline;

namespace ChatOpsIncident.Edges.Slack.Inbound;

/// <summary>What people typed, as Slack sends it (<c>&lt;@U1|ana&gt;</c>, <c>&amp;amp;</c>, <c>&lt;https://…|label&gt;</c>), as it was meant.</summary>
internal static partial class TypedText
{
    /// <summary>For the engine: mentions as <c>&lt;@slack:U1&gt;</c>.</summary>
    public static string ToEngine(string? typed) => Read(typed, person => $"<@{person.Id}>");

    /// <summary>As people see it: mentions as names.</summary>
    public static string ToPlain(string? typed, Func<Person, string> name) => Read(typed, person => "@" + name(person));

    private static string Read(string? typed, Func<Person, string> person) => Cleaned.Text(Marked().Replace(typed ?? "", mark =>
        mark.Groups["inside"] is { Success: true, Value: var inside } ? Meaning(inside, person) : Unescaped(mark.Value))).Trim();

    private static string Meaning(string inside, Func<Person, string> person)
    {
        var bar = inside.IndexOf('|', StringComparison.Ordinal);
        var (what, label) = bar < 0 ? (inside, null) : (inside[..bar], Unescaped(inside[(bar + 1)..]));
        if (what.Length == 0) return label ?? "";
        return what[0] switch
        {
            '@' when SlackId.Person(what[1..]) is { } named => person(named),
            '@' => label is { Length: > 0 } ? "@" + label.TrimStart('@') : what,
            '#' => "#" + (label is { Length: > 0 } ? label : what[1..]),
            '!' when label is { Length: > 0 } => label,
            '!' => "@" + what[1..].Split('^')[^1],
            _ => Link(Unescaped(what), label),
        };
    }

    /// <summary>Slack makes links of what looks like one: then the label is what was typed.</summary>
    private static string Link(string address, string? label) => label is null or "" || label == address
        ? address
        : address.TrimEnd('/').EndsWith(label, StringComparison.OrdinalIgnoreCase) ? label : $"{label} ({address})";

    private static string Unescaped(string text) => text.Replace("&lt;", "<", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal).Replace("&amp;", "&", StringComparison.Ordinal);

    [GeneratedRegex(@"<(?<inside>[^<>]*)>|&(?:lt|gt|amp);", RegexOptions.CultureInvariant)]
    private static partial Regex Marked();
}

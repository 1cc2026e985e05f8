using System.Text.RegularExpressions;
using ChatOpsIncident.Edges.WebChat.People;
using ChatOpsIncident.Incidents.Conversation;

namespace ChatOpsIncident.Edges.WebChat.Wire;

/// <summary>Mentions as people type them (<c>@ana</c>, <c>@Ana Ruiz</c>) and as the engine reads them (<c>&lt;@web:ana&gt;</c>). Only people who exist are mentioned.</summary>
internal static partial class Mentions
{
    private static readonly Regex Typed = new(
        $@"(?<![\w@])@({string.Join('|', SamplePeople.All.Select(p => Regex.Escape(p.Name)))}|[a-z]+)\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    /// <summary>What a person typed, for the engine.</summary>
    public static string ToEngine(string typed) =>
        Typed.Replace(typed, m => Known(m) is { } known ? $"<@{known.Person.Id}>" : m.Value);

    /// <summary>What the engine gives back, as a person would type it.</summary>
    public static string? ToTyped(string? text) => text is null ? null : Stored().Replace(text, "@$1");

    /// <summary>A message's text: data, with people as people.</summary>
    public static Rich ToRich(string typed)
    {
        var (rich, from) = (Rich.Empty, 0);
        foreach (Match match in Typed.Matches(typed))
        {
            if (Known(match) is not { } known) continue;
            rich = rich + typed[from..match.Index] + new Named(known.Person);
            from = match.Index + match.Length;
        }
        return rich + typed[from..];
    }

    /// <summary>Mentions that stand in plain text made into people.</summary>
    public static Rich Linked(Rich text)
    {
        if (!text.Runs.Any(r => r is Plain plain && plain.Text.Contains("<@", StringComparison.Ordinal))) return text;
        var linked = Rich.Empty;
        foreach (var run in text.Runs) linked += run is Plain plain ? ToRich(Stored().Replace(plain.Text, "@$1")) : run;
        return linked;
    }

    /// <summary>Ids of the people mentioned, each once.</summary>
    public static IEnumerable<string> In(string typed) =>
        Typed.Matches(typed).Select(m => Known(m)?.Person.Id).OfType<string>().Distinct();

    private static SamplePerson? Known(Match typed) => SamplePeople.All.FirstOrDefault(
        p => typed.Groups[1].ValueSpan.Equals(p.Name, StringComparison.OrdinalIgnoreCase) || typed.Groups[1].ValueSpan.Equals(p.Handle, StringComparison.OrdinalIgnoreCase));

    [GeneratedRegex(@"<@web:([a-z]+)>", RegexOptions.CultureInvariant)]
    private static partial Regex Stored();
}

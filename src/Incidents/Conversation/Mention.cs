using System.Text.RegularExpressions;

namespace ChatOpsIncident.Incidents.Conversation;

/// <summary>People named in what somebody typed: <c>&lt;@web:ana&gt;</c> as edges write it, or a name with an @ that stayed a name.</summary>
internal static partial class Mention
{
    /// <summary>The text with each person as a person, drawn by name and never pinged.</summary>
    public static IEnumerable<Run> Read(string text)
    {
        var from = 0;
        foreach (Match mention in Written().Matches(text))
        {
            if (mention.Index > from) yield return new Plain(text[from..mention.Index]);
            yield return new Named(new(mention.Groups["id"].Value));
            from = mention.Index + mention.Length;
        }
        if (from < text.Length) yield return new Plain(text[from..]);
    }

    /// <summary>The text without the people in it.</summary>
    public static string Without(string text) => Written().Replace(text, " ");

    /// <summary>Null where nobody is cut in two; else where the mention begins that this end would cut.</summary>
    public static int? Cut(string text, int end) => Written().Matches(text).FirstOrDefault(m => m.Index < end && m.Index + m.Length > end)?.Index;

    /// <summary>Null: no such name stands at the beginning or the end.</summary>
    public static Refused? Unknown(string words, string instead) => Typed().Match(words) is { Success: true } match
        ? new Refused($"I know nobody called {match.Groups["name"].Value} here. Choose the name from the list that opens after the @.", instead, "who")
        : null;

    [GeneratedRegex(@"<@(?<id>[a-z]+:[^<>\s|]{1,200})>", RegexOptions.CultureInvariant)]
    private static partial Regex Written();

    [GeneratedRegex(@"^\s*(?<name>@[\w.-]+)|(?:^|\s)(?<name>@[\w.-]+)\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Typed();
}

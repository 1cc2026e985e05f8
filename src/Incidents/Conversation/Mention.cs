using System.Text.RegularExpressions;

namespace ChatOpsIncident.Incidents.Conversation;

/// <summary>A person at the beginning of typed words: <c>&lt;@web:ana&gt; check the logs</c>.</summary>
internal static partial class Mention
{
    /// <summary>The person, and the words after.</summary>
    public static (Person? Person, string Words) Leading(string words)
    {
        var match = First().Match(words);
        return match.Success ? (new(match.Groups[1].Value), words[match.Length..].Trim()) : (null, words.Trim());
    }

    /// <summary>The person, wherever in the words, and the words without them.</summary>
    public static (Person? Person, string Words) Anywhere(string words)
    {
        var match = Any().Match(words);
        return match.Success ? (new(match.Groups[1].Value), words.Remove(match.Index, match.Length).Trim()) : (null, words.Trim());
    }

    /// <summary>A name with an @ that the platform did not know.</summary>
    public static Refused? Unknown(string words, string instead) => Typed().Match(words) is { Success: true } match
        ? new Refused($"I know nobody called {match.Groups[1].Value} here. Choose the name from the list that opens after the @.", instead)
        : null;

    [GeneratedRegex(@"^\s*<@([^\s<>:]+:[^\s<>]+)>\s*", RegexOptions.CultureInvariant)]
    private static partial Regex First();

    [GeneratedRegex(@"<@([^\s<>:]+:[^\s<>]+)>", RegexOptions.CultureInvariant)]
    private static partial Regex Any();

    [GeneratedRegex(@"^\s*(@[\w.-]+)", RegexOptions.CultureInvariant)]
    private static partial Regex Typed();
}

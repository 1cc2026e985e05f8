using System.Text.RegularExpressions;

namespace ChatOpsIncident.Incidents.Conversation;

/// <summary>A name with an @ that stayed a name, because the platform knows nobody of that name.</summary>
internal static partial class Mention
{
    /// <summary>Null: no such name stands at the beginning or the end.</summary>
    public static Refused? Unknown(string words, string instead) => Typed().Match(words) is { Success: true } match
        ? new Refused($"I know nobody called {match.Groups["name"].Value} here. Choose the name from the list that opens after the @.", instead, "who")
        : null;

    [GeneratedRegex(@"^\s*(?<name>@[\w.-]+)|(?:^|\s)(?<name>@[\w.-]+)\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Typed();
}

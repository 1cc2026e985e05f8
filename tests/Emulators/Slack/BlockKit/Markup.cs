using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ChatOpsIncident.Emulators.Slack.BlockKit;

/// <summary>
/// Stricter than Slack: mrkdwn in which a bare <c>&lt;</c>, <c>&gt;</c> or <c>&amp;</c> stands, or a date without words for old clients. Slack
/// would show something, but not what was meant: text from people reached it unescaped, or was cut in the middle.
/// </summary>
public static partial class Markup
{
    internal static void Check(JsonNode? value, string pointer, List<string> errors)
    {
        if (value is JsonArray array)
        {
            for (var i = 0; i < array.Count; i++) Check(array[i], $"{pointer}/{i}", errors);
        }
        if (value is not JsonObject obj) return;
        if (obj["type"]?.ToString() == "mrkdwn" && obj["text"]?.ToString() is { } text && Wrong(text) is { } wrong) errors.Add($"{wrong} [json-pointer:{pointer}/text]");
        foreach (var (name, inner) in obj) Check(inner, $"{pointer}/{name}", errors);
    }

    /// <summary>What is wrong with a text in mrkdwn; null if nothing.</summary>
    public static string? Wrong(string text)
    {
        var plain = Known().Replace(text, "");
        if (plain.AsSpan().ContainsAny('<', '>') && !OnlyQuotes(plain)) return $"unescaped or cut markup in {Near(plain, plain.AsSpan().IndexOfAny('<', '>'))}";
        if (BareAmpersand().Match(text) is { Success: true } bare) return $"unescaped ampersand in {Near(text, bare.Index)}";
        if (HalfCharacter(text) is { } half) return $"half a character at {half}";
        return null;
    }

    /// <summary>A greater-than at the beginning of a line makes a quotation.</summary>
    private static bool OnlyQuotes(string text) => !text.Contains('<') && !QuotedLine().Replace(text, "").Contains('>');

    private static string Near(string text, int at) => $"“{text[Math.Max(0, at - 15)..Math.Min(text.Length, at + 25)]}”";

    private static int? HalfCharacter(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) i++;
            else if (char.IsSurrogate(text[i])) return i;
        }
        return null;
    }

    [GeneratedRegex(@"<(@[UW][A-Z0-9]+|#[CG][A-Z0-9]+|!subteam\^S[A-Z0-9]+|!(here|channel|everyone)|!date\^\d+\^[^|<>^]+(\^https?://[^|<> ]+)?\|[^<>|]+|(https?://|mailto:|tel:|slack:)[^|<> ]+)(\|[^|<>]*)?>")]
    private static partial Regex Known();

    [GeneratedRegex("&(?!(amp|lt|gt);)")]
    private static partial Regex BareAmpersand();

    [GeneratedRegex(@"^>(>>)? ?", RegexOptions.Multiline)]
    private static partial Regex QuotedLine();
}

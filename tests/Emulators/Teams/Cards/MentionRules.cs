using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ChatOpsIncident.Emulators.Teams.Cards;

/// <summary>Mentions: for each <c>&lt;at&gt;</c> in the text an entity, for each entity its text.</summary>
internal static partial class MentionRules
{
    public static IEnumerable<string> Faults(string text, JsonArray? entities)
    {
        var mentions = (entities ?? []).OfType<JsonObject>().Where(e => e["type"]?.ToString() == "mention").ToList();
        foreach (var mention in mentions)
        {
            var written = mention["text"]?.ToString() ?? "";
            if (!At().IsMatch(written)) yield return $"a mention's text is {written}";
            else if (!text.Contains(written, StringComparison.Ordinal)) yield return $"a mention of {written}, which the text does not hold";
            if (mention["mentioned"]?["id"]?.ToString() is null or "") yield return "a mention of nobody";
        }
        var named = mentions.Select(m => m["text"]?.ToString()).ToHashSet();
        foreach (var written in At().Matches(text).Select(m => m.Value).Where(w => !named.Contains(w)).Distinct()) yield return $"{written} without an entity: people would read the marks";
    }

    [GeneratedRegex("<at(?: id=\"[^\"]*\")?>.*?</at>")]
    private static partial Regex At();
}

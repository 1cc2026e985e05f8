using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace ChatOpsIncident.Emulators.Teams.Cards;

/// <summary>The published schema of Adaptive Cards 1.5, with the little that Teams knows beyond it. Each part of a card is looked at once in a process.</summary>
internal static class CardSchema
{
    private const int Most = 20_000;

    private static readonly Lazy<NJsonSchema.JsonSchema> Schema = new(() => NJsonSchema.JsonSchema.FromJsonAsync(CardRules.Published("adaptive-card.1.5.0.json")).GetAwaiter().GetResult());
    private static readonly ConcurrentDictionary<string, IReadOnlyList<string>> Seen = new(StringComparer.Ordinal);

    public static IEnumerable<string> Faults(JsonObject card)
    {
        var copy = card.DeepClone().AsObject();
        Plain(copy);
        var parts = (string[])["body", "actions"];
        var around = new JsonObject(copy.Where(p => !parts.Contains(p.Key)).Select(p => KeyValuePair.Create(p.Key, p.Value?.DeepClone())));
        return Of(around).Concat(parts.SelectMany(name => (copy[name] as JsonArray ?? []).SelectMany(part => Of(new() { ["type"] = "AdaptiveCard", ["version"] = "1.5", [name] = new JsonArray(part?.DeepClone()) }))));
    }

    private static IReadOnlyList<string> Of(JsonObject part)
    {
        var json = part.ToJsonString();
        if (Seen.TryGetValue(json, out var known)) return known;
        if (Seen.Count > Most) Seen.Clear();
        return Seen[json] = [.. Schema.Value.Validate(json).Select(e => $"{e.ToString().Split('\n')[0]} in {json[..Math.Min(300, json.Length)]}")];
    }

    /// <summary>Without what Teams knows and that version of the schema does not: searched choices, and its own object.</summary>
    private static void Plain(JsonNode? node)
    {
        if (node is JsonObject element)
        {
            element.Remove("msteams");
            if (element.Remove("choices.data") && element["style"]?.ToString() == "filtered") element["style"] = "compact";
            foreach (var (_, inner) in element) Plain(inner);
        }
        else if (node is JsonArray items)
        {
            foreach (var inner in items) Plain(inner);
        }
    }
}

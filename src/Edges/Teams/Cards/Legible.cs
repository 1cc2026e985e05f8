using System.Text.Json.Nodes;

namespace ChatOpsIncident.Edges.Teams.Cards;

/// <summary>
/// Teams writes the tone of a warning in yellow, which nobody can read on white. A heading stands on the warning's ground instead, in the colour of
/// ordinary text, as each theme has it; other lines stand out by their weight.
/// </summary>
internal static class Legible
{
    private const string Warning = "warning";

    private static readonly string[] OfItsBox = ["id", "isVisible", "separator", "spacing"];

    /// <summary>Changes the card.</summary>
    public static void Make(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject whole:
                foreach (var (_, inner) in whole.ToArray()) Make(inner);
                break;
            case JsonArray all:
                for (var i = 0; i < all.Count; i++)
                {
                    if (all[i] is JsonObject text && IsWarning(text)) all[i] = InBlack(text);
                    else Make(all[i]);
                }
                break;
        }
    }

    private static bool IsWarning(JsonObject element) =>
        element["type"] is JsonValue type && (string?)type == "TextBlock" && element["color"] is JsonValue color && Warning.Equals((string?)color, StringComparison.OrdinalIgnoreCase);

    private static JsonObject InBlack(JsonObject text)
    {
        var plain = (JsonObject)text.DeepClone();
        plain.Remove("color");
        if ((string?)plain["style"] != "heading")
        {
            plain["weight"] = "Bolder";
            return plain;
        }
        var box = new JsonObject { ["type"] = "Container", ["style"] = Warning };
        foreach (var name in OfItsBox)
        {
            if (!plain.TryGetPropertyValue(name, out var value)) continue;
            plain.Remove(name);
            box[name] = value?.DeepClone();
        }
        box["items"] = new JsonArray(plain);
        return box;
    }
}

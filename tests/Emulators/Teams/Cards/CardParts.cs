using System.Text.Json.Nodes;

namespace ChatOpsIncident.Emulators.Teams.Cards;

/// <summary>Finds what can be read, pressed or filled in on an Adaptive Card.</summary>
internal static class CardParts
{
    private static readonly string[] Parts = ["body", "items", "columns", "rows", "cells"];

    /// <summary>Elements in reading order, containers too; what is hidden is left out, unless this person folded it out.</summary>
    public static IEnumerable<JsonObject> Elements(JsonObject? card, IReadOnlySet<string>? toggled = null, bool all = false)
    {
        foreach (var child in Parts.SelectMany(p => card?[p] as JsonArray ?? []).OfType<JsonObject>())
        {
            if (!all && IsHidden(child, toggled)) continue;
            yield return child;
            foreach (var inner in Elements(child, toggled, all)) yield return inner;
        }
    }

    /// <summary>Buttons in reading order: those in the body, then those at the bottom.</summary>
    public static IEnumerable<JsonObject> Actions(JsonObject? card, IReadOnlySet<string>? toggled = null, bool all = false)
    {
        var inBody = Elements(card, toggled, all).Where(e => e["type"]?.ToString() == "ActionSet").SelectMany(e => e["actions"] as JsonArray ?? []);
        foreach (var action in inBody.Concat(card?["actions"] as JsonArray ?? []).OfType<JsonObject>())
        {
            yield return action;
            if (action["card"] is not JsonObject shown) continue;
            foreach (var inner in Actions(shown, toggled, all)) yield return inner;
        }
    }

    public static IEnumerable<JsonObject> Inputs(JsonObject? card, IReadOnlySet<string>? toggled = null) =>
        Elements(card, toggled).Where(e => e["type"]?.ToString().StartsWith("Input.", StringComparison.Ordinal) is true);

    /// <summary>What a person reads at an input.</summary>
    public static string LabelOf(JsonObject input) => (input["label"] ?? input["title"] ?? input["placeholder"] ?? input["id"])?.ToString() ?? "";

    /// <summary>Ids, with this bot, of those for whom the card is asked for anew when they see it.</summary>
    public static IEnumerable<string> RefreshedFor(JsonObject? card) => (card?["refresh"]?["userIds"] as JsonArray ?? []).Select(u => u!.ToString());

    /// <summary>Words of the card in reading order, one line a text.</summary>
    public static string Words(JsonObject? card, IReadOnlySet<string>? toggled = null) => string.Join('\n', Elements(card, toggled).SelectMany(Texts));

    private static IEnumerable<string> Texts(JsonObject element) => element["type"]?.ToString() switch
    {
        "TextBlock" => [element["text"]?.ToString() ?? ""],
        "RichTextBlock" => [string.Concat((element["inlines"] as JsonArray ?? []).Select(i => i is JsonValue ? i.ToString() : i?["text"]?.ToString()))],
        "FactSet" => (element["facts"] as JsonArray ?? []).Select(f => $"{f?["title"]} {f?["value"]}"),
        ['I', 'n', 'p', 'u', 't', '.', ..] => [LabelOf(element)],
        _ => [],
    };

    private static bool IsHidden(JsonObject element, IReadOnlySet<string>? toggled)
    {
        var hidden = element["isVisible"]?.GetValue<bool>() is false;
        return toggled is not null && element["id"]?.ToString() is { } id && toggled.Contains(id) ? !hidden : hidden;
    }
}

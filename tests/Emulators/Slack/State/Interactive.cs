using System.Text.Json.Nodes;

namespace ChatOpsIncident.Emulators.Slack.State;

/// <summary>Finds what can be pressed, chosen or filled in among blocks.</summary>
internal static class Interactive
{
    public static IEnumerable<(JsonObject Block, JsonObject Element)> Of(JsonArray? blocks)
    {
        foreach (var block in blocks?.OfType<JsonObject>() ?? [])
        {
            var elements = (block["elements"] as JsonArray)?.OfType<JsonObject>() ?? [];
            if (block["accessory"] is JsonObject accessory) elements = elements.Append(accessory);
            if (block["element"] is JsonObject element) elements = elements.Append(element);
            foreach (var each in elements.Where(e => e["action_id"] is not null)) yield return (block, each);
            if (block["child_blocks"] is JsonArray children)
            {
                foreach (var inner in Of(children)) yield return inner;
            }
        }
    }

    /// <summary>What a person reads on it: a button's text, an input's placeholder.</summary>
    public static string LabelOf(JsonObject element) => (element["text"]?["text"] ?? element["placeholder"]?["text"] ?? element["action_id"])!.ToString();

    /// <summary>Every choice of a select, radio group, overflow or checkboxes.</summary>
    public static IEnumerable<JsonObject> Options(JsonObject element) =>
        (element["options"] as JsonArray ?? []).Concat((element["option_groups"] as JsonArray ?? []).SelectMany(g => g!["options"]!.AsArray())).OfType<JsonObject>();

    /// <summary>Slack gives ids to blocks and elements that have none.</summary>
    public static JsonArray WithIds(JsonArray blocks, Func<string> next)
    {
        foreach (var block in blocks.OfType<JsonObject>())
        {
            if (block["block_id"]?.ToString() is null or "") block["block_id"] = next();
            foreach (var element in Elements(block).Where(e => e["type"]?.ToString() is not ("plain_text" or "mrkdwn" or "image") && IsInteractive(e)))
            {
                if (element["action_id"]?.ToString() is null or "") element["action_id"] = next();
            }
        }
        return blocks;
    }

    private static IEnumerable<JsonObject> Elements(JsonObject block) =>
        block["type"]?.ToString() is "rich_text" ? []
        : (block["elements"] as JsonArray ?? []).Append(block["accessory"]).Append(block["element"]).OfType<JsonObject>();

    private static bool IsInteractive(JsonObject element) => element["type"]?.ToString() is { } type
        && (type is "button" or "overflow" or "checkboxes" or "radio_buttons" or "datepicker" or "timepicker" or "datetimepicker" || type.EndsWith("_select", StringComparison.Ordinal) || type.EndsWith("_input", StringComparison.Ordinal));
}

using System.Text.Json.Nodes;

namespace ChatOpsIncident.Emulators.Slack.BlockKit;

/// <summary>What Slack refuses in a message, a modal and an App Home; an empty list is a valid one.</summary>
public static class Surfaces
{
    /// <summary>Text over all blocks of a message; not documented, measured by others at about this many characters.</summary>
    public const int MostText = 13_200;

    private static readonly Schema MessageBlocks = new(PublishedContract.Schema("Blocks"));
    private static readonly Schema Modal = new(PublishedContract.Schema("Modal"));
    private static readonly Schema Home = new(PublishedContract.Schema("Home"));

    /// <summary>The blocks of a message.</summary>
    public static IReadOnlyList<string> Message(JsonNode? blocks)
    {
        var errors = MessageBlocks.Check(blocks, "/blocks");
        if (blocks is not JsonArray array) return errors;
        if (array.Count > 50) errors.Add("no more than 50 items allowed [json-pointer:/blocks]");
        for (var i = 0; i < array.Count; i++)
        {
            if (array[i]?["type"]?.ToString() is "input" or "file") errors.Add($"unsupported type: {array[i]!["type"]} [json-pointer:/blocks/{i}/type]");
        }
        if (array.Count(b => b?["type"]?.ToString() == "table") > 1) errors.Add("only_one_table_allowed [json-pointer:/blocks]");
        return Rest(array, "/blocks", errors);
    }

    /// <summary>A modal or an App Home.</summary>
    public static IReadOnlyList<string> View(JsonNode? view)
    {
        if (view is not JsonObject obj) return ["must provide an object [json-pointer:/view]"];
        var home = obj["type"]?.ToString() == "home";
        var errors = (home ? Home : Modal).Check(view, "/view");
        Limits.Check(view, "/view", errors);
        if (obj["external_id"]?.ToString().Length > 255) errors.Add("must be less than 256 characters [json-pointer:/view/external_id]");
        if (obj["blocks"] is not JsonArray blocks) return errors;
        if (!home && obj["submit"] is null && blocks.Any(b => b?["type"]?.ToString() == "input")) errors.Add("missing required field: submit [json-pointer:/view]");
        UniqueIds(blocks, "/view/blocks", errors);
        Exclusive(blocks, "/view/blocks", errors);
        Markup.Check(blocks, "/view/blocks", errors);
        return errors;
    }

    /// <summary>All characters that a reader can see in these blocks.</summary>
    public static int TextLength(JsonNode? value) => value switch
    {
        JsonObject obj => obj.Sum(p => p is { Key: "text", Value: JsonValue text } ? text.ToString().Length : TextLength(p.Value)),
        JsonArray array => array.Sum(TextLength),
        _ => 0,
    };

    private static List<string> Rest(JsonArray blocks, string pointer, List<string> errors)
    {
        Limits.Check(blocks, pointer, errors);
        UniqueIds(blocks, pointer, errors);
        Exclusive(blocks, pointer, errors);
        Markup.Check(blocks, pointer, errors);
        return errors;
    }

    private static void UniqueIds(JsonArray blocks, string pointer, List<string> errors)
    {
        var seen = new HashSet<string>();
        for (var i = 0; i < blocks.Count; i++)
        {
            if (blocks[i] is not JsonObject block) continue;
            if (block["block_id"]?.ToString() is { } id && !seen.Add(id)) errors.Add($"block_id already exists: {id} [json-pointer:{pointer}/{i}/block_id]");
            var elements = (block["elements"] as JsonArray ?? []).Append(block["accessory"]).Append(block["element"]).OfType<JsonObject>();
            var actions = elements.Select(e => e["action_id"]?.ToString()).OfType<string>().ToList();
            foreach (var twice in actions.GroupBy(a => a).Where(g => g.Count() > 1)) errors.Add($"`action_id` \"{twice.Key}\" already exists for block_id [json-pointer:{pointer}/{i}]");
        }
    }

    private static void Exclusive(JsonNode? value, string pointer, List<string> errors)
    {
        if (value is JsonArray array)
        {
            for (var i = 0; i < array.Count; i++) Exclusive(array[i], $"{pointer}/{i}", errors);
        }
        if (value is not JsonObject obj) return;
        var wrong = obj["type"]?.ToString() switch
        {
            "section" when obj["text"] is null && obj["fields"] is null => "missing required field: text or fields",
            "static_select" or "multi_static_select" when obj["options"] is null == obj["option_groups"] is null => "either options or option_groups, one of them",
            "image" when obj["image_url"] is null == obj["slack_file"] is null => "either image_url or slack_file, one of them",
            "number_input" when Number(obj["min_value"]) > Number(obj["max_value"]) => "min_value must be at most max_value",
            "plain_text_input" when obj["min_length"]?.GetValue<double>() > obj["max_length"]?.GetValue<double>() => "min_length must be at most max_length",
            _ => null,
        };
        if (wrong is not null) errors.Add($"{wrong} [json-pointer:{pointer}]");
        foreach (var (name, inner) in obj) Exclusive(inner, $"{pointer}/{name}", errors);
    }

    private static double? Number(JsonNode? value) => double.TryParse(value?.ToString(), System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;
}

using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChatOpsIncident.Emulators.Slack.BlockKit;

/// <summary>Lengths and counts that the schemas do not say, counted in UTF-16 units.</summary>
internal static class Limits
{
    private static readonly Dictionary<string, string> Nested = new()
    {
        ["confirm"] = "confirmation",
        ["option_groups"] = "option_group",
        ["options"] = "option",
        ["initial_option"] = "option",
        ["initial_options"] = "option",
        ["positive_button"] = "feedback_button",
        ["negative_button"] = "feedback_button",
    };

    public static void Check(JsonNode? value, string pointer, List<string> errors, string? inside = null)
    {
        if (value is JsonArray array)
        {
            for (var i = 0; i < array.Count; i++) Check(array[i], $"{pointer}/{i}", errors, inside);
        }
        if (value is not JsonObject obj) return;

        CheckKnown(obj, RulesFor(obj, inside), pointer, errors);
        if (obj["type"]?.ToString() is "plain_text" or "mrkdwn") Check(obj["text"], PublishedContract.Limits["text"]!.AsObject(), $"{pointer}/text", errors);
        foreach (var id in (string[])["action_id", "block_id"])
        {
            if (obj[id] is { } named) Check(named, PublishedContract.Limits[id]!.AsObject(), $"{pointer}/{id}", errors);
        }
        foreach (var (name, inner) in obj)
        {
            // A word that is a string here (a rich text's text) has no limits of its own.
            if (inner is JsonObject or JsonArray) Check(inner, $"{pointer}/{name}", errors, Nested.GetValueOrDefault(name));
        }
    }

    private static JsonObject? RulesFor(JsonObject value, string? inside) => (inside ?? value["type"]?.ToString()) switch
    {
        null or "plain_text" or "mrkdwn" or "text" => null,
        "modal" or "home" => PublishedContract.Limits["view"]!.AsObject(),
        "data_table" => null,
        { } type when type.EndsWith("_select", StringComparison.Ordinal) => PublishedContract.Limits["select"]!.AsObject(),
        { } type => PublishedContract.Limits[type] as JsonObject,
    };

    private static void CheckKnown(JsonObject value, JsonObject? rules, string pointer, List<string> errors)
    {
        foreach (var (name, rule) in rules ?? [])
        {
            if (!value.TryGetPropertyValue(name, out var inner) || inner is null || rule is not JsonObject limit) continue;
            Check(inner, limit, $"{pointer}/{name}", errors);
        }
    }

    private static void Check(JsonNode? value, JsonObject limit, string pointer, List<string> errors)
    {
        if (value is JsonObject text)
        {
            value = text["text"];
            pointer += "/text";
        }
        if (value is JsonArray items)
        {
            if (limit["max_items"]?.GetValue<int>() is { } most && items.Count > most) errors.Add($"no more than {most} items allowed [json-pointer:{pointer}]");
            if (limit["min_items"]?.GetValue<int>() is { } least && items.Count < least) errors.Add($"no fewer than {least} items allowed [json-pointer:{pointer}]");
            for (var i = 0; limit["item_max_length"] is { } each && i < items.Count; i++)
                Check(items[i], new JsonObject { ["max_length"] = each.DeepClone() }, $"{pointer}/{i}", errors);
        }
        else if (value?.GetValueKind() == JsonValueKind.String)
        {
            var length = value.GetValue<string>().Length;
            if (limit["max_length"]?.GetValue<int>() is { } most && length > most) errors.Add($"must be less than {most + 1} characters [json-pointer:{pointer}]");
            if (limit["min_length"]?.GetValue<int>() is { } least && length < least) errors.Add($"must be more than {least - 1} characters [json-pointer:{pointer}]");
        }
        else if (value?.GetValueKind() == JsonValueKind.Number)
        {
            var number = value.GetValue<double>();
            if (limit["max"]?.GetValue<double>() < number) errors.Add($"must be at most {limit["max"]} [json-pointer:{pointer}]");
            if (limit["min"]?.GetValue<double>() > number) errors.Add($"must be at least {limit["min"]} [json-pointer:{pointer}]");
        }
    }
}

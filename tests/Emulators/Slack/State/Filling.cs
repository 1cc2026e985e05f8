using System.Globalization;
using System.Text.Json.Nodes;

namespace ChatOpsIncident.Emulators.Slack.State;

/// <summary>What stands in the inputs of a view or a message, as <c>state.values</c> says it.</summary>
internal static class Filling
{
    /// <summary>Initial values, except where something was filled in before under the same ids.</summary>
    public static void Keep(SlackView view) => view.Values = Initial(view.Blocks, view.Values);

    /// <summary>The values at first sight, those of <paramref name="before"/> where block, action and type are the same.</summary>
    public static JsonObject Initial(JsonArray? blocks, JsonObject? before = null)
    {
        var values = new JsonObject();
        foreach (var (block, element) in Interactive.Of(blocks))
        {
            var (id, action) = (block["block_id"]!.ToString(), element["action_id"]!.ToString());
            if (First(element) is not { } first) continue;
            var kept = before?[id]?[action];
            var inner = values[id] as JsonObject ?? [];
            inner[action] = kept?["type"]?.ToString() == first["type"]?.ToString() && kept is not null ? kept.DeepClone() : first;
            values[id] = inner;
        }
        return values;
    }

    /// <summary>Puts a person's answer into an element, or says why the client would not let them.</summary>
    public static void Fill(JsonObject values, JsonObject block, JsonObject element, string? answer)
    {
        var filled = Answer(element, answer);
        var id = block["block_id"]!.ToString();
        if (values[id] is not JsonObject inner) values[id] = inner = [];
        inner[element["action_id"]!.ToString()] = filled;
    }

    /// <summary>Why the client would not send it yet; null if it would.</summary>
    public static string? Missing(JsonObject values, JsonObject block)
    {
        var element = block["element"]!.AsObject();
        var value = values[block["block_id"]!.ToString()]?[element["action_id"]!.ToString()];
        var label = block["label"]!["text"]!.ToString();
        var text = value?["value"]?.ToString();
        var empty = value is null || value.AsObject().Where(p => p.Key != "type").All(p => p.Value is null or JsonArray { Count: 0 } || p.Value.ToString().Length == 0);
        if (empty) return block["optional"]?.GetValue<bool>() is true ? null : $"“{label}” has to be filled in";
        if (text?.Length > (element["max_length"]?.GetValue<double>() ?? 3000)) return $"“{label}” is too long";
        if (text?.Length < element["min_length"]?.GetValue<double>()) return $"“{label}” is too short";
        return null;
    }

    private static JsonObject? First(JsonObject element)
    {
        var type = element["type"]!.ToString();
        var value = new JsonObject { ["type"] = type };
        var (name, initial) = type switch
        {
            "plain_text_input" or "number_input" or "email_text_input" or "url_text_input" => ("value", "initial_value"),
            "static_select" or "radio_buttons" or "external_select" => ("selected_option", "initial_option"),
            "checkboxes" or "multi_static_select" or "multi_external_select" => ("selected_options", "initial_options"),
            "users_select" => ("selected_user", "initial_user"),
            "multi_users_select" => ("selected_users", "initial_users"),
            "conversations_select" => ("selected_conversation", "initial_conversation"),
            "channels_select" => ("selected_channel", "initial_channel"),
            "datepicker" => ("selected_date", "initial_date"),
            "timepicker" => ("selected_time", "initial_time"),
            "datetimepicker" => ("selected_date_time", "initial_date_time"),
            _ => ("", ""),
        };
        if (name.Length == 0) return null;
        value[name] = element[initial]?.DeepClone() ?? (name.EndsWith('s') ? new JsonArray() : null);
        return value;
    }

    private static JsonObject Answer(JsonObject element, string? answer)
    {
        var value = First(element) ?? throw new InvalidOperationException($"A {element["type"]} cannot be filled in.");
        var name = value.Select(p => p.Key).Single(k => k != "type");
        value[name] = (name, answer) switch
        {
            ("selected_options" or "selected_users", null or "") => new JsonArray(),
            (_, null or "") => null,
            ("selected_option", _) => Chosen(element, answer),
            ("selected_options", _) => new JsonArray([.. answer.Split('|').Select(a => (JsonNode)Chosen(element, a))]),
            ("selected_users", _) => Pictures.Names(answer.Split('|')),
            ("selected_date_time", _) => long.Parse(answer, CultureInfo.InvariantCulture),
            _ => answer,
        };
        return value;
    }

    /// <summary>The choice with this text or value.</summary>
    private static JsonObject Chosen(JsonObject element, string answer) =>
        Interactive.Options(element).FirstOrDefault(o => o["text"]!["text"]!.ToString() == answer || o["value"]?.ToString() == answer)?.DeepClone().AsObject()
        ?? throw new InvalidOperationException($"There is no choice “{answer}” among: {string.Join(", ", Interactive.Options(element).Select(o => o["text"]!["text"]))}.");
}

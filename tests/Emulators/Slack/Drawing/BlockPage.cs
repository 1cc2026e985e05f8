using System.Text.Json.Nodes;
using ChatOpsIncident.Emulators.Slack.State;

namespace ChatOpsIncident.Emulators.Slack.Drawing;

/// <summary>Draws blocks roughly as Slack does.</summary>
internal static class BlockPage
{
    public static string Of(Workspace world, JsonArray blocks, SlackUser? viewer, JsonObject? values, IReadOnlyDictionary<string, string>? errors) =>
        string.Concat(blocks.OfType<JsonObject>().Select(block => block["type"]!.ToString() switch
        {
            "header" => $"<h3>{SlackPage.Safe(Plain(block["text"]))}</h3>",
            "divider" => "<hr>",
            "section" => Section(world, block, viewer),
            "context" => $"<div class=context>{string.Concat(block["elements"]!.AsArray().Select(e => $"<span>{Text(world, e, viewer)}</span>"))}</div>",
            "actions" => $"<div class=actions>{string.Concat(block["elements"]!.AsArray().Select(e => Element(e!.AsObject(), null)))}</div>",
            "input" => Input(block, values?[block["block_id"]!.ToString()]?[block["element"]!["action_id"]!.ToString()], errors),
            "rich_text" => $"<p>{string.Concat(block["elements"]!.AsArray().Select(e => Rich(world, e)))}</p>",
            "markdown" => $"<p>{SlackPage.Safe(block["text"]!.ToString()).ReplaceLineEndings("<br>")}</p>",
            "image" => $"<p>🖼 {SlackPage.Safe(block["alt_text"]?.ToString() ?? "")}</p>",
            "table" => $"<table>{string.Concat(block["rows"]!.AsArray().Select(r => $"<tr>{string.Concat(r!.AsArray().Select(c => $"<td>{SlackPage.Safe(Reading.Of(c))}</td>"))}</tr>"))}</table>",
            var other => $"<p>[{other}]</p>",
        }));

    private static string Section(Workspace world, JsonObject block, SlackUser? viewer)
    {
        var fields = block["fields"] is JsonArray some ? $"<div class=fields>{string.Concat(some.Select(f => $"<div>{Text(world, f, viewer)}</div>"))}</div>" : "";
        var text = block["text"] is { } said ? $"<p>{Text(world, said, viewer)}</p>" : "";
        var beside = block["accessory"] is JsonObject accessory ? $"<div>{Element(accessory, null)}</div>" : "";
        return $"<div class=section><div>{text}{fields}</div>{beside}</div>";
    }

    private static string Input(JsonObject block, JsonNode? value, IReadOnlyDictionary<string, string>? errors)
    {
        var optional = block["optional"]?.GetValue<bool>() is true ? " <span>(optional)</span>" : "";
        var hint = block["hint"] is { } hinted ? $"<div class=hint>{SlackPage.Safe(Plain(hinted))}</div>" : "";
        var error = errors?.GetValueOrDefault(block["block_id"]!.ToString()) is { } wrong ? $"<div class=error>⚠ {SlackPage.Safe(wrong)}</div>" : "";
        return $"<label>{SlackPage.Safe(Plain(block["label"]))}{optional}</label>{Element(block["element"]!.AsObject(), value)}{hint}{error}";
    }

    private static string Element(JsonObject element, JsonNode? value)
    {
        var label = SlackPage.Safe(Interactive.LabelOf(element));
        var type = element["type"]!.ToString();
        return type switch
        {
            "button" => $"<button class=\"{element["style"]}\">{label}</button>",
            "overflow" => "<button>⋯</button>",
            "image" => "🖼",
            "plain_text_input" or "number_input" or "email_text_input" or "url_text_input" => Typed(element, value?["value"]?.ToString() ?? element["initial_value"]?.ToString()),
            "checkboxes" or "radio_buttons" => string.Concat(Interactive.Options(element).Select(o => Choice(type, o, value))),
            _ => $"<span class=select>{SlackPage.Safe(Chosen(value) ?? Chosen(element) ?? Plain(element["placeholder"]))}</span>",
        };
    }

    private static string Typed(JsonObject element, string? text)
    {
        var many = element["multiline"]?.GetValue<bool>() is true ? " many" : "";
        return text is { Length: > 0 } ? $"<div class=\"input{many}\">{SlackPage.Safe(text).ReplaceLineEndings("<br>")}</div>" : $"<div class=\"input empty{many}\">{SlackPage.Safe(Plain(element["placeholder"]))}</div>";
    }

    private static string Choice(string type, JsonObject option, JsonNode? value)
    {
        var on = value?["selected_option"]?["value"]?.ToString() == option["value"]?.ToString()
            || value?["selected_options"] is JsonArray several && several.Any(s => s!["value"]?.ToString() == option["value"]?.ToString());
        var mark = (type, on) switch { ("checkboxes", true) => "☑", ("checkboxes", _) => "☐", (_, true) => "◉", _ => "○" };
        return $"<div>{mark} {SlackPage.Safe(Plain(option["text"]))} <span class=hint>{SlackPage.Safe(Plain(option["description"]))}</span></div>";
    }

    private static string? Chosen(JsonNode? of) =>
        (of?["selected_option"]?["text"]?["text"] ?? of?["initial_option"]?["text"]?["text"] ?? of?["selected_user"] ?? of?["initial_user"] ?? of?["selected_date"] ?? of?["selected_time"])?.ToString();

    private static string Text(Workspace world, JsonNode? text, SlackUser? viewer) =>
        text?["type"]?.ToString() == "mrkdwn" ? MarkupPage.Of(world, Plain(text), viewer) : SlackPage.Safe(Plain(text)).ReplaceLineEndings("<br>");

    private static string Rich(Workspace world, JsonNode? node) => node switch
    {
        JsonObject obj when obj["elements"] is JsonArray inner => string.Concat(inner.Select(e => Rich(world, e))) + (obj["type"]!.ToString() == "rich_text_section" ? "<br>" : ""),
        JsonObject obj when obj["type"]!.ToString() == "user" => $"<span class=mention>@{SlackPage.Safe(world.Users.GetValueOrDefault(obj["user_id"]!.ToString())?.Name ?? "?")}</span>",
        JsonObject obj => SlackPage.Safe((obj["text"] ?? obj["url"] ?? obj["fallback"])?.ToString() ?? ""),
        _ => "",
    };

    private static string Plain(JsonNode? text) => text?["text"]?.ToString() ?? "";
}

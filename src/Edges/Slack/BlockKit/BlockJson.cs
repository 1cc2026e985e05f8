using System.Text.Json.Nodes;

namespace ChatOpsIncident.Edges.Slack.BlockKit;

/// <summary>Blocks as Slack reads them.</summary>
internal static class BlockJson
{
    public static JsonArray Of(IEnumerable<Block> blocks) => [.. blocks.Select(Of)];

    public static JsonObject Plain(string text) => new() { ["type"] = "plain_text", ["text"] = text.Length == 0 ? "…" : text, ["emoji"] = false };

    public static JsonNode Of(Block block) => block switch
    {
        Header header => new JsonObject { ["type"] = "header", ["text"] = Plain(header.Text) },
        Divider => new JsonObject { ["type"] = "divider" },
        Section section => Made("section", ("text", Mrkdwn(section.Text)), ("accessory", section.Beside is { } beside ? Of(beside) : null)),
        Facts facts => Made("section", ("fields", new JsonArray([.. facts.Texts.Select(Mrkdwn)]))),
        Small small => Made("context", ("elements", new JsonArray(Mrkdwn(small.Text)))),
        Row row => Made("actions", ("block_id", row.Id), ("elements", new JsonArray([.. row.Elements.Select(Of)]))),
        Ask ask => Made(
            "input", ("block_id", ViewAnswers.BlockOf(ask.Name)), ("label", Plain(ask.Label)), ("element", Of(ask.Answer)), ("optional", ask.Optional),
            ("hint", ask.Hint is { } hint ? Plain(hint) : null)),
        _ => throw new InvalidOperationException($"{block.GetType().Name} is no block."),
    };

    private static JsonNode Of(Element element) => element switch
    {
        Button button => Made("button", ("action_id", button.Id), ("text", Plain(button.Label)), ("value", button.Value), ("style", button.Style)),
        LinkButton link => Made("button", ("action_id", link.Id), ("text", Plain(link.Label)), ("url", link.Url)),
        Overflow more => Made("overflow", ("action_id", more.Id), ("options", new JsonArray([.. more.Options.Select(Of)]))),
        Menu menu => Made(
            "static_select", ("action_id", menu.Id), ("placeholder", Hint(menu.Placeholder)), ("options", new JsonArray([.. menu.Options.Select(Of)])),
            ("initial_option", Chosen(menu.Options, menu.Chosen))),
        Radio radio => Made(
            "radio_buttons", ("action_id", radio.Id), ("options", new JsonArray([.. radio.Options.Select(Of)])), ("initial_option", Chosen(radio.Options, radio.Chosen))),
        Tick tick => Made(
            "checkboxes", ("action_id", tick.Id), ("options", new JsonArray(Of(new Option(tick.Text, "true")))),
            ("initial_options", tick.On ? new JsonArray(Of(new Option(tick.Text, "true"))) : null)),
        People people => Made("users_select", ("action_id", people.Id), ("placeholder", Hint(people.Placeholder)), ("initial_user", people.Chosen)),
        Line line => Made(
            "plain_text_input", ("action_id", line.Id), ("multiline", line.Multiline), ("max_length", line.Most), ("placeholder", Hint(line.Placeholder)),
            ("initial_value", line.Typed)),
        _ => throw new InvalidOperationException($"{element.GetType().Name} is no element."),
    };

    private static JsonNode Of(Option option) => new JsonObject { ["text"] = Plain(option.Text), ["value"] = option.Value };

    private static JsonNode? Chosen(IEnumerable<Option> options, string? value) => options.FirstOrDefault(o => o.Value == value) is { } chosen ? Of(chosen) : null;

    private static JsonObject? Hint(string? hint) => string.IsNullOrEmpty(hint) ? null : Plain(hint);

    /// <summary>Verbatim: names of people and channels that somebody typed, and addresses, are not looked for.</summary>
    private static JsonNode Mrkdwn(string text) => new JsonObject { ["type"] = "mrkdwn", ["text"] = text.Length == 0 ? "…" : text, ["verbatim"] = true };

    private static JsonObject Made(string type, params (string Name, JsonNode? Value)[] properties)
    {
        var json = new JsonObject { ["type"] = type };
        foreach (var (name, value) in properties.Where(p => p.Value is not null)) json[name] = value;
        return json;
    }
}

using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace ChatOpsIncident.Incidents.Cards;

/// <summary>Writes a card's elements as Adaptive Cards JSON.</summary>
/// <param name="longest">Of a text block, in characters.</param>
internal sealed class CardWriter(IDialect dialect, int longest)
{
    private const string Needed = "An answer is needed here.";

    public JsonArray Elements(IEnumerable<Element> elements) => [.. elements.Select(Rows).Select(Element)];

    public JsonObject Element(Element element)
    {
        var json = element switch
        {
            TextBlock text => Text(text),
            FactSet facts => Of("FactSet", ("facts", new JsonArray([.. facts.Facts.Select(Fact)]))),
            Container box => Of("Container", ("items", Elements(box.Items)), ("style", box.Style == Tone.Default ? null : Word(box.Style))),
            ColumnSet set => Of("ColumnSet", ("columns", new JsonArray([.. set.Columns.Select(Column)]))),
            ActionSet set => Of("ActionSet", ("actions", Actions(set.Actions))),
            InputText input => Input(input),
            InputChoice input => Input(input),
            InputToggle input => Of("Input.Toggle", ("id", input.Name), ("title", Line(input.Title, CardLimits.Prompt)), ("value", input.On ? "true" : "false"), ("wrap", true)),
            _ => throw new InvalidOperationException($"{element.GetType().Name} has no Adaptive Cards form."),
        };
        if (element.Id is not null && !json.ContainsKey("id")) json["id"] = element.Id;
        if (!element.IsVisible) json["isVisible"] = false;
        if (element.Separator) json["separator"] = true;
        return json;
    }

    /// <summary>The buttons at the bottom: at most a row; what is more stands in the body, hidden until "More …".</summary>
    public (JsonArray Row, IEnumerable<JsonObject> More) Bottom(ImmutableArray<CardAction> actions)
    {
        if (actions.Length <= CardLimits.Row) return (Actions(actions), []);
        var rows = actions.Skip(CardLimits.Row - 1).Chunk(CardLimits.Row).Select((row, i) => new ActionSet([.. row]) { Id = $"more-{i}", IsVisible = false }).ToArray();
        var more = new ToggleVisibility("More …", [.. rows.Select(r => r.Id!)]);
        return (Actions([.. actions.Take(CardLimits.Row - 1), more]), rows.Select(Element));
    }

    private JsonObject Text(TextBlock text) => Of(
        "TextBlock",
        ("text", Shortened.Write(text.Text, dialect, longest)), ("wrap", true),
        ("size", text.Size == TextSize.Default ? null : Word(text.Size)), ("weight", text.Bolder ? "bolder" : null), ("isSubtle", text.Subtle ? true : null),
        ("color", text.Tone is Tone.Default or Tone.Emphasis ? null : Word(text.Tone)), ("style", text.Heading ? "heading" : null));

    private JsonNode Fact(Fact fact) => new JsonObject
    {
        ["title"] = Shortened.Write(fact.Title, dialect, CardLimits.Title),
        ["value"] = Shortened.Write(fact.Value, dialect, longest),
    };

    private JsonNode Column(Column column) => Of("Column", ("width", column.Stretch ? "stretch" : "auto"), ("items", Elements(column.Items)));

    private JsonObject Input(InputText input) => Of(
        "Input.Text",
        ("id", input.Name), ("label", Line(input.Label, CardLimits.Prompt)), ("isMultiline", input.Multiline ? true : null),
        ("maxLength", Math.Min(input.MaxLength, CardLimits.Block)), ("isRequired", input.Required ? true : null), ("errorMessage", input.Required ? Needed : null),
        ("placeholder", input.Placeholder is { } hint ? Line(hint, CardLimits.Prompt) : null),
        ("value", input.Value is { } value ? Shortened.Line(Cleaned.Text(value), Math.Min(input.MaxLength, CardLimits.Block)) : null));

    private JsonObject Input(InputChoice input) => Of(
        "Input.ChoiceSet",
        ("id", input.Name), ("label", Line(input.Label, CardLimits.Prompt)), ("style", input.Expanded ? "expanded" : "compact"), ("wrap", true),
        ("choices", new JsonArray([.. input.Choices.Take(CardLimits.Choices).Select(Choice)])), ("isRequired", input.Required ? true : null),
        ("errorMessage", input.Required ? Needed : null), ("placeholder", input.Placeholder is { } hint ? Line(hint, CardLimits.Prompt) : null),
        ("value", input.Value));

    private JsonNode Choice(Choice choice) => new JsonObject { ["title"] = Line(choice.Title, CardLimits.Title), ["value"] = choice.Value };

    private JsonArray Actions(IEnumerable<CardAction> actions) => [.. actions.Select(Action)];

    private JsonNode Action(CardAction action) => action switch
    {
        Press press => Of(
            "Action.Execute",
            ("title", Line(press.Title, CardLimits.Label)), ("verb", press.Word), ("data", Data(press)),
            ("associatedInputs", press.WithInputs ? "auto" : "none"), ("style", press.Emphasis == Emphasis.Default ? null : Word(press.Emphasis))),
        ToggleVisibility toggle => Of(
            "Action.ToggleVisibility", ("title", Line(toggle.Title, CardLimits.Label)), ("targetElements", new JsonArray([.. toggle.Targets]))),
        OpenUrl open => Of("Action.OpenUrl", ("title", Line(open.Title, CardLimits.Label)), ("url", open.Address.OriginalString)),
        _ => throw new InvalidOperationException($"{action.GetType().Name} has no Adaptive Cards form."),
    };

    private static JsonObject Data(Press press)
    {
        var data = new JsonObject { ["word"] = press.Word };
        if (press.Stream.Length > 0) data["stream"] = press.Stream;
        foreach (var (name, value) in press.Values.OrderBy(v => v.Key, StringComparer.Ordinal)) data[name] = value;
        return data;
    }

    /// <summary>More buttons than fit into a row stand in several.</summary>
    private static Element Rows(Element element) => element is ActionSet { Actions.Length: > CardLimits.Row } set
        ? new Container([.. set.Actions.Chunk(CardLimits.Row).Select(row => new ActionSet([.. row]))]) { Id = set.Id, IsVisible = set.IsVisible, Separator = set.Separator }
        : element;

    /// <summary>Where platforms draw no markup: characters as they are, in one line; two braces side by side would begin a function.</summary>
    private string Line(string text, int longest) =>
        Shortened.Line(Cleaned.Line(((Rich)text).Plainly(dialect.NameOf)).Replace("{", "{\u2060", StringComparison.Ordinal), longest);

    private static string Word<T>(T word)
        where T : struct, Enum => word is TextSize.ExtraLarge ? "extraLarge" : word.ToString().ToLowerInvariant();

    private static JsonObject Of(string type, params (string Name, JsonNode? Value)[] properties)
    {
        var json = new JsonObject { ["type"] = type };
        foreach (var (name, value) in properties.Where(p => p.Value is not null)) json[name] = value;
        return json;
    }
}

using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOpsIncident.Incidents.Cards;
using ChatOpsIncident.Incidents.Conversation;

namespace ChatOpsIncident.Edges.Teams.Cards;

/// <summary>
/// A form that goes along with its own answer, because Teams does not show a refusal at a field: a refused one is drawn again, with what was typed.
/// </summary>
internal static class FormJson
{
    private const int Largest = 8 * 1024;

    /// <summary>Null: it is too large to go along; a refusal comes without it then.</summary>
    public static string? Write(Form form, Func<Incidents.Timeline.Person, string> name)
    {
        var text = new JsonObject
        {
            ["t"] = form.Title,
            ["s"] = form.Submit,
            ["i"] = form.Intro.Plainly(name),
            ["c"] = new JsonObject(form.Carried.Select(c => KeyValuePair.Create<string, JsonNode?>(c.Key, c.Value))),
            ["f"] = new JsonArray([.. form.Fields.Select(Field)]),
        }.ToJsonString(JsonReading.Compact);
        return text.Length <= Largest ? text : null;
    }

    /// <summary>The form with these answers in it; null: none went along, or it is not ours.</summary>
    public static Form? Read(string? text, string word, string? stream, ImmutableDictionary<string, string> answers)
    {
        if (text is not { Length: > 0 and <= Largest }) return null;
        try
        {
            var json = JsonSerializer.Deserialize<JsonElement>(text);
            var fields = json.Each("f").Select(f => Field(f, answers)).OfType<Field>().ToImmutableArray();
            if (fields.IsEmpty || json.Text("t") is not { } title || json.Text("s") is not { } submit) return null;
            var carried = json.At("c") is { ValueKind: JsonValueKind.Object } all
                ? all.EnumerateObject().Where(c => c.Value.ValueKind == JsonValueKind.String).ToImmutableDictionary(c => c.Name, c => c.Value.GetString()!)
                : ImmutableDictionary<string, string>.Empty;
            return new(word, stream, title, fields, submit) { Intro = json.Text("i") ?? "", Carried = carried };
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonNode Field(Field field)
    {
        var json = new JsonObject { ["n"] = field.Name, ["l"] = field.Label };
        if (field.Required) json["r"] = true;
        if (field.Hint is not null) json["h"] = field.Hint;
        switch (field)
        {
            case TextField text:
                (json["k"], json["m"], json["x"]) = ("text", text.Multiline, text.Max);
                break;
            case ChoiceField choice:
                (json["k"], json["o"]) = ("choice", new JsonArray([.. choice.Choices.Select(c => new JsonArray(c.Title, c.Value))]));
                break;
            default:
                json["k"] = field is TickField ? "tick" : "person";
                break;
        }
        return json;
    }

    private static Field? Field(JsonElement json, ImmutableDictionary<string, string> answers)
    {
        if (json.Text("n") is not { } name || json.Text("l") is not { } label) return null;
        Field? field = json.Text("k") switch
        {
            "text" => new TextField(name, label, json.Flag("m"), json.At("x") is { ValueKind: JsonValueKind.Number } most ? Math.Clamp(most.GetInt32(), 1, 3000) : 3000),
            "choice" => new ChoiceField(name, label, [.. json.Each("o").Where(o => o.ValueKind == JsonValueKind.Array && o.GetArrayLength() == 2).Select(o => new Choice(o[0].ToString(), o[1].ToString()))]),
            "tick" => new TickField(name, label),
            "person" => new PersonField(name, label),
            _ => null,
        };
        return field is null ? null : field with { Required = json.Flag("r"), Hint = json.Text("h"), Value = answers.GetValueOrDefault(name) };
    }
}

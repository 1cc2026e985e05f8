using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChatOpsIncident.Emulators.Slack.BlockKit;

/// <summary>
/// Checks a value against one of the published JSON schemas, in the words Slack uses. Of several possible shapes the one with the value's
/// <c>type</c> is meant, so that a message names what is really wrong.
/// </summary>
internal sealed class Schema(JsonObject root)
{
    public List<string> Check(JsonNode? value, string pointer)
    {
        var errors = new List<string>();
        Check(root, value, pointer, errors);
        return errors;
    }

    private void Check(JsonObject schema, JsonNode? value, string pointer, List<string> errors)
    {
        if (schema["$ref"] is { } reference) Check(Resolve(reference), value, pointer, errors);
        else if (schema["anyOf"] is not null) CheckAny(schema, value, pointer, errors);
        else if (!HasType(schema, value)) errors.Add($"must provide {schema["type"]} [json-pointer:{pointer}]");
        else if (schema["const"] is { } only && !JsonNode.DeepEquals(only, value)) errors.Add($"must be {only} [json-pointer:{pointer}]");
        else if (schema["enum"] is JsonArray allowed && !allowed.Any(a => JsonNode.DeepEquals(a, value))) errors.Add($"must be a valid enum value [json-pointer:{pointer}]");
        else if (value is JsonObject obj) CheckObject(schema, obj, pointer, errors);
        else if (value is JsonArray array && schema["items"] is JsonObject items)
        {
            for (var i = 0; i < array.Count; i++) Check(items, array[i], $"{pointer}/{i}", errors);
        }
    }

    private void CheckObject(JsonObject schema, JsonObject value, string pointer, List<string> errors)
    {
        foreach (var required in schema["required"]?.AsArray() ?? [])
        {
            if (!value.ContainsKey(required!.GetValue<string>())) errors.Add($"missing required field: {required} [json-pointer:{pointer}]");
        }
        var properties = schema["properties"]?.AsObject();
        foreach (var (name, inner) in value)
        {
            if (properties?[name] is JsonObject property) Check(property, inner, $"{pointer}/{name}", errors);
            else if (schema["additionalProperties"] is JsonValue extra && extra.GetValueKind() == JsonValueKind.False) errors.Add($"invalid additional property: {name} [json-pointer:{pointer}]");
        }
    }

    private void CheckAny(JsonObject schema, JsonNode? value, string pointer, List<string> errors)
    {
        var shapes = Shapes(schema).ToList();
        if (value is JsonObject { Count: > 0 } obj && obj["type"]?.ToString() is { } type && shapes.Any(s => TypeOf(s) is not null))
        {
            shapes = [.. shapes.Where(s => TypeOf(s)?.Contains(type) is true)];
            if (shapes.Count == 0) errors.Add($"unsupported type: {type} [json-pointer:{pointer}/type]");
        }
        List<string>? first = null;
        foreach (var shape in shapes)
        {
            var found = new List<string>();
            Check(shape, value, pointer, found);
            if (found.Count == 0) return;
            first ??= found;
        }
        errors.AddRange(first ?? []);
    }

    private IEnumerable<JsonObject> Shapes(JsonObject schema) =>
        schema["$ref"] is { } reference ? Shapes(Resolve(reference))
        : schema["anyOf"] is JsonArray any ? any.SelectMany(s => Shapes(s!.AsObject()))
        : [schema];

    /// <summary>The values that a shape's type property may have; null if it may be anything.</summary>
    private HashSet<string>? TypeOf(JsonObject shape) => shape["properties"]?["type"] is JsonObject type ? TypesOf(type) : null;

    private HashSet<string>? TypesOf(JsonObject type) =>
        type["$ref"] is { } reference ? TypesOf(Resolve(reference))
        : type["const"] is { } only ? [only.GetValue<string>()]
        : type["enum"] is JsonArray several ? [.. several.Select(t => t!.GetValue<string>())]
        : null;

    private JsonObject Resolve(JsonNode reference) => root["definitions"]![reference.GetValue<string>()["#/definitions/".Length..]]!.AsObject();

    private static bool HasType(JsonObject schema, JsonNode? value) => schema["type"] switch
    {
        null => true,
        JsonArray several => several.Any(t => Is(t!.GetValue<string>(), value)),
        var one => Is(one.GetValue<string>(), value),
    };

    private static bool Is(string type, JsonNode? value) => (type, value?.GetValueKind()) switch
    {
        ("null", null or JsonValueKind.Null) => true,
        ("object", JsonValueKind.Object) or ("array", JsonValueKind.Array) or ("string", JsonValueKind.String) => true,
        ("number", JsonValueKind.Number) or ("boolean", JsonValueKind.True or JsonValueKind.False) => true,
        ("integer", JsonValueKind.Number) => value!.AsValue().TryGetValue<long>(out _),
        _ => false,
    };
}

using System.Text.Encodings.Web;
using System.Text.Json;

namespace ChatOpsIncident.Edges.Shared;

/// <summary>Reading what a platform says, which may lack anything and hold more than is known.</summary>
internal static class JsonReading
{
    public static JsonSerializerOptions Compact { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A text below these names; null if any of it is not there, or empty.</summary>
    public static string? Text(this JsonElement json, params ReadOnlySpan<string> path) =>
        json.At(path) is { ValueKind: JsonValueKind.String } text && Readable(text) is { Length: > 0 } some ? some : null;

    /// <summary>The bytes of a text are read only here: half a character, or bytes that are none, make it no text rather than a fault.</summary>
    private static string? Readable(JsonElement text)
    {
        try
        {
            return text.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>True only where true stands.</summary>
    public static bool Flag(this JsonElement json, params ReadOnlySpan<string> path) => json.At(path)?.ValueKind == JsonValueKind.True;

    /// <summary>A number of seconds since 1970; null if it is not there.</summary>
    public static DateTimeOffset? Moment(this JsonElement json, string name) =>
        json.At(name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var seconds) ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

    /// <summary>Members of an array; none if it is not there.</summary>
    public static IEnumerable<JsonElement> Each(this JsonElement json, params ReadOnlySpan<string> path) =>
        json.At(path) is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : [];

    /// <summary>What stands below these names; null if it is not there, or null.</summary>
    public static JsonElement? At(this JsonElement json, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty(name, out json)) return null;
        }
        return json.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined ? null : json;
    }
}

using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace ChatOpsIncident.Incidents.Timeline;

/// <summary>Deletes value and salt from a stored event; the chain still verifies. The one write that is not an append.</summary>
public static class Redaction
{
    /// <summary>The stored envelope without the words that people wrote; who was named in it stays.</summary>
    public static string WithoutWords(Recorded recorded)
    {
        ArgumentNullException.ThrowIfNull(recorded);
        var words = new HashSet<string>(StringComparer.Ordinal);
        JsonSerializer.Serialize(recorded.Event, recorded.Event.GetType(), Collecting(words));
        return Apply(recorded.Json, words.Contains).Json;
    }

    /// <summary>The stored envelope without the values that <paramref name="which"/> chooses, and how many were removed.</summary>
    public static (string Json, int Removed) Apply(string json, Func<string, bool> which)
    {
        var node = JsonNode.Parse(json)!;
        var chosen = Sealed.In(node).Where(v => v[Sealed.Value] is { } value && which((string)value!)).ToArray();
        foreach (var value in chosen) Sealed.Redact(value);
        return (node.ToJsonString(EventCatalogue.Json), chosen.Length);
    }

    /// <summary>In stored JSON a person looks like a text; the event knows which is which.</summary>
    private static JsonSerializerOptions Collecting(HashSet<string> words)
    {
        var options = new JsonSerializerOptions(EventCatalogue.Json);
        options.Converters.Insert(0, new Collector(words));
        return options;
    }

    private sealed class Collector(HashSet<string> words) : JsonConverter<Text>
    {
        public override Text Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, Text value, JsonSerializerOptions options)
        {
            if (value.Value is { } word) words.Add(word);
            writer.WriteNullValue();
        }
    }
}

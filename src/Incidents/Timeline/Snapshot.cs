using System.Collections.Immutable;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace ChatOpsIncident.Incidents.Timeline;

/// <summary>
/// An incident's whole state as JSON, for the build that wrote it: everything that was set, also what events leave out, and nothing that is computed.
/// Unlike events it is never proof of anything: no salts, no chain.
/// </summary>
internal static class Snapshot
{
    private static readonly JsonSerializerOptions Json = new()
    {
        Converters = { new JsonStringEnumConverter(), new WholeText(), new OrdinalKeys() },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        IncludeFields = true,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { DropComputed, AddLeftOut } },
    };

    public static string Write(Incident incident) => JsonSerializer.Serialize(incident, Json);

    public static Incident Read(string written) => JsonSerializer.Deserialize<Incident>(written, Json)!;

    private static void DropComputed(JsonTypeInfo info)
    {
        foreach (var computed in info.Properties.Where(p => p is { Set: null, AssociatedParameter: null }).ToArray()) info.Properties.Remove(computed);
    }

    /// <summary>What the stored form of events leaves out may be part of a state all the same.</summary>
    private static void AddLeftOut(JsonTypeInfo info)
    {
        if (info.Kind is not JsonTypeInfoKind.Object) return;
        foreach (var property in info.Type.GetProperties().Where(p => p.CanWrite && p.IsDefined(typeof(JsonIgnoreAttribute))))
        {
            if (info.Properties.FirstOrDefault(p => p.Name == property.Name) is { } ignored) info.Properties.Remove(ignored);
            var added = info.CreateJsonPropertyInfo(property.PropertyType, property.Name);
            (added.Get, added.Set) = (property.GetValue, property.SetValue);
            info.Properties.Add(added);
        }
    }

    /// <summary>A removed text stays one, where the form that events have would spell it out.</summary>
    private sealed class WholeText : JsonConverter<Text>
    {
        public override bool HandleNull => false;

        public override Text Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var value = JsonElement.ParseValue(ref reader);
            return new(value.GetArrayLength() == 0 ? null : value[0].GetString());
        }

        public override void Write(Utf8JsonWriter writer, Text value, JsonSerializerOptions options)
        {
            writer.WriteStartArray();
            if (value.Value is { } words) writer.WriteStringValue(words);
            writer.WriteEndArray();
        }
    }

    /// <summary>Sorted by their bytes, as every state sorts its words, and not as a language would.</summary>
    private sealed class OrdinalKeys : JsonConverterFactory
    {
        public override bool CanConvert(Type typeToConvert) =>
            typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(ImmutableSortedDictionary<,>) && typeToConvert.GetGenericArguments()[0] == typeof(string);

        public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
            (JsonConverter)Activator.CreateInstance(typeof(Of<>).MakeGenericType(typeToConvert.GetGenericArguments()[1]))!;

        private sealed class Of<TValue> : JsonConverter<ImmutableSortedDictionary<string, TValue>>
        {
            public override ImmutableSortedDictionary<string, TValue> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
                JsonSerializer.Deserialize<Dictionary<string, TValue>>(ref reader, options)!.ToImmutableSortedDictionary(StringComparer.Ordinal);

            public override void Write(Utf8JsonWriter writer, ImmutableSortedDictionary<string, TValue> value, JsonSerializerOptions options)
            {
                writer.WriteStartObject();
                foreach (var (key, item) in value)
                {
                    writer.WritePropertyName(key);
                    JsonSerializer.Serialize(writer, item, options);
                }
                writer.WriteEndObject();
            }
        }
    }
}

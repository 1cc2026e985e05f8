using System.Collections.Frozen;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ChatOpsIncident.Incidents.Timeline;

/// <summary>Every stored event by name and version. Append-only: what was stored once can always be read.</summary>
public static class EventCatalogue
{
    private static readonly FrozenDictionary<(string Type, int Version), Type> ByName = typeof(Event).Assembly.GetTypes()
        .Where(t => t.IsSubclassOf(typeof(Event)) && !t.IsAbstract)
        .ToFrozenDictionary(t => NameOf(t));

    private static readonly FrozenDictionary<Type, (string Type, int Version)> ByType = ByName.ToFrozenDictionary(e => e.Value, e => e.Key);

    /// <summary>How events are written; times to the tick, enums by name, nothing for null.</summary>
    internal static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>All names with their types, for the catalogue's spec.</summary>
    public static IEnumerable<KeyValuePair<(string Type, int Version), Type>> All => ByName;

    internal static (string Type, int Version) NameOf(Event @event) => ByType[@event.GetType()];

    internal static Type TypeOf(string type, int version) =>
        ByName.TryGetValue((type, version), out var kind) ? kind : throw new FromTheFutureException($"'{type}' version {version}");

    private static (string Type, int Version) NameOf(Type type) =>
        type.GetCustomAttribute<StoredAsAttribute>() is { } stored
            ? (stored.Type, stored.Version)
            : throw new InvalidOperationException($"{type.Name} needs [StoredAs].");
}

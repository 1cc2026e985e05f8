using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOpsIncident.Incidents.Cards;

namespace ChatOpsIncident.Edges.Slack.BlockKit;

/// <summary>What a button, a menu's entry or a form carries: the offer's word, the incident, what the label promised. Nothing secret.</summary>
/// <param name="Word">The offer's word.</param>
/// <param name="Stream">The incident's stream id; null outside any.</param>
/// <param name="Values">What was promised.</param>
public sealed record ButtonValue(string Word, string? Stream, ImmutableDictionary<string, string> Values)
{
    private const int MostValues = 100;
    private const int LongestName = 64;

    /// <summary>For forms: the room in which it was opened, if it was in one.</summary>
    public string? Room { get; init; }

    /// <summary>As text of at most <paramref name="longest"/> characters: what does not fit of the longest value is left out. Null: it does not fit at all.</summary>
    public string? Write(int longest)
    {
        // No more of a value than this can fit; most of a huge one is not written even once.
        var values = Values.SetItems(Values.Where(v => v.Value.Length > longest).Select(v => KeyValuePair.Create(v.Key, Shortened.Line(v.Value, longest))));
        while (true)
        {
            var text = Json(values);
            if (text.Length <= longest) return text;
            var (name, value) = values.Where(v => v.Value.Length > 1).MaxBy(v => v.Value.Length);
            if (name is null) return null;
            values = values.SetItem(name, Shortened.Line(value, Math.Max(1, Math.Min(value.Length - 1, value.Length - (text.Length - longest)))));
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote; null if this is not ours.</summary>
    public static ButtonValue? Read(string? text)
    {
        if (text is not { Length: > 0 and <= BlockLimits.PrivateMetadata }) return null;
        try
        {
            var json = JsonSerializer.Deserialize<JsonElement>(text);
            if (json.ValueKind != JsonValueKind.Object || json.Text("w") is not { Length: > 0 and <= LongestName } word) return null;
            var values = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
            foreach (var value in json.TryGetProperty("v", out var all) && all.ValueKind == JsonValueKind.Object ? all.EnumerateObject().Take(MostValues) : [])
            {
                if (value.Name.Length <= LongestName && value.Value.ValueKind == JsonValueKind.String) values[value.Name] = value.Value.GetString()!;
            }
            return new(word, json.Text("s"), values.ToImmutable()) { Room = json.Text("r") };
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>What a <c>block_actions</c> action carries; null for anything that only fills in an answer, opens an address, or is not ours.</summary>
    public static ButtonValue? Of(JsonElement action) => action.Text("action_id") is { } id && id.StartsWith(ViewAnswers.Prefix, StringComparison.Ordinal)
        ? null
        : Read(action.Text("value") ?? action.Text("selected_option", "value"));

    private string Json(ImmutableDictionary<string, string> values)
    {
        var json = new JsonObject { ["w"] = Word };
        if (Stream is { Length: > 0 }) json["s"] = Stream;
        if (Room is not null) json["r"] = Room;
        if (!values.IsEmpty) json["v"] = new JsonObject(values.OrderBy(v => v.Key, StringComparer.Ordinal).Select(v => KeyValuePair.Create<string, JsonNode?>(v.Key, v.Value)));
        return json.ToJsonString(JsonReading.Compact);
    }
}

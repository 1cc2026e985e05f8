using System.Text.Json.Nodes;

namespace ChatOpsIncident.Incidents.Timeline;

/// <summary>Deletes value and salt from a stored event; the chain still verifies. The one write that is not an append.</summary>
public static class Redaction
{
    /// <summary>The stored envelope without the values that <paramref name="which"/> chooses, and how many were removed.</summary>
    public static (string Json, int Removed) Apply(string json, Func<string, bool> which)
    {
        var node = JsonNode.Parse(json)!;
        var chosen = Sealed.In(node).Where(v => v[Sealed.Value] is { } value && which((string)value!)).ToArray();
        foreach (var value in chosen) Sealed.Redact(value);
        return (node.ToJsonString(EventCatalogue.Json), chosen.Length);
    }
}

using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace ChatOpsIncident.Incidents.Timeline;

/// <summary>Redactable values inside stored JSON: <c>{"~": value, "salt": base64}</c>, after a redaction <c>{"sha256": hex}</c>.</summary>
public static class Sealed
{
    internal const string Value = "~";
    internal const string Salt = "salt";
    internal const string Digest = "sha256";

    /// <summary>Gives every redactable value its own salt, in place.</summary>
    /// <param name="json">The stored envelope.</param>
    /// <param name="newSalt">Yields 16 random bytes each time.</param>
    public static void AddSalts(JsonNode? json, Func<byte[]> newSalt)
    {
        ArgumentNullException.ThrowIfNull(newSalt);
        foreach (var value in In(json).Where(v => v.ContainsKey(Value) && !v.ContainsKey(Salt)))
            value[Salt] = Convert.ToBase64String(newSalt());
    }

    /// <summary>A copy in which each redactable value is only its hash: what the chain covers.</summary>
    public static JsonNode Commit(JsonNode json)
    {
        ArgumentNullException.ThrowIfNull(json);
        var copy = json.DeepClone();
        foreach (var value in In(copy).ToArray()) Redact(value);
        return copy;
    }

    /// <summary>Deletes value and salt of one redactable value, leaving its hash.</summary>
    internal static void Redact(JsonObject value)
    {
        if (!value.ContainsKey(Value)) return;
        var digest = SHA256.HashData([.. Convert.FromBase64String((string)value[Salt]!), .. Encoding.UTF8.GetBytes((string)value[Value]!)]);
        value.Clear();
        value[Digest] = Convert.ToHexStringLower(digest);
    }

    /// <summary>
    /// All redactable values, in document order. Text from people is always a string, so nobody can type one. An event may have a member
    /// of its own called sha256; a redacted value has nothing else.
    /// </summary>
    internal static IEnumerable<JsonObject> In(JsonNode? json) => json switch
    {
        JsonObject value when value.ContainsKey(Value) || (value.Count == 1 && value.ContainsKey(Digest)) => [value],
        JsonObject parent => parent.SelectMany(p => In(p.Value)),
        JsonArray items => items.SelectMany(In),
        _ => [],
    };
}

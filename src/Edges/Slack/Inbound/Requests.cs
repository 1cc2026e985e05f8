using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ChatOpsIncident.Edges.Slack.Inbound;

/// <summary>Ids of requests: the same for a repeat, however and whenever it comes.</summary>
internal static class Requests
{
    private static readonly string[] Stable = ["type", "user", "user_id", "channel", "channel_id", "container", "message_ts", "action_ts", "actions", "callback_id", "command", "text"];

    /// <summary>Slack's own id where it gives one; else a hash of what stays the same.</summary>
    public static string Of(string kind, string? id, JsonElement payload) => $"{kind}.{id ?? Hash(payload)}";

    /// <summary>An answer's address, if it is one.</summary>
    public static Uri? Address(string? text) => Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "https" or "http" ? address : null;

    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Hash(JsonElement payload) => Hash(string.Join('\n', Stable.Select(name => payload.At(name)?.GetRawText())));
}

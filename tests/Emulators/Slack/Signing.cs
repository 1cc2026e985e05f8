using System.Security.Cryptography;
using System.Text;

namespace ChatOpsIncident.Emulators.Slack;

/// <summary>How Slack signs what it sends.</summary>
public static class Signing
{
    /// <summary>The value of <c>X-Slack-Signature</c>.</summary>
    /// <param name="timestamp">Unix seconds, as in <c>X-Slack-Request-Timestamp</c>.</param>
    /// <param name="body">The raw body.</param>
    public static string Of(string secret, string timestamp, string body) =>
        $"v0={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"v0:{timestamp}:{body}")))}";
}

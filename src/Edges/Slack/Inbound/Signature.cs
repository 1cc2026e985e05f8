using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ChatOpsIncident.Edges.Slack.Inbound;

/// <summary>Whether a body comes from Slack: <c>v0=</c> and the HMAC-SHA256 of version, time and the bytes as they came, under the app's signing secret.</summary>
internal sealed class Signature(string secret, TimeProvider clock)
{
    /// <summary>How far the sender's clock may be off, either way.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromSeconds(300);

    private const string Version = "v0";
    private readonly byte[] key = Encoding.UTF8.GetBytes(secret);

    /// <summary>Whether the time of sending is near; to be asked before a body is read.</summary>
    public bool IsFresh(string? timestamp) =>
        long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
        && (clock.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(seconds)).Duration() <= Window;

    /// <summary>Whether the signature is that of this body, sent at this time. Takes as long for a wrong one as for a right one.</summary>
    public bool IsOf(ReadOnlySpan<byte> body, string? timestamp, string? signature)
    {
        if (timestamp is null || signature is null) return false;
        var expected = Encoding.ASCII.GetBytes(Of(body, timestamp));
        return CryptographicOperations.FixedTimeEquals(expected, Encoding.UTF8.GetBytes(signature));
    }

    /// <summary>The signature that Slack would send.</summary>
    public string Of(ReadOnlySpan<byte> body, string timestamp)
    {
        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        mac.AppendData(Encoding.UTF8.GetBytes($"{Version}:{timestamp}:"));
        mac.AppendData(body);
        return $"{Version}={Convert.ToHexStringLower(mac.GetHashAndReset())}";
    }
}

using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace ChatOpsIncident.Incidents.Timeline;

/// <summary>
/// The chain: hash n = SHA-256("chatops-incident/1" ‖ 0x0A ‖ hash n-1 as 32 bytes ‖ canonical JSON of the envelope with
/// redactable values as their hashes). Before the first event the hash is 32 zero bytes.
/// </summary>
public static class HashChain
{
    private static readonly byte[] Domain = "chatops-incident/1\n"u8.ToArray();

    /// <summary>The hash before the first event: 64 zeros.</summary>
    public static string Start { get; } = new('0', 64);

    /// <summary>The hash of the next event.</summary>
    public static string Next(string previous, JsonNode envelope) => Convert.ToHexStringLower(SHA256.HashData(
        [.. Domain, .. Convert.FromHexString(previous), .. Encoding.UTF8.GetBytes(CanonicalJson.Write(Sealed.Commit(envelope)))]));

    /// <summary>The number of the first event whose hash or number does not follow from what was before; null if the chain is whole.</summary>
    public static long? FirstBroken(IEnumerable<Recorded> stream)
    {
        var (hash, number) = (Start, 0L);
        foreach (var recorded in stream)
        {
            hash = Next(hash, JsonNode.Parse(recorded.Json)!);
            if (++number != recorded.Number || hash != recorded.Hash) return number;
        }
        return null;
    }
}

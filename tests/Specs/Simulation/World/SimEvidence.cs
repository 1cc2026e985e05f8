using System.Security.Cryptography;
using ChatOpsIncident.Engine;

namespace ChatOpsIncident.Specs.Simulation.World;

/// <summary>Evidence content in memory, shared by all instances.</summary>
internal sealed class SimEvidence : IEvidence
{
    private readonly Dictionary<(string Stream, string Sha256), byte[]> kept = [];

    public Task<string> Keep(string stream, ReadOnlyMemory<byte> content, CancellationToken cancel = default)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(content.Span));
        kept[(stream, hash)] = content.ToArray();
        return Task.FromResult(hash);
    }

    public Task<byte[]?> Read(string stream, string sha256, CancellationToken cancel = default) =>
        Task.FromResult(kept.GetValueOrDefault((stream, sha256)));
}

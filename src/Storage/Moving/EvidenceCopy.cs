using ChatOpsIncident.Engine;
using ChatOpsIncident.Storage.Evidence;

namespace ChatOpsIncident.Storage.Moving;

/// <summary>Evidence as a whole, for copying.</summary>
public interface IWholeEvidence : IEvidence
{
    /// <summary>Everything that is kept.</summary>
    IAsyncEnumerable<(string Stream, string Sha256)> All(CancellationToken cancel = default);
}

/// <summary>Copies the content of evidence; each piece is checked against its hash when it is read, and again what is there already.</summary>
public static class EvidenceCopy
{
    /// <returns>How many pieces are there then.</returns>
    /// <exception cref="EvidenceAlteredException">A piece no longer is what was kept.</exception>
    public static async Task<int> Run(IWholeEvidence from, IEvidence to, CancellationToken cancel = default)
    {
        var pieces = 0;
        await foreach (var (stream, sha256) in from.All(cancel))
        {
            if (await from.Read(stream, sha256, cancel) is not { } content) continue;
            await to.Keep(stream, content, cancel);
            pieces++;
        }
        return pieces;
    }

    /// <summary>Incident and hash of an address; null if it is none of ours.</summary>
    internal static (string Stream, string Sha256)? Address(string name)
    {
        if (name.Split('/') is not [var stream, "sha256", var two, var rest]) return null;
        try
        {
            return EvidenceAddress.Of(stream, two + rest) == name ? (stream, two + rest) : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}

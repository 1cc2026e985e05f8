namespace ChatOpsIncident.Engine;

/// <summary>
/// Content of evidence, addressed by incident and SHA-256, so that removing one incident's never takes another's. Keep it first, append
/// the event with the hash second: content without its event is harmless, an event without its content is not.
/// </summary>
/// <remarks>Errors: <see cref="StoreUnavailableException"/> (it was not kept), <see cref="EvidenceAlteredException"/>.</remarks>
public interface IEvidence
{
    /// <summary>Keeps these bytes; once it returns they are on disk. The same content again is fine.</summary>
    /// <param name="stream">The incident's stream id.</param>
    /// <returns>SHA-256 of the content, 64 lower-case hex digits.</returns>
    Task<string> Keep(string stream, ReadOnlyMemory<byte> content, CancellationToken cancel = default);

    /// <summary>The content with this hash, checked against it; null if this incident has none such.</summary>
    /// <param name="stream">The incident's stream id.</param>
    /// <param name="sha256">As <see cref="Keep"/> returned it.</param>
    Task<byte[]?> Read(string stream, string sha256, CancellationToken cancel = default);
}

/// <summary>What lies there is not what was kept.</summary>
public sealed class EvidenceAlteredException(string sha256)
    : Exception($"The content kept as {sha256} no longer has that hash: it was changed after it was kept. Leave it as it is, and get the content from a backup.");

namespace ChatOpsIncident.Storage.Evidence;

/// <summary>Where content lies, in a folder or a container: by its incident and its hash.</summary>
internal static class EvidenceAddress
{
    /// <summary>Only letters and digits make a path, so none leads out.</summary>
    public static string Of(string stream, string sha256)
    {
        if (stream is not { Length: > 0 and <= 64 } || !stream.All(char.IsAsciiLetterOrDigit)) throw new ArgumentException("A stream id has 1 to 64 letters and digits.", nameof(stream));
        if (sha256 is not { Length: 64 } || !sha256.All(char.IsAsciiHexDigitLower)) throw new ArgumentException("A SHA-256 has 64 lower-case hex digits.", nameof(sha256));
        return $"{stream}/sha256/{sha256[..2]}/{sha256[2..]}";
    }
}

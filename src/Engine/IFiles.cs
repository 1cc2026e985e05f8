namespace ChatOpsIncident.Engine;

/// <summary>Files that people share on a platform, handed out to the bot alone.</summary>
/// <remarks>Errors: <see cref="FileNotHandedOutException"/>.</remarks>
public interface IFiles
{
    /// <summary>The platform's name.</summary>
    string Platform { get; }

    /// <summary>A file's whole content, as it lies there.</summary>
    /// <param name="file">The platform's reference, as <see cref="CapturedFile"/> carries it.</param>
    Task<byte[]> Fetch(string file, CancellationToken cancel = default);
}

/// <summary>The bot did not get a file. The message says why, as the end of a sentence ("it is larger than 50 MB").</summary>
public sealed class FileNotHandedOutException(string why, string instead, Exception? inner = null) : Exception(why, inner)
{
    /// <summary>What somebody can do about it: a sentence.</summary>
    public string Instead { get; } = instead;
}

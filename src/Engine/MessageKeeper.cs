using System.Collections.Immutable;
using System.Text;
using ChatOpsIncident.Incidents.Response;
using ChatOpsIncident.Incidents.Timeline;

namespace ChatOpsIncident.Engine;

/// <summary>
/// Keeps what a message says and carries. Content first, event second: an orphan is harmless, an event without its content is not.
/// A file that the platform does not hand out keeps nothing else back; who asked is told of it.
/// </summary>
internal sealed class MessageKeeper(IEvidence evidence, ImmutableArray<IFiles> files)
{
    /// <summary>So many files of one message are kept.</summary>
    public const int MostFiles = 10;

    private const int LongestTitle = 100;

    public async Task<PointedAt> Keep(string stream, Person who, CapturedMessage message, CancellationToken cancel)
    {
        var words = await Piece(stream, message, message.Text, Encoding.UTF8.GetBytes(message.Text), cancel);
        var attached = await Task.WhenAll(message.Files.Take(MostFiles).Select(f => File(stream, who, message, f, cancel)));
        var tooMany = message.Files.Skip(MostFiles)
            .Select(f => new NotKept(f.Name, $"of one message {MostFiles} files are kept", "Share it in a message of its own, and save that."));
        return new(words)
        {
            Wordless = message.Wordless,
            Files = [.. attached.Select(a => a.Kept).OfType<Evidence>()],
            NotKept = [.. attached.Select(a => a.Not).OfType<NotKept>(), .. tooMany],
        };
    }

    private async Task<(Evidence? Kept, NotKept? Not)> File(string stream, Person who, CapturedMessage message, CapturedFile file, CancellationToken cancel)
    {
        if (files.FirstOrDefault(f => f.Platform == who.Platform) is not { } platform)
            return (null, new(file.Name, "files are not taken from here", "Keep it somewhere safe, and say where: /incident evidence what, kept at where"));
        try
        {
            return (await Piece(stream, message, file.Name, await platform.Fetch(file.Reference, cancel), cancel), null);
        }
        catch (FileNotHandedOutException not)
        {
            return (null, new(file.Name, not.Message, not.Instead));
        }
    }

    private async Task<Evidence> Piece(string stream, CapturedMessage message, string title, byte[] content, CancellationToken cancel) =>
        new(0, new Text(title.Length <= LongestTitle ? title : title[..LongestTitle] + "…"))
        {
            Sha256 = await evidence.Keep(stream, content, cancel),
            Size = content.Length,
            Author = message.Author,
            Message = message.Reference,
            WrittenAt = message.At,
        };
}

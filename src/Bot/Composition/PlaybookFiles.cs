using System.Collections.Immutable;
using System.Text;
using ChatOpsIncident.Incidents.Preparation;

namespace ChatOpsIncident.Bot.Composition;

/// <summary>Reads a playbook's file, and the files that it includes, from the folder that it lies in.</summary>
internal static class PlaybookFiles
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The texts, main file first; or why a file cannot be read.</summary>
    public static (ImmutableArray<PlaybookText> Texts, ImmutableArray<PlaybookFault> Faults) Read(string path)
    {
        var (main, why) = Text(path, path, "here");
        if (main is null) return ([], [new(path, 1, 1, why!)]);
        var faults = ImmutableArray.CreateBuilder<PlaybookFault>();
        var texts = ImmutableArray.Create(main);
        foreach (var include in PlaybookReader.Includes(main))
        {
            (var text, why) = Text(Path.Combine(Path.GetDirectoryName(path) ?? "", include.Name), include.Name, "the file that includes it");
            if (text is null) faults.Add(new(path, include.Line, include.Column, why!));
            else texts = texts.Add(text);
        }
        return (texts, faults.ToImmutable());
    }

    private static (PlaybookText? Text, string? Why) Text(string path, string name, string seenFrom)
    {
        try
        {
            using var file = File.OpenRead(path);
            // One byte more than a playbook may have, so that the reader sees that it is too large.
            var bytes = new byte[PlaybookReader.MostBytes + 1];
            var length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return (new(path, length > PlaybookReader.MostBytes ? new(' ', length) : Strict.GetString(bytes, 0, length).TrimStart('\uFEFF')), null);
        }
        catch (DecoderFallbackException)
        {
            return (null, $"{name} is not text in UTF-8. Save it as UTF-8.");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return (null, $"There is no file {name}. Write the path as seen from {seenFrom}.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return (null, $"{name} cannot be read. Is it a file, and may this user read it?");
        }
    }
}

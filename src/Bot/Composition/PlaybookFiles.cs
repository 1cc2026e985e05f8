using ChatOpsIncident.Incidents.Preparation;

namespace ChatOpsIncident.Bot.Composition;

/// <summary>Reads a playbook's file and what it includes from disk.</summary>
internal static class PlaybookFiles
{
    /// <summary>The main file first; a file that is not there reads as empty, which the check then says.</summary>
    public static IReadOnlyList<PlaybookText> Read(string path)
    {
        var main = new PlaybookText(path, File.ReadAllText(path));
        var folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? ".";
        return [main, .. PlaybookReader.Includes(main).Select(name => Included(folder, name))];
    }

    private static PlaybookText Included(string folder, string name) =>
        Path.Combine(folder, name) is var path && File.Exists(path) ? new(name, File.ReadAllText(path)) : new(name, "");
}

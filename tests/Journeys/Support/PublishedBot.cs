using System.Diagnostics;

namespace ChatOpsIncident.Journeys.Support;

/// <summary>The bot as it is installed: published once for all journeys of a run.</summary>
public static class PublishedBot
{
    private static readonly Lazy<string> Folder = new(Publish);

    /// <summary>The program to run with <c>dotnet</c>.</summary>
    public static string Program => Path.Combine(Folder.Value, "ChatOpsIncident.Bot.dll");

    private static string Publish()
    {
        var root = Repository();
        var folder = Path.Combine(root, "artifacts", "journeys");
        var start = new ProcessStartInfo("dotnet", ["publish", Path.Combine(root, "src", "Bot"), "-c", "Release", "-o", folder, "-v", "quiet", "-nologo"])
        {
            RedirectStandardOutput = true,
        };
        using var publish = Process.Start(start)!;
        var output = publish.StandardOutput.ReadToEnd();
        publish.WaitForExit();
        return publish.ExitCode == 0 ? folder : throw new InvalidOperationException("The bot could not be published:\n" + output);
    }

    /// <summary>The folder with the solution in it.</summary>
    public static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "ChatOpsIncident.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("These journeys run from inside the repository.");
    }
}

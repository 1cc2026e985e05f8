using System.CommandLine;
using ChatOpsIncident.Edges.Slack.Setup;

namespace ChatOpsIncident.Bot.CommandLine;

/// <summary><c>manifests --url …</c>: writes the app manifests, filled in.</summary>
internal static class Manifests
{
    private static readonly Option<string?> Url = new("--url") { Description = "Where Slack reaches the bot, such as https://incidents.example.org; Socket Mode needs none" };
    private static readonly Option<string> To = new("--to") { Description = "The folder to write to", DefaultValueFactory = _ => "manifests-filled" };

    public static Command Command { get; } = Make();

    private static Command Make()
    {
        var command = new Command("manifests", "Write the app manifests for the chat platforms, filled in: manifests --url https://incidents.example.org") { Url, To };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        var (url, folder) = (parsed.GetValue(Url), parsed.GetRequiredValue(To));
        var address = Uri.TryCreate(url, UriKind.Absolute, out var given) && given is { Scheme: "https", Query: "", Fragment: "" } ? given : null;
        if (url is not null && address is null)
        {
            Console.Error.WriteLine($"--url: '{url}' is not an address that Slack can call. Write it with https, such as https://incidents.example.org, or leave it out for Socket Mode.");
            return Commands.WrongUsage;
        }
        try
        {
            Directory.CreateDirectory(folder);
            Write(Path.Combine(folder, "slack-socket-mode.json"), Manifest.ForSocketMode());
            if (address is not null) Write(Path.Combine(folder, "slack-http.json"), Manifest.ForHttp(address));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"--to: nothing can be written to {folder}. Name a folder that this user may write to.");
            return Commands.No;
        }
        Console.WriteLine("Next: https://api.slack.com/apps, Create New App, From a manifest; paste the file.");
        return Commands.Good;
    }

    private static void Write(string path, string text)
    {
        File.WriteAllText(path, text);
        Console.WriteLine($"Wrote {path}");
    }
}

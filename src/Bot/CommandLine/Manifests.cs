using System.CommandLine;
using ChatOpsIncident.Edges.Slack.Setup;
using ChatOpsIncident.Edges.Teams.Setup;

namespace ChatOpsIncident.Bot.CommandLine;

/// <summary><c>manifests --url …</c>: writes the app manifests, filled in.</summary>
internal static class Manifests
{
    private static readonly Option<string?> Url = new("--url") { Description = "Where Slack and Teams reach the bot, such as https://incidents.example.org; Slack's Socket Mode needs none" };
    private static readonly Option<string?> App = new("--teams-app-id") { Description = "The Application (client) ID of the app registration for Teams: packs the app for the upload" };
    private static readonly Option<string> To = new("--to") { Description = "The folder to write to", DefaultValueFactory = _ => "manifests-filled" };

    public static Command Command { get; } = Make();

    private static Command Make()
    {
        var command = new Command("manifests", "Write the app manifests for the chat platforms, filled in: manifests --url https://incidents.example.org") { Url, App, To };
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
        var app = parsed.GetValue(App) is { } id ? Guid.TryParseExact(id, "D", out var parsedId) ? parsedId : Guid.Empty : (Guid?)null;
        if (app == Guid.Empty || (app is not null && address is null))
        {
            Console.Error.WriteLine(app == Guid.Empty
                ? "--teams-app-id: that is not an id. Copy the Application (client) ID from the app registration's overview; it looks like 11111111-2222-3333-4444-555555555555."
                : "--teams-app-id: Teams needs --url beside it, the address at which it reaches the bot, such as https://incidents.example.org.");
            return Commands.WrongUsage;
        }
        try
        {
            Directory.CreateDirectory(folder);
            Write(Path.Combine(folder, "slack-socket-mode.json"), Manifest.ForSocketMode());
            if (address is not null) Write(Path.Combine(folder, "slack-http.json"), Manifest.ForHttp(address));
            if (app is { } teams)
            {
                Pack(Path.Combine(folder, "teams.zip"), TeamsManifest.Filled(address!, teams));
                Pack(Path.Combine(folder, "teams-without-slash.zip"), TeamsManifest.WithoutSlash(address!, teams));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"--to: nothing can be written to {folder}. Name a folder that this user may write to.");
            return Commands.No;
        }
        Console.WriteLine("Next: https://api.slack.com/apps, Create New App, From a manifest; paste the file.");
        if (app is not null) Console.WriteLine("For Teams: https://admin.teams.microsoft.com, Teams apps, Manage apps, Upload new app: teams.zip; if it is refused for its version, teams-without-slash.zip.");
        return Commands.Good;
    }

    private static void Pack(string path, string manifest)
    {
        File.WriteAllBytes(path, TeamsManifest.Packed(manifest));
        Console.WriteLine($"Wrote {path}");
    }

    private static void Write(string path, string text)
    {
        File.WriteAllText(path, text);
        Console.WriteLine($"Wrote {path}");
    }
}

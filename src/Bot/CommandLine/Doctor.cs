using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOpsIncident.Bot.Composition;
using ChatOpsIncident.Edges.Shared;
using ChatOpsIncident.Edges.Slack;
using ChatOpsIncident.Edges.Slack.Api;
using ChatOpsIncident.Edges.Slack.Setup;
using ChatOpsIncident.Edges.Teams;
using ChatOpsIncident.Edges.Teams.Setup;
using ChatOpsIncident.Engine;

namespace ChatOpsIncident.Bot.CommandLine;

/// <summary><c>doctor</c>: looks at the set-up and says what is missing, by its name and where to add it.</summary>
internal static class Doctor
{
    private static readonly Option<string?> App = new("--manifest") { Description = "The Slack app's manifest, as its settings show it: events, command and shortcuts are checked too" };

    public static Command Command { get; } = Make();

    private static Command Make()
    {
        var command = new Command("doctor", "Look at the set-up of Slack and Teams: exit code 0 if all is well, 1 with what is missing and where to add it") { App };
        command.SetAction(Run);
        return command;
    }

    private static async Task<int> Run(ParseResult parsed, CancellationToken cancel)
    {
        if (Settings.InOrder(HostSettings.Read(Commands.Settings(parsed)).Configuration) is not { } settings) return Commands.WrongUsage;
        var findings = ImmutableArray.CreateBuilder<Finding>();
        if (parsed.GetValue(App) is { } file)
        {
            if (await Read(file) is not { } app) return Commands.WrongUsage;
            findings.AddRange(Manifest.Lacks(app).Select(l => new Finding("Manifest", l)));
            if (findings.Count == 0) findings.Add(new("The manifest has every scope, event, command and shortcut"));
        }
        if (settings.Slack is { } slack) findings.AddRange(await Slack(slack, settings.Storage, cancel));
        else if (findings.Count == 0 && settings.Teams is null) findings.Add(new("Slack is not set up; the README says how in five steps"));
        if (settings.Teams is { } teams) findings.AddRange(await Teams(teams, settings.Storage, cancel));
        foreach (var finding in findings) Console.WriteLine(finding.Wrong is { } wrong ? $"{(finding.Optional ? "optional" : "missing ")} {finding.What}: {wrong}" : $"good     {finding.What}");
        if (settings.Slack is not null && parsed.GetValue(App) is null) Console.WriteLine("Events, command and shortcuts are seen only in the app's manifest: save it from \"App Manifest\" of the app's settings, then doctor --manifest FILE.");
        return findings.Any(f => f is { Wrong: not null, Optional: false }) ? Commands.No : Commands.Good;
    }

    private static async Task<ImmutableArray<Finding>> Slack(SlackSettings slack, StorageOptions storage, CancellationToken cancel)
    {
        using var http = new HttpClient(SlackApi.Connection()) { Timeout = TimeSpan.FromSeconds(10) };
        var examination = new Examination(http, slack);
        var installation = await examination.Installation(cancel);
        if (installation.Any(f => f.What == "Slack:BotToken")) return installation;
        try
        {
            if (Stores.Find(storage, TimeProvider.System) is not { } store) return installation;
            await using var closing = store as IAsyncDisposable;
            return [.. installation, .. await examination.Rooms(await OpenRooms.Of(store, SlackId.Platform, cancel), cancel)];
        }
        catch (Exception e) when (e is StoreUnavailableException or StoreUncertainException or StoreFromTheFutureException)
        {
            return [.. installation, new("Store", e.Message)];
        }
    }

    private static async Task<ImmutableArray<Finding>> Teams(TeamsSettings teams, StorageOptions storage, CancellationToken cancel)
    {
        using var http = new HttpClient(SlackApi.Connection()) { Timeout = TimeSpan.FromSeconds(10) };
        var examination = new TeamsExamination(http, teams, TimeProvider.System);
        var installation = await examination.Installation(cancel);
        try
        {
            if (Stores.Find(storage, TimeProvider.System) is not { } store) return installation;
            await using var closing = store as IAsyncDisposable;
            return [.. installation, await examination.Heard(store, cancel)];
        }
        catch (Exception e) when (e is StoreUnavailableException or StoreUncertainException or StoreFromTheFutureException)
        {
            return [.. installation, new("Store", e.Message)];
        }
    }

    private static async Task<JsonNode?> Read(string file)
    {
        try
        {
            return JsonNode.Parse(await File.ReadAllTextAsync(file)) ?? throw new JsonException();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            await Console.Error.WriteLineAsync($"--manifest: {file} cannot be read as JSON. Save it from \"App Manifest\" of the app's settings, with JSON chosen.");
            return null;
        }
    }
}

using System.Diagnostics;
using ChatOpsIncident.Journeys.Support;

namespace ChatOpsIncident.Journeys;

/// <summary>A setting that is not in order stops the start and says what to write instead; nothing is made on disk.</summary>
public sealed class SettingsJourney : IDisposable
{
    private const string All = "The settings are Storage:Provider, Storage:ConnectionString, Evidence:Path, Playbook:Path, WebChat:Enabled, "
        + "Slack:BotToken, Slack:SigningSecret, Slack:AppToken, Slack:ApiUrl.";
    private const string Later = "this version does not have it yet. Remove it; until then there are Slack and the web chat on one machine, with SQLite.";

    private readonly string folder = Directory.CreateTempSubdirectory("incident-settings-").FullName;

    [Theory]
    [InlineData("Storage__ConectionString", "x", $"Storage:ConectionString: there is no such setting. Did you mean Storage:ConnectionString? {All}")]
    [InlineData("WebChat__Enable", "true", $"WebChat:Enable: there is no such setting. Did you mean WebChat:Enabled? {All}")]
    [InlineData("WebChat__Authority", "https://id.example", $"WebChat:Authority: {Later}")]
    [InlineData("Teams__AppId", "x", $"Teams:AppId: {Later}")]
    [InlineData("Slack__SigningSecret", "x", "Slack:SigningSecret: it needs Slack:BotToken beside it. Copy the Bot User OAuth Token from OAuth & Permissions of the Slack app, or remove Slack:SigningSecret.")]
    [InlineData("Slack__BotToken", "xoxb-1", "Slack:BotToken: nothing comes in with it alone. Set Slack:AppToken for Socket Mode, or Slack:SigningSecret for HTTP (Basic Information of the Slack app shows it).")]
    [InlineData("Storage__Provider", "AzureTables", "Storage:Provider: 'AzureTables' is not there. Write Sqlite, or leave it out.")]
    [InlineData("WebChat__Enabled", "perhaps", "WebChat:Enabled: 'perhaps' is neither. Write true or false.")]
    public async Task A_setting_that_is_not_in_order_stops_the_start(string name, string value, string says)
    {
        var start = new ProcessStartInfo("dotnet", [PublishedBot.Program]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        (process.ExitCode, error.Trim()).ShouldBe((2, says));
        Directory.EnumerateFileSystemEntries(folder).ShouldBeEmpty();
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}

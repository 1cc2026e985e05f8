using System.Diagnostics;
using ChatOpsIncident.Journeys.Support;

namespace ChatOpsIncident.Journeys;

/// <summary>A setting that is not in order stops the start and says what to write instead; nothing is made on disk.</summary>
public sealed class SettingsJourney : IDisposable
{
    private const string All = "The settings are Storage:Provider, Storage:ConnectionString, Storage:Endpoint, Storage:TablePrefix, Evidence:Path, Evidence:ConnectionString, Evidence:Container, "
        + "Playbook:Path, Secrets:Path, WebChat:Enabled, "
        + "Slack:BotToken, Slack:SigningSecret, Slack:AppToken, Slack:ApiUrl, Slack:TeamId, "
        + "Teams:AppId, Teams:TenantId, Teams:ClientSecret, Teams:CertificatePath, Teams:ManagedIdentity, Teams:FederatedTokenFile, Teams:TeamId, Teams:Cloud, "
        + "Teams:OpenIdMetadataUrl, Teams:TokenUrl, Teams:GraphUrl, Teams:AllowedServiceHosts, Teams:AllowAnonymous.";
    private const string Later = "this version does not have it yet. Remove it; until then there are Slack, Teams and the web chat.";

    private readonly string folder = Directory.CreateTempSubdirectory("incident-settings-").FullName;

    [Theory]
    [InlineData("Storage__ConectionString", "x", $"Storage:ConectionString: there is no such setting. Did you mean Storage:ConnectionString? {All}")]
    [InlineData("WebChat__Enable", "true", $"WebChat:Enable: there is no such setting. Did you mean WebChat:Enabled? {All}")]
    [InlineData("WebChat__Authority", "https://id.example", $"WebChat:Authority: {Later}")]
    [InlineData("Alerts__Sources__prometheus__Format", "x", $"Alerts:Sources:prometheus:Format: {Later}")]
    [InlineData("Slack__SigningSecret", "x", "Slack:SigningSecret: it needs Slack:BotToken beside it. Copy the Bot User OAuth Token from OAuth & Permissions of the Slack app, or remove Slack:SigningSecret.")]
    [InlineData("Slack__BotToken", "xoxb-1", "Slack:BotToken: nothing comes in with it alone. Set Slack:AppToken for Socket Mode, or Slack:SigningSecret for HTTP (Basic Information of the Slack app shows it).")]
    [InlineData("Teams__ClientSecret", "x", "Teams:ClientSecret: it needs Teams:AppId beside it. Copy the Application (client) ID of the app registration, or remove Teams:ClientSecret.")]
    [InlineData("Storage__Provider", "Postgres", "Storage:Provider: 'Postgres' is not there. Write Sqlite or AzureTables, or leave it out for Sqlite.")]
    [InlineData("Storage__Provider", "AzureTables", "Storage:Provider: AzureTables has to know where. Write Storage:ConnectionString, or Storage:Endpoint for sign-in with Entra ID.")]
    [InlineData("Storage__TablePrefix", "team1", "Storage:TablePrefix: it belongs to Azure Tables. Write AzureTables as Storage:Provider, or remove it.")]
    [InlineData("Evidence__ConnectionString", "x", "Evidence:ConnectionString is not understood. Copy it from \"Access keys\" of the storage account, or write BlobEndpoint=https://account.blob.core.windows.net for sign-in with Entra ID.")]
    [InlineData("Evidence__Container", "evidence", "Evidence:Container: it needs Evidence:ConnectionString beside it, the connection string of the storage account.")]
    [InlineData("WebChat__Enabled", "perhaps", "WebChat:Enabled: 'perhaps' is neither. Write true or false.")]
    public async Task A_setting_that_is_not_in_order_stops_the_start(string name, string value, string says)
    {
        (await Error((name, value))).ShouldBe(says);
        Directory.EnumerateFileSystemEntries(folder).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_secret_may_lie_in_a_file_and_the_environment_goes_before()
    {
        var secrets = Directory.CreateDirectory(Path.Combine(folder, "secrets")).FullName;
        await File.WriteAllTextAsync(Path.Combine(secrets, "Slack__BotToken"), "xoxb-1\n");
        await File.WriteAllTextAsync(Path.Combine(secrets, "Storage__Provider"), "from the file");
        (await Error(("Secrets__Path", secrets), ("Storage__Provider", "Postgres"))).Split('\n').ShouldBe(
        [
            "Storage:Provider: 'Postgres' is not there. Write Sqlite or AzureTables, or leave it out for Sqlite.",
            "Slack:BotToken: nothing comes in with it alone. Set Slack:AppToken for Socket Mode, or Slack:SigningSecret for HTTP (Basic Information of the Slack app shows it).",
        ]);
        Directory.Delete(secrets, recursive: true);
        (await Error(("Secrets__Path", secrets))).ShouldStartWith($"Secrets:Path: there is no folder {secrets}. Write the folder that holds a file for each setting");
    }

    private async Task<string> Error(params (string Name, string Value)[] settings)
    {
        var start = new ProcessStartInfo("dotnet", [PublishedBot.Program]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in settings) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(2);
        return error.Trim();
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}

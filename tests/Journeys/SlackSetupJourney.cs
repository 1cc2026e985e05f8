using System.Diagnostics;
using System.Text.Json.Nodes;
using ChatOpsIncident.Emulators.Slack;
using ChatOpsIncident.Emulators.Slack.State;
using ChatOpsIncident.Journeys.Support;

namespace ChatOpsIncident.Journeys;

/// <summary>The five steps of the README, from an empty workspace to the first incident, by Socket Mode and by HTTP.</summary>
[Collection(SlackJourneys.Name)]
public sealed class SlackSetupJourney
{
    private const string Words = "finance got a mail asking to change bank details, two people answered";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_admin_gets_from_nothing_to_the_first_incident(bool bySocket)
    {
        await using var slack = await SlackEmulator.Start();
        slack.Add(new SlackUser("U0ANA", "Ana"));
        slack.Add(new SlackUser("U0BEN", "Ben"));
        slack.Add(new SlackGroup("S0ONCALL", "on-call", ["U0BEN"]));
        await using var bot = new BotProcess();

        // 1. and 2.: the app is made of the manifest that the bot writes; Slack gives its tokens.
        var written = await Run(bot, "manifests", "--url", "https://incidents.example.org");
        written.Code.ShouldBe(0, written.Error);
        var manifest = Path.Combine(bot.Folder, "manifests-filled", bySocket ? "slack-socket-mode.json" : "slack-http.json");
        slack.Installed.Install(JsonNode.Parse(await File.ReadAllTextAsync(manifest))!.AsObject());
        bot.Settings["Slack__BotToken"] = Installation.BotToken;
        bot.Settings[bySocket ? "Slack__AppToken" : "Slack__SigningSecret"] = bySocket ? Installation.AppToken : Installation.SigningSecret;
        bot.Settings["Slack__ApiUrl"] = slack.ApiUrl.ToString();

        // 4.: the doctor finds what is missing, and then nothing.
        slack.Installed.Scopes.Remove("pins:write");
        var ill = await Run(bot, "doctor");
        ill.Code.ShouldBe(1, ill.Out + ill.Error);
        ill.Out.ShouldContain("missing  Scope pins:write: The scope pins:write is missing. Add it under OAuth & Permissions, Bot Token Scopes, then reinstall the app to the workspace.\n");
        slack.Installed.Scopes.Add("pins:write");
        var well = await Run(bot, "doctor", "--manifest", manifest);
        well.Code.ShouldBe(0, well.Out + well.Error);
        await bot.Start();
        if (!bySocket) slack.Bot = bot.Address;

        // 5.: the first incident.
        await FirstIncident(slack, bot);
        var rooms = await Run(bot, "doctor");
        rooms.Out.ShouldContain("good     Room of INC-1\n");
        slack.Violations.ShouldBeEmpty(bot.Log);
        foreach (var secret in new[] { Words, Installation.BotToken, Installation.AppToken, Installation.SigningSecret }) bot.Log.ShouldNotContain(secret);
    }

    private static async Task FirstIncident(SlackEmulator slack, BotProcess bot)
    {
        await slack.Until(() => bot.Log.Contains("In Slack as", StringComparison.Ordinal) && (slack.Bot is not null || slack.Sockets.Connected > 0), TimeSpan.FromMinutes(1), "a connection");
        var acked = await slack.As("U0ANA").Types("/incident " + Words, "general");
        acked.Good.ShouldBeTrue($"{acked.Failure} after {acked.Took}\n{bot.Log}");
        slack.SeenOnlyBy("U0ANA")[0].Shown.ShouldContain("*INC-1* is open");
        await slack.Until(() => slack.Channels.Any(c => c.Name.StartsWith("inc-1-", StringComparison.Ordinal) && c.Pins.Count > 0), what: "the room with its card pinned");
        var room = slack.Channels.Single(c => c.Name.StartsWith("inc-1-", StringComparison.Ordinal));
        room.Members.ShouldContain("U0ANA");
        await slack.Until(() => slack.SeenOnlyBy("U0ANA").Any(m => m.Shown.Contains($"<#{room.Id}>", StringComparison.Ordinal) || m.Shown.Contains(room.Name, StringComparison.Ordinal)), what: "the way there");
        await slack.Until(() => slack.DirectOf("U0BEN").Any(m => m.ByBot), what: "word to who is on call");
        await slack.As("U0ANA").OpensHome();
        await slack.Until(() => slack.HomeOf("U0ANA")?.Shown.Contains($"<#{room.Id}>", StringComparison.Ordinal) == true, what: "the incident on Ana's home");
    }

    private static async Task<(int Code, string Out, string Error)> Run(BotProcess bot, params string[] args)
    {
        var start = new ProcessStartInfo("dotnet", [PublishedBot.Program, .. args]) { WorkingDirectory = bot.Folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in bot.Settings) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, (await output).ReplaceLineEndings("\n"), (await error).ReplaceLineEndings("\n"));
    }
}

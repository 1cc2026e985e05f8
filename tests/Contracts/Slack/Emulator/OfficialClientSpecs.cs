using System.Diagnostics;
using System.Text.Json.Nodes;
using ChatOpsIncident.Emulators.Slack;
using ChatOpsIncident.Emulators.Slack.State;
using ChatOpsIncident.Emulators.Slack.Web;

namespace ChatOpsIncident.Contracts.Slack.Emulator;

/// <summary>Slack's own clients, pinned, find in the emulator what they find at Slack.</summary>
public sealed class OfficialClientSpecs : IAsyncLifetime
{
    private SlackEmulator slack = null!;

    public async ValueTask InitializeAsync()
    {
        slack = await SlackEmulator.Start();
        slack.Add(new SlackUser("U0ANA", "Ana"));
    }

    public ValueTask DisposeAsync() => slack.DisposeAsync();

    [Fact]
    public async Task The_Web_API_client_works_with_it_and_its_blind_repeats_are_seen()
    {
        slack.Faults.Add("bookmarks.list", FaultKind.RateLimited, afterEffect: false);
        slack.Faults.Add(c => c.Arguments.GetValueOrDefault("text") == "twice", new(FaultKind.Reset, AfterEffect: true));
        using var node = Start("webapi.mjs", Installation.BotToken, "U0ANA");
        var (said, failed) = (await node.StandardOutput.ReadToEndAsync(), await node.StandardError.ReadToEndAsync());
        await node.WaitForExitAsync();
        node.ExitCode.ShouldBe(0, failed);

        var seen = JsonNode.Parse(said.Trim().Split('\n')[^1])!;
        seen["me"]!.ToString().ShouldBe("U0BOT");
        foreach (var good in (string[])["scopes", "pinned", "link", "afterLimit"]) seen[good]!.GetValue<bool>().ShouldBeTrue(good);
        seen["metadata"]!.ToString().ShouldBe("1");
        seen["ephemeral"]!.ToString().ShouldBe("string");
        seen["people"]!.AsArray().Select(p => p!.ToString()).ShouldBe(["U0BOT", "U0ANA"]);
        seen["refused"]!.ToString().ShouldBe("channel_not_found");
        seen["wrongBlocks"]!.ToString().ShouldBe("invalid_blocks [ERROR] must be less than 151 characters [json-pointer:/blocks/0/text/text]");
        seen["uploaded"]!.GetValue<int>().ShouldBe(1);
        seen["twice"]!.GetValue<int>().ShouldBe(2);
        slack.Violations.ShouldHaveSingleItem().ShouldContain("151 characters");
    }

    [Fact]
    public async Task The_Socket_Mode_client_connects_and_acknowledges_commands_clicks_and_events()
    {
        using var node = Start("socketmode.mjs", Installation.AppToken);
        await slack.Until(() => slack.Sockets.Connected == 1, what: "a WebSocket");
        (await Line(node)).ShouldBe("""{"connected":true}""");

        (await slack.As("U0ANA").Types("/incident help", "general")).Good.ShouldBeTrue();
        slack.SeenOnlyBy("U0ANA").Single().Text.ShouldBe("understood: help");
        (await Line(node)).ShouldBe("""{"command":"/incident"}""");
        (await slack.As("U0ANA").UsesShortcut("report")).Good.ShouldBeTrue();
        (await Line(node)).ShouldBe("""{"interactive":"shortcut"}""");
        await slack.As("U0ANA").OpensHome();
        (await Line(node)).ShouldBe("""{"event":"app_home_opened"}""");
        await slack.Deliveries.Settled();

        node.StandardInput.Close();
        await node.WaitForExitAsync();
        slack.Violations.ShouldBeEmpty();
    }

    private static async Task<string?> Line(Process node) => await node.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System);

    private Process Start(string script, params string[] arguments) => Process.Start(new ProcessStartInfo("node", [script, slack.ApiUrl.ToString(), .. arguments])
    {
        WorkingDirectory = Path.Combine(AppContext.BaseDirectory, "Slack", "Emulator", "Clients"),
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    }) ?? throw new InvalidOperationException("node did not start.");
}

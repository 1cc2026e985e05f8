using System.Diagnostics;
using System.Text.Json.Nodes;
using ChatOpsIncident.Emulators.Teams;
using ChatOpsIncident.Emulators.Teams.Connector;
using ChatOpsIncident.Emulators.Teams.State;
using ChatOpsIncident.Emulators.Teams.Tokens;

namespace ChatOpsIncident.Contracts.Teams.Emulator;

/// <summary>Microsoft's own client of the Connector and its own check of tokens, pinned, find in the emulator what they find at Teams.</summary>
public sealed class OfficialClientSpecs : IAsyncLifetime
{
    private const string Ana = "a0000000-0000-4000-8000-00000000000a";
    private const string Ben = "b0000000-0000-4000-8000-00000000000b";

    private TeamsEmulator teams = null!;

    public async ValueTask InitializeAsync()
    {
        teams = await TeamsEmulator.Start();
        teams.Add(new TeamsUser(Ana, "Ana Ruiz"));
        teams.Add(new TeamsUser(Ben, "Ben Okafor"));
    }

    public ValueTask DisposeAsync() => teams.DisposeAsync();

    [Fact]
    public async Task The_Connector_client_works_with_it_and_its_check_takes_the_emulators_tokens_and_no_forged_ones()
    {
        teams.Rates.On = false;
        teams.Faults.Add(c => c.Body?["text"]?.ToString() == "throttled", new(FaultKind.Throttled, AfterEffect: false));
        using var node = Start();
        var seen = JsonNode.Parse(await Line(node))!;
        foreach (var good in (string[])["updated", "personal", "thread", "member"]) seen[good]!.GetValue<bool>().ShouldBeTrue(good);
        seen["reply"]!.ToString().ShouldBe("string");
        seen["members"]!.AsArray().Select(m => m!.ToString()).ShouldBe(["Ana Ruiz", "Ben Okafor"]);
        seen["deletedTwice"]!.ToString().ShouldBe("404 ActivityNotFoundInConversation");
        seen["nowhere"]!.ToString().ShouldBe("404 ConversationNotFound");
        seen["afterLimit"]!.ToString().ShouldBe("string");
        teams.Calls.Where(c => c.Body?["text"]?.ToString() == "throttled").Select(c => c.Status).ShouldBe([429, 201]);
        teams.Screen(Installation.General).Select(m => (m.Text, m.Root == m.Id)).ShouldBe([("changed", true), ("reply", false), ("thread", true), ("throttled", true)]);

        teams.Bot = new(JsonNode.Parse(await Line(node))!["address"]!.ToString());
        (await teams.As(Ana).Mentions("status", Installation.General)).Good.ShouldBeTrue();
        (await Verdict(node)).ShouldBe("good <at>Incident</at> status");
        var activity = new JsonObject { ["type"] = "message", ["text"] = "x", ["channelId"] = "msteams", ["serviceUrl"] = teams.ServiceUrl.ToString() }.ToJsonString();
        foreach (var forged in Forged())
        {
            (await teams.Deliveries.Raw(activity, teams.Signer.Sign(forged))).Status.ShouldBe(403);
            (await Verdict(node)).ShouldStartWith("refused");
        }
        node.StandardInput.Close();
        await node.WaitForExitAsync();
        teams.Violations.ShouldBeEmpty();
    }

    private List<ActivityToken> Forged()
    {
        var good = new ActivityToken(teams.ServiceUrl.ToString(), TimeProvider.System.GetUtcNow());
        return
        [
            good with { Issuer = "https://somebody.example" },
            good with { Audience = Ana },
            good with { Expires = good.At - TimeSpan.FromMinutes(6), NotBefore = good.At - TimeSpan.FromHours(1) },
            good with { Key = KeyKind.OtherChannel },
            good with { Key = KeyKind.Unknown },
            good with { ServiceUrl = "https://smba.example/" },
        ];
    }

    private static async Task<string> Verdict(Process node) => JsonNode.Parse(await Line(node))!["verdict"]!.ToString();

    private static async Task<string> Line(Process node) =>
        await node.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System) ?? throw new InvalidOperationException(await node.StandardError.ReadToEndAsync());

    private Process Start()
    {
        var start = new ProcessStartInfo("node", ["connector.mjs", teams.ServiceUrl.ToString(), teams.TokenUrl.ToString(), teams.OpenIdMetadata.ToString(), Installation.AppId, Installation.Secret, Installation.TenantId, Installation.General, Ana])
        {
            WorkingDirectory = Path.Combine(AppContext.BaseDirectory, "Teams", "Emulator", "Clients"),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return Process.Start(start) ?? throw new InvalidOperationException("node did not start.");
    }
}

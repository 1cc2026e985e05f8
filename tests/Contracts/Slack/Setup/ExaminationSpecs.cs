using System.Text.Json.Nodes;
using ChatOpsIncident.Edges.Slack;
using ChatOpsIncident.Edges.Slack.Setup;
using ChatOpsIncident.Emulators.Slack;
using ChatOpsIncident.Emulators.Slack.State;

namespace ChatOpsIncident.Contracts.Slack.Setup;

/// <summary>The installation is looked at as Slack sees it; what is missing has a name and a place.</summary>
public sealed class ExaminationSpecs : IAsyncLifetime
{
    private readonly HttpClient http = new();
    private SlackEmulator slack = null!;

    public async ValueTask InitializeAsync()
    {
        slack = await SlackEmulator.Start();
        slack.Add(new SlackUser("U0ANA", "Ana"));
        slack.Installed.Install(JsonNode.Parse(Manifest.ForSocketMode())!.AsObject());
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await slack.DisposeAsync();
    }

    [Fact]
    public async Task An_app_made_of_the_manifest_has_all_it_needs()
    {
        var findings = await Examine(app: Installation.AppToken).Installation(CancellationToken.None);
        findings.Where(f => f.Wrong is not null).ShouldBeEmpty();
        findings.Select(f => f.What).ShouldContain($"All {Manifest.Scopes.Length} scopes are there");
        findings.Select(f => f.What).ShouldContain("Slack:AppToken opens a socket");
        slack.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task With_any_one_scope_taken_away_that_scope_is_named()
    {
        foreach (var scope in Manifest.Scopes)
        {
            slack.Installed.Scopes.Remove(scope);
            var wrong = (await Examine().Installation(CancellationToken.None)).Where(f => f.Wrong is not null).ShouldHaveSingleItem();
            wrong.ShouldBe(new($"Scope {scope}", $"The scope {scope} is missing. Add it under OAuth & Permissions, Bot Token Scopes, then reinstall the app to the workspace."));
            slack.Installed.Scopes.Add(scope);
        }
    }

    [Fact]
    public async Task A_token_that_is_no_good_is_said_and_never_shown()
    {
        var finding = (await Examine(bot: "xoxb-wrong").Installation(CancellationToken.None)).ShouldHaveSingleItem();
        finding.Wrong.ShouldBe("Slack answers invalid_auth. Copy the Bot User OAuth Token from OAuth & Permissions; install the app to the workspace first.");
        (await Examine(app: "xapp-wrong").Installation(CancellationToken.None)).ShouldContain(f => f.What == "Slack:AppToken" && f.Wrong!.StartsWith("Slack answers invalid_auth."));
    }

    [Fact]
    public async Task A_Slack_that_cannot_be_reached_is_said() =>
        (await new Examination(http, new("xoxb-1", null, null, new("http://127.0.0.1:9/api/"))).Installation(CancellationToken.None)).Single().Wrong
            .ShouldBe("Slack cannot be reached at http://127.0.0.1:9/api/. Look whether this machine may call it; a proxy is set by HTTPS_PROXY.");

    [Fact]
    public async Task A_room_that_the_bot_is_not_in_is_named_with_how_to_let_it_in()
    {
        var room = slack.Add("inc-7-finance", secret: false, "U0ANA", "U0BOT");
        var findings = await Examine().Rooms([("INC-7", room.Id)], CancellationToken.None);
        findings.Single().ShouldBe(new("Room of INC-7"));
        await slack.As("U0ANA").Removes(room.Id, "U0BOT");
        (await Examine().Rooms([("INC-7", room.Id)], CancellationToken.None)).Single().Wrong
            .ShouldBe("The bot is not in #inc-7-finance, the room of INC-7. Type /invite @incident-bot there.");
    }

    private Examination Examine(string bot = Installation.BotToken, string? app = null) => new(http, new SlackSettings(bot, Installation.SigningSecret, app, slack.ApiUrl));
}

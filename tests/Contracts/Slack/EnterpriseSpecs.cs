using ChatOpsIncident.Edges.Slack;
using ChatOpsIncident.Edges.Slack.Api;
using ChatOpsIncident.Edges.Slack.Setup;
using ChatOpsIncident.Emulators.Slack;
using ChatOpsIncident.Emulators.Slack.State;
using SlackUser = ChatOpsIncident.Emulators.Slack.State.SlackUser;

namespace ChatOpsIncident.Contracts.Slack;

/// <summary>Organisations of several workspaces, and channels whose id changes, on the edge as the bot composes it with the real engine.</summary>
public sealed class EnterpriseSpecs : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private SlackEmulator slack = null!;
    private RunningBot bot = null!;

    public async ValueTask InitializeAsync()
    {
        slack = await SlackEmulator.Start();
        slack.Rates.On = false;
        (slack.Installed.Enterprise, slack.Installed.OrgWide) = ("E0ORG", true);
        slack.Add(new SlackUser("W0ANA", "Ana"));
        slack.Add(new SlackUser("U0SIS", "Sis") { Team = "T0SISTER", Enterprise = "E0ORG" });
        slack.Add(new SlackUser("U0OUT", "Out") { Team = "T0OTHER", Enterprise = "E0OTHER" });
        slack.Add(new SlackGroup("S0ONCALL", "on-call", ["W0ANA"]));
        bot = await RunningBot.Start(
            folder, s => s.AddSlack(new(Installation.BotToken, Installation.SigningSecret, null, slack.ApiUrl) { TeamId = "T0EMULATOR" }), app => app.UseSlack());
        slack.Bot = bot.Address;
        bot.Run();
    }

    public async ValueTask DisposeAsync()
    {
        var violations = slack.Violations;
        await bot.DisposeAsync();
        await slack.DisposeAsync();
        folder.Dispose();
        violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_app_installed_for_the_organisation_opens_rooms_in_its_workspace_for_users_of_either_kind()
    {
        var room = await Report("W0ANA", "/incident the printer smells");
        room.Members.ShouldContain("W0ANA");
    }

    [Fact]
    public async Task Somebody_of_a_sister_workspace_is_one_of_us_and_somebody_of_another_organisation_is_not()
    {
        await slack.As("U0SIS").Types("/incident the printer smells", "general");
        slack.SeenOnlyBy("U0SIS")[0].Shown.ShouldContain("INC-1");
        await slack.As("U0OUT").Types("/incident the scanner smells too", "general");
        slack.SeenOnlyBy("U0OUT")[0].Shown.ShouldNotContain("is open");
    }

    [Fact]
    public async Task A_room_whose_channel_gets_another_id_stays_the_room()
    {
        var room = await Report("W0ANA", "/incident the printer smells");
        await slack.As("W0ANA").Shares(room.Id);
        await slack.Deliveries.Settled();
        (await slack.As("W0ANA").Types("/incident note smoke is visible", room.Id)).Good.ShouldBeTrue();
        await slack.Until(() => Sees(room, "smoke is visible"), what: "the note in the room");
        await slack.As("W0ANA").Says("it is the toner", room.Id);
        var said = slack.Screen(room.Id)[^1];
        await slack.As("W0ANA").Pins(said);
        await slack.Until(() => Sees(room, "EV-1-1 is on the evidence register"), what: "the pin on the register");
        await slack.As("W0ANA").Unpins(said);
        await slack.Until(() => Sees(room, "EV-1-1 is withdrawn"), what: "the pin off the register");
        (await slack.As("W0ANA").Types("/incident status INC-1", "general")).Good.ShouldBeTrue();
        slack.Channels.Count(c => c.Name.StartsWith("inc-", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task A_pin_that_was_taken_off_before_its_news_came_does_not_come_back()
    {
        var room = await Report("W0ANA", "/incident the printer smells");
        await slack.As("W0ANA").Says("it is the toner", room.Id);
        var said = slack.Screen(room.Id)[^1];
        slack.Installed.Events.Remove("pin_added");
        await slack.As("W0ANA").Pins(said);
        var late = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() - 1;
        await slack.As("W0ANA").Unpins(said);
        await slack.Deliveries.Settled();
        await slack.Delivers("pin_added", new()
        {
            ["user"] = "W0ANA",
            ["channel_id"] = room.Id,
            ["event_ts"] = $"{late}.000000",
            ["item"] = new System.Text.Json.Nodes.JsonObject
            {
                ["type"] = "message",
                ["channel"] = room.Id,
                ["message"] = new System.Text.Json.Nodes.JsonObject { ["user"] = "W0ANA", ["text"] = "it is the toner", ["ts"] = said.Ts },
            },
        });
        (await slack.As("W0ANA").Types("/incident note the end", room.Id)).Good.ShouldBeTrue();
        await slack.Until(() => Sees(room, "the end"));
        Sees(room, "on the evidence register").ShouldBeFalse();
    }

    [Fact]
    public async Task Doctor_asks_for_the_workspace_where_nobody_named_it()
    {
        using var http = new HttpClient(SlackApi.Connection());
        var found = await new Examination(http, new(Installation.BotToken, null, null, slack.ApiUrl)).Installation(TestContext.Current.CancellationToken);
        found.Single(f => f.Wrong is not null).ShouldBe(new("Slack:TeamId", Examination.NeedsTeam));
    }

    private async Task<SlackChannel> Report(string user, string text)
    {
        (await slack.As(user).Types(text, "general")).Good.ShouldBeTrue();
        await slack.Until(() => slack.Channels.Any(c => c.Name.StartsWith("inc-1", StringComparison.Ordinal) && c.Pins.Count > 0 && c.Members.Contains(user)), what: "the room");
        return slack.Channels.Single(c => c.Name.StartsWith("inc-1", StringComparison.Ordinal));
    }

    private bool Sees(SlackChannel room, string words) => slack.Screen(room.Id).Any(m => slack.Words(m).Contains(words, StringComparison.Ordinal));
}

using System.Net;
using System.Text.Json.Nodes;
using ChatOpsIncident.Emulators.Teams.Cards;

namespace ChatOpsIncident.Contracts.Teams;

/// <summary>A report in a channel, with the real engine behind the edge.</summary>
public sealed class ReportSpecs
{
    [Fact]
    public async Task A_mention_with_words_opens_a_channel_with_its_cards_and_tells_the_reporter_alone()
    {
        await using var host = await TeamsHost.Start(real: true);
        (await host.Send(host.Mention("finance got a mail asking to change bank details, two people answered"))).Status.ShouldBe(HttpStatusCode.OK);
        await host.Until(() => host.Teams.Cards.Any(c => c.ToJsonString().Contains("Triage of INC-1", StringComparison.Ordinal)), "the triage card");
        await host.Until(() => host.Teams.Made.Any(c => c.Path.EndsWith("?isTargetedActivity=true", StringComparison.Ordinal)), "an answer to the reporter alone");
        var opened = host.Teams.Made.Single(c => c.Method == "POST" && c.Path == $"/v1.0/teams/{TeamsStub.Group}/channels");
        ((string?)opened.Body!["displayName"]).ShouldBe("inc-1-finance-mail-change");
        var triage = host.Teams.Cards.First(c => c.ToJsonString().Contains("Triage of INC-1", StringComparison.Ordinal));
        ((string?)triage["version"]).ShouldBe("1.5");
        ((string?)triage["refresh"]!["action"]!["verb"]).ShouldBe("refresh");
        host.Teams.Made.Where(c => c.Path != "/token").ShouldAllBe(c => c.Authorization == "Bearer ours");
    }

    [Theory]
    [InlineData("/v1.0/", 503, "because Microsoft Graph does not answer now")]
    [InlineData("/tags", 403, "because the bot may not read the team's tags")]
    [InlineData("/tags", 404, "because the team has no tags")]
    public async Task Where_nobody_says_who_is_on_call_a_report_is_taken_all_the_same_and_why_is_said(string path, int status, string why)
    {
        await using var host = await TeamsHost.Start(real: true, says: call => call.Path.Contains(path, StringComparison.Ordinal) ? (status, null) : null);
        (await host.Send(host.Mention("finance got a mail asking to change bank details, two people answered"))).Status.ShouldBe(HttpStatusCode.OK);
        await host.Until(() => host.Teams.Cards.Any(c => c.ToJsonString(CardRules.AsSent).Contains($"**INC-1** is open: #inc-1-finance-mail-change. Nobody has been told, {why}", StringComparison.Ordinal)), "an answer that says why");
    }

    [Fact]
    public async Task A_message_may_be_reported_from_a_chat_that_the_bot_is_not_in()
    {
        await using var host = await TeamsHost.Start(real: true);
        host.Teams.Says = call => call.Path.Contains("19:elsewhere@thread.v2", StringComparison.Ordinal) ? (403, new JsonObject { ["error"] = new JsonObject { ["code"] = "BotNotInConversationRoster" } }) : null;
        var value = new JsonObject
        {
            ["commandId"] = "report_message",
            ["commandContext"] = "message",
            ["messagePayload"] = new JsonObject { ["id"] = "1759944781430", ["body"] = new JsonObject { ["contentType"] = "html", ["content"] = "<p>The status page is down</p>" } },
        };
        var (status, answer) = await host.Send(host.Invoke("composeExtension/fetchTask", value, channel: "19:elsewhere@thread.v2"));
        status.ShouldBe(HttpStatusCode.OK);
        ((string?)answer!["task"]!["value"]).ShouldStartWith("INC-1 is open");
    }
}

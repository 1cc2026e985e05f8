using System.Net;

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
}

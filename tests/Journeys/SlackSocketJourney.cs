using ChatOpsIncident.Journeys.Support;
using static ChatOpsIncident.Journeys.Support.SlackTeam;

namespace ChatOpsIncident.Journeys;

/// <summary>Connections come and go, as Slack's do every few hours; nobody who works notices.</summary>
public sealed class SlackSocketJourney
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Neither_a_refresh_nor_a_connection_that_fell_silent_loses_a_word_or_does_one_twice()
    {
        await using var team = await Start();
        var slack = team.Slack;
        await using var bot = team.Bot(socketMode: true);
        await team.Begin(bot);
        await slack.Until(() => slack.Sockets.Connected == 2, Patience, "two connections");
        await team.Says(Chi, "/incident the payment run does not start");
        await slack.Until(() => slack.Channels.Any(c => c.Name.StartsWith("inc-1", StringComparison.Ordinal) && c.Pins.Count > 0), Patience, "the room");
        await team.GoesTo(slack.Channels.Single(c => c.Name.StartsWith("inc-1", StringComparison.Ordinal)).Id);

        await Refresh(team, warn: true);
        await Refresh(team, warn: false);
        await FallSilent(team, bot);
        slack.Violations.ShouldBeEmpty(bot.Log);
        slack.Deliveries.Lost.ShouldBeEmpty();
    }

    /// <summary>Somebody types all the while, and is acknowledged in time each time.</summary>
    private static async Task Refresh(SlackTeam team, bool warn)
    {
        var sockets = team.Slack.Sockets;
        sockets.Warning = TimeSpan.FromSeconds(2);
        var before = sockets.EverConnected;
        var refreshed = sockets.RefreshOldest(warn);
        do
        {
            await team.Says(Ben, "/incident status");
            sockets.Connected.ShouldBeGreaterThan(0);
        }
        while (!refreshed.IsCompleted);
        await refreshed;
        await team.Slack.Until(() => sockets.EverConnected == before + 1 && sockets.Connected == 2, Patience, "a connection in its place");
    }

    /// <summary>What comes on a dead connection comes again on the other one, under the same envelope id; the bot finds out and replaces it.</summary>
    private static async Task FallSilent(SlackTeam team, BotProcess bot)
    {
        var slack = team.Slack;
        (slack.Deliveries.SameEnvelope, slack.Deliveries.Repeats) = (true, [TimeSpan.Zero, TimeSpan.Zero, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1)]);
        var before = slack.Sockets.EverConnected;
        slack.Sockets.GoDeaf();
        for (var i = 0; i < 6; i++) await slack.As(Ben).Says($"the bank called, number {i}", team.Room);
        foreach (var said in slack.Screen(team.Room).Where(m => m.Text.StartsWith("the bank called", StringComparison.Ordinal)).ToList()) await slack.As(Ben).Pins(said);
        await slack.Deliveries.Settled();
        await slack.Until(() => slack.Sockets.EverConnected == before + 1 && slack.Sockets.Connected == 2, Patience, $"a connection in place of the dead one; the bot printed {bot.Log}");
        for (var i = 1; i <= 6; i++)
        {
            await team.Sees($"EV-1-{i} is on the evidence register");
            slack.Screen(team.Room).Count(m => slack.Words(m).Contains($"EV-1-{i} is on", StringComparison.Ordinal)).ShouldBe(1);
        }
        slack.Screen(team.Room).ShouldNotContain(m => slack.Words(m).Contains("EV-1-7", StringComparison.Ordinal));
    }
}

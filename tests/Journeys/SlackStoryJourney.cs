using ChatOpsIncident.Journeys.Support;
using static ChatOpsIncident.Journeys.Support.SlackTeam;

namespace ChatOpsIncident.Journeys;

/// <summary>The same story in Slack, with all of Slack's rules in force: over HTTP, and over Socket Mode with no address of its own.</summary>
[Collection(SlackJourneys.Name)]
public sealed class SlackStoryJourney
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_report_in_Slack_becomes_an_incident_and_a_better_playbook(bool socketMode)
    {
        await using var team = await Start();
        await using var bot = team.Bot(socketMode);
        await team.Begin(bot);
        try
        {
            await ChatStory.Tell(team);
            await Home(team);
            await team.Slack.Deliveries.Settled();
            team.Slack.Violations.ShouldBeEmpty();
            team.Slack.Deliveries.Lost.ShouldBeEmpty();
        }
        catch (Exception fault)
        {
            throw new InvalidOperationException($"{fault.Message}\nSlack showed:\n{team.Everything()}\nThe bot printed:\n{bot.Log}", fault);
        }
    }

    private static async Task Home(SlackTeam team)
    {
        await team.Slack.As(Ben).OpensHome();
        await team.Slack.Until(() => team.Slack.HomeOf(Ben) is not null, what: "an App Home");
        team.PictureOfHome("9-home", Ben);
    }
}

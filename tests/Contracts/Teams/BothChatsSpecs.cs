using ChatOpsIncident.Emulators.Slack;
using ChatOpsIncident.Emulators.Slack.State;
using static ChatOpsIncident.Contracts.Teams.TeamsWorld;
using SlackApp = ChatOpsIncident.Emulators.Slack.Installation;
using TeamsApp = ChatOpsIncident.Emulators.Teams.Installation;

namespace ChatOpsIncident.Contracts.Teams;

/// <summary>An organisation with Slack and Teams at once: one bot, one list of incidents, each announced in both.</summary>
public sealed class BothChatsSpecs
{
    [Fact]
    public async Task An_incident_of_either_is_announced_in_both_kept_current_and_taken_away_when_it_goes_private()
    {
        await using var slack = await SlackEmulator.Start();
        slack.Rates.On = false;
        slack.Add(new SlackUser("U0BEN", "Ben Okafor"));
        slack.Add(new SlackUser("U0CHI", "Chi Nguyen"));
        slack.Add(new SlackGroup("S0ONCALL", "on-call", ["U0BEN"]));
        var hall = slack.Add("announcements", secret: false, "U0CHI", "U0BEN", "U0BOT");
        await using var world = await Start(slack: new(SlackApp.BotToken, SlackApp.SigningSecret, null, slack.ApiUrl), announce: [$"slack:{hall.Id}", $"teams:{TeamsApp.General}"]);
        slack.Bot = world.Address;

        (await slack.As("U0BEN").Types("/incident finance got a mail asking to change bank details, two people answered", hall.Id)).Good.ShouldBeTrue();
        await world.Until(() => slack.Channel("inc-1-finance-mail-change") is not null, "the channel of INC-1");
        var room = slack.Channel("inc-1-finance-mail-change")!.Id;
        InSlack("INC-1").ShouldBeEmpty("it is no incident yet");
        (await slack.As("U0BEN").Types("/incident declare SEV2 because two people answered", room)).Good.ShouldBeTrue();
        await world.Until(() => InSlack("SEV2 · ", "INC-1").Any() && InTeams("SEV2 · ", "inc-1-finance-mail-change, in Slack").Any(), "INC-1 announced in both");

        await world.Says(Chi, "the status page is down since ten minutes");
        await world.IsTold(Chi, "INC-2 is open");
        await world.Until(() => world.Teams.Conversations.Any(c => c.Name.StartsWith("inc-2-", StringComparison.Ordinal)), "the channel of INC-2");
        await world.GoesTo(world.Teams.Conversations.Single(c => c.Name.StartsWith("inc-2-", StringComparison.Ordinal)).Name);
        await world.Says(Ben, "declare SEV3 because only the page is down");
        await world.Until(() => InTeams("SEV3 · ", "INC-2").Any() && InSlack("SEV3 · ", "INC-2", ", in Teams").Any(), "INC-2 announced in both");

        await world.Says(Ben, "role commander take");
        await world.Until(() => InTeams("INC-2", "Commander").Any() && InSlack("INC-2", "Commander").Any(), "the same cards with the commander");
        (InTeams("INC-2").Count(), InSlack("INC-2").Count()).ShouldBe((1, 1));

        (await slack.As("U0BEN").Types("/incident private because names of people are in it", room)).Good.ShouldBeTrue();
        await world.Until(() => !InSlack("INC-1").Any() && !InTeams("INC-1").Any(), "INC-1 taken away in both");
        InTeams("INC-2").ShouldHaveSingleItem();
        slack.Violations.ShouldBeEmpty();
        world.Teams.Violations.ShouldBeEmpty();

        IEnumerable<string> InSlack(params string[] words) => slack.Screen(hall.Id).Select(m => slack.Words(m)).Where(m => m.Contains("Room", StringComparison.Ordinal) && words.All(w => m.Contains(w, StringComparison.Ordinal)));
        IEnumerable<string> InTeams(params string[] words) => world.Teams.Screen(TeamsApp.General).Select(m => world.Teams.Words(m)).Where(m => m.Contains("Room", StringComparison.Ordinal) && words.All(w => m.Contains(w, StringComparison.Ordinal)));
    }
}

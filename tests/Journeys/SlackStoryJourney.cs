using ChatOpsIncident.Journeys.Support;
using static ChatOpsIncident.Journeys.Support.SlackTeam;

namespace ChatOpsIncident.Journeys;

/// <summary>The same story in Slack, with all of Slack's rules in force: over HTTP, and over Socket Mode with no address of its own.</summary>
[Collection(SlackJourneys.Name)]
public sealed class SlackStoryJourney
{
    private const string Triage = "Triage of INC-1";
    private const string Room = "inc-1-finance-mail-change";

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
            await Report(team);
            await Decide(team);
            await Respond(team);
            await Resolve(team);
            await Learn(team);
            await ASecondTime(team);
            await team.Slack.Deliveries.Settled();
            team.Slack.Violations.ShouldBeEmpty();
            team.Slack.Deliveries.Lost.ShouldBeEmpty();
        }
        catch (Exception fault)
        {
            throw new InvalidOperationException($"{fault.Message}\nSlack showed:\n{team.Everything()}\nThe bot printed:\n{bot.Log}", fault);
        }
    }

    private static async Task Report(SlackTeam team)
    {
        await team.Says(Chi, "/incident finance got a mail asking to change bank details, two people answered");
        var answer = await team.IsTold(Chi, "INC-1 is open");
        team.Slack.Words(answer).ShouldContain("on call");
        await team.GoesTo(Room);
        await team.Sees(Triage);
        await team.Sees("Chi Nguyen reported this");
        await team.Slack.Until(() => team.Slack.Channel(Room)!.Pins.Count == 1, what: "a pinned home card");
        team.Slack.Channel(Room)!.Members.ShouldContain(Chi);
        team.Picture("1-reported", Chi);
    }

    private static async Task Decide(SlackTeam team)
    {
        await team.Presses(Dana, Triage, "I look at it");
        await team.Sees("Dana Weiss looks at it");
        await team.Presses(Dana, Triage, "Answer questions");
        await team.Dialog(Dana);
        team.Picture("2-questions", Dana);
        await team.Fills(Dana,
            ("What does it do to our services?", "Nothing, everything works"),
            ("Which information is affected?", "Personal or confidential data, possibly"),
            ("How far does the attacker's reach go?", "One ordinary account or one computer"),
            ("Is it still going on?", "It goes on now, spreads, or data is leaving"),
            ("What does it take to get back to normal?", "Extra work of up to a day"),
            ("Does anybody outside have to know?", "A partner, perhaps"));
        await team.Sees("So far: SEV2");
        team.Picture("3-answered", Ana);
        await team.Presses(Ana, Triage, "Declare SEV2");
        await team.Sees("Decision on INC-1: declared SEV2");
        await team.Sees("Ana Ruiz declared SEV2");
    }

    private static async Task Respond(SlackTeam team)
    {
        await team.Says(Ben, "/incident role commander take");
        await team.Sees("Ben Okafor is incident commander now");
        await team.Says(Ben, "/incident task @U0CHI call the supplier on the known number 15m");
        await team.IsTold(Ben, "Chi Nguyen has been told");
        await team.Says(Ben, "/incident note 14:05 the first mail arrived");
        await team.Sees("the first mail arrived");
        await team.Says(Ben, "/incident update Sessions are revoked, we are calling the bank");
        await team.Sees("Update by Ben Okafor");
        await team.Says(Ben, "/incident evidence the mail with full headers, kept in the vault");
        await team.Sees("EV-1-1 is on the evidence register");
        team.Picture("4-responding", Ben);
        await team.Says(Ben, "/incident contained");
        await team.Dialog(Ben, "must-do tasks are open");
        team.Picture("5-dialog", Ben);
        await team.Fills(Ben, ("Why can that wait?", "Sessions are revoked and the supplier is warned"));
        await team.Sees("the threat is contained");
        await team.Says(Ben, "/incident eradicated");
        await team.Fills(Ben, ("Why can that wait?", "The forwarding rule is gone"));
        await team.Sees("the cause is removed");
        await team.Says(Ben, "/incident recovered");
        await team.Fills(Ben, ("Why can that wait?", "Everybody works as before"));
        await team.Sees("everything runs as before");
    }

    private static async Task Resolve(SlackTeam team)
    {
        await team.Says(Ben, "/incident resolve");
        await team.Dialog(Ben, "You can reopen at any time");
        await team.Fills(Ben, ("How did it end?", "Two people answered a fraud mail; nothing was paid"));
        await team.Sees("Ben Okafor resolved INC-1");
        var prompt = await team.Gets(Chi, "INC-1 is over");
        team.PictureOfDirect("6-prompt", Chi);
        await team.Slack.As(Chi).Clicks(prompt, "Share my view");
        await team.Fills(Chi, ("What got in the way?", "Nobody knew the supplier's real number"), ("What one thing should be different next time?", "Call the supplier first"));
    }

    private static async Task Learn(SlackTeam team)
    {
        await team.Says(Ana, "/incident review");
        await team.Sees("was contained");
        await team.Says(Ana, "/incident lesson Call the supplier on the known number before anything else");
        await team.Sees("1. Call the supplier on the known number");
        await team.Presses(Ana, "Review of INC-1", "Change the playbook");
        await team.Fills(Ana, ("What should change?", "Add a task"));
        await team.Fills(Ana, ("What is to be done?", "Call the supplier on the number from the contract, not from the mail"));
        await team.Sees("Change of the playbook");
        team.Picture("7-review", Ana);
        await team.Presses(Ana, "Change of the playbook", "Approve");
        await team.IsTold(Ana, "another");
        await team.Presses(Dana, "Change of the playbook", "Approve");
        await team.Sees("version 2");
    }

    private static async Task ASecondTime(SlackTeam team)
    {
        await team.Says(Dana, "/incident another mail asking to change bank details of a supplier");
        await team.IsTold(Dana, "INC-2 is open");
        await team.Slack.Until(() => team.Slack.Channels.Any(c => c.Name.StartsWith("inc-2", StringComparison.Ordinal)), what: "the second room");
        await team.GoesTo(team.Slack.Channels.Single(c => c.Name.StartsWith("inc-2", StringComparison.Ordinal)).Id);
        await team.Sees("Triage of INC-2");
        await team.Says(Ana, "/incident declare SEV3 because it is the same trick again");
        await team.Sees("INC-1");
        await team.Sees("Call the supplier on the number from the contract");
        team.Picture("8-second-incident", Ana);
        await team.Slack.As(Ben).OpensHome();
        await team.Slack.Until(() => team.Slack.HomeOf(Ben) is not null, what: "an App Home");
        team.PictureOfHome("9-home", Ben);
    }
}

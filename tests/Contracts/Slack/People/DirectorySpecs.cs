using ChatOpsIncident.Emulators.Slack.State;
using ChatOpsIncident.Engine;
using ChatOpsIncident.Incidents.Conversation;
using ChatOpsIncident.Incidents.Preparation;
using ChatOpsIncident.Incidents.Timeline;
using static ChatOpsIncident.Contracts.Slack.SlackWorld;

namespace ChatOpsIncident.Contracts.Slack.People;

/// <summary>Who somebody is on Slack, and what that lets them do.</summary>
public sealed class DirectorySpecs
{
    [Fact]
    public async Task Somebody_of_the_workspace_is_signed_in_with_groups_and_zone_and_asked_for_once()
    {
        await using var world = await Start();
        var ben = (await world.People.Find(Ben)).ShouldNotBeNull();
        ben.Groups.Order().ShouldBe(["leads", "on-call"]);
        (ben.SignedIn, ben.Outsider, ben.Zone).ShouldBe((true, false, "Africa/Lagos"));
        world.People.NameOf(Ben).ShouldBe("Ben Okafor");
        for (var i = 0; i < 5; i++) await world.People.Find(Ben);
        world.Methods.ShouldBe(["auth.test", "users.info", "usergroups.list"], ignoreOrder: true);
        world.Slack.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task Once_everybody_was_asked_for_nobodys_first_word_costs_a_call()
    {
        await using var world = await Start();
        world.Slack.PageCap = 2;
        await world.People.Warm();
        var before = world.Slack.Calls.Count;
        (await world.People.Find(Ana)).ShouldNotBeNull();
        (await world.People.Roster(DateTimeOffset.UtcNow)).OnCall.ShouldBe([Ben]);
        world.People.NameOf(Chi).ShouldBe("Chi Nguyen");
        world.Slack.Calls.Count.ShouldBe(before);
        world.Slack.Violations.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("guest")]
    [InlineData("stranger")]
    public async Task Guests_and_people_of_other_workspaces_are_outsiders_and_told_why_they_cant(string who)
    {
        await using var world = await Start();
        world.Slack.Add(who == "guest" ? new SlackUser("U0OUT", "Otto") { Guest = true } : new SlackUser("U0OUT", "Otto") { Team = "T0OTHER" });
        await world.Running();
        var otto = (await world.People.Find(new("slack:U0OUT"))).ShouldNotBeNull();
        (otto.Outsider, otto.Groups.Count).ShouldBe((true, 0));
        var told = (await world.Bot.Handle(new Slash("r1", new("slack:U0OUT"), null, "finance got a mail"))).ShouldBeOfType<Told>();
        told.Refusal.ShouldBeTrue();
        told.Text.ToString().ShouldBe("This is for people of the organisation. Tell your contact there what you saw; they can report it for you.");
        told.YourText.ShouldBe("finance got a mail");
        world.Slack.Channels.ShouldNotContain(c => c.Name.StartsWith("inc-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_does_not_exist_was_deactivated_or_is_a_bot_is_nobody()
    {
        await using var world = await Start();
        world.Slack.Add(new SlackUser("U0GONE", "Gone") { Deactivated = true });
        foreach (var id in (string[])["slack:U0NOBODY", "slack:U0GONE", "slack:U0BOT", "web:ana", "slack:<script>"]) (await world.People.Find(new(id))).ShouldBeNull(id);
        world.People.NameOf(new("slack:U0NOBODY")).ShouldBe("somebody");
    }

    [Fact]
    public async Task Where_Slack_does_not_say_who_it_is_nothing_is_decided_and_the_words_come_back()
    {
        await using var world = await (await Start()).Running();
        world.Slack.Add(new SlackUser("U0NEW", "Nia"));
        world.Slack.Faults.Add("users.info", Emulators.Slack.Web.FaultKind.Http500, afterEffect: false, times: 3);
        var told = (await world.Bot.Handle(new Slash("r1", new("slack:U0NEW"), null, "finance got a mail"))).ShouldBeOfType<Told>();
        told.Text.ToString().ShouldBe("Not stored, try again in a moment. Slack does not say who you are.");
        (told.Refusal, told.YourText).ShouldBe((true, "finance got a mail"));
        (await world.Bot.Handle(new Slash("r2", new("slack:U0NEW"), null, "finance got a mail"))).ShouldBeOfType<Told>().Refusal.ShouldBeFalse();
    }

    [Fact]
    public async Task Without_user_groups_nobody_is_on_call_and_everyone_may_do_what_everyone_may()
    {
        await using var slack = await SlackStub.Start(c => c.Method == "usergroups.list" ? StubAnswer.Error("plan_upgrade_required") : StubAnswer.Ok(new
        {
            user_id = "U0BOT",
            team_id = "T1",
            user = c.Method == "auth.test" ? (object)"incidents" : new { id = "U1", team_id = "T1", name = "ana", profile = new { display_name = "Ana" } },
        }));
        var api = slack.Api();
        var people = new Edges.Slack.People.SlackDirectory(api, new(api), TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger<Edges.Slack.People.SlackDirectory>.Instance);
        var roster = await people.Roster(DateTimeOffset.UtcNow);
        (roster.OnCall.IsEmpty, roster.IsRead).ShouldBe((true, true));
        var ana = (await people.Find(new("slack:U1"))).ShouldNotBeNull();
        Permission.Refuse(Incidents.Detection.Report.Offer, ana, null, Playbooks.Default, Roster.Empty).ShouldBeNull();
    }
}

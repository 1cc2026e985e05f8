using ChatOpsIncident.Incidents.Cards;
using ChatOpsIncident.Incidents.Conversation;
using ChatOpsIncident.Incidents.Detection;
using ChatOpsIncident.Incidents.Response;
using ChatOpsIncident.Specs.Cards;
using static ChatOpsIncident.Specs.People;

namespace ChatOpsIncident.Specs.Conversation;

/// <summary>What is mine over all incidents: the app's home on every platform.</summary>
public class ShowMineSpecs
{
    [Fact]
    public void Mine_are_the_tasks_that_I_have_overdue_first_then_the_incidents_that_I_am_in_then_who_is_on_call()
    {
        var card = Mine(
            Row(41, "Printer sends mails", "SEV4") with { People = [Ana], Tasks = [Task(2, Ana, 60), Task(3, Ben, 5)] },
            Row(42, "Finance mail", null) with { People = [Ana, Ben], Tasks = [Task(7, Ana, -5) with { Overdue = true }, Task(9, Ana, null)] },
            Row(43, "Shop is down", "SEV1") with { People = [Ben] },
            Row(44, "Old outage", "SEV1") with { Status = Status.Closed, People = [Ana], Tasks = [Task(1, Ana, 1)] });
        Approved.Card(card, "Mine");
        card.Summary.ToString().ShouldBe("2 open incidents and 3 tasks of yours");
    }

    [Fact]
    public void With_nothing_of_mine_it_says_so_and_how_to_report() => Drawn.Of(Mine(Row(43, "Shop is down", "SEV1") with { People = [Ben], Tasks = [Task(1, Ben, 1)] }))
        .ShouldContain("You are in no open incident. Something odd? Type /incident and what you saw.");

    [Fact]
    public void A_private_incident_and_its_tasks_are_on_nobodys_home_who_may_not_see_it() =>
        Drawn.Of(Mine(Row(45, "Laptop gone", "SEV3") with { Private = true, Members = [Ben], People = [Ana], Tasks = [Task(1, Ana, 1)] })).ShouldNotContain("Laptop");

    [Fact]
    public void Very_many_are_counted()
    {
        var card = Mine([.. Enumerable.Range(1, 40).Select(i => Row(i, new string('漢', 80), "SEV1") with { People = [Ana], Tasks = [Task(i, Ana, i)] })]);
        Drawn.Of(card).ShouldContain("And 30 more; each is in its incident's room.");
        AdaptiveSchema.Faults(AdaptiveJson.Of(card, Drawn.Dialect)).ShouldBeEmpty();
    }

    [Fact]
    public void A_row_of_the_list_knows_who_is_in_it_and_what_they_have_to_do()
    {
        var reported = Spec.Given(new Reported(42, "Finance mail", null, null, null, Ana, "web", Visibility.Open, "inc-42")).State;
        var row = ListRow.Of(reported with
        {
            Response = new ResponseState().Begin("SEV2", TimeSpan.FromHours(1), Noon) with
            {
                Roles = reported.Response.Roles.Add("commander", Ben),
                Tasks = reported.Response.Tasks
                    .Add(1, new(1, "Revoke sessions", Phase.Contain, true, false, Chi, Noon))
                    .Add(2, new(2, "Nobody's yet", Phase.Contain, true, false, null, null)),
            },
        });
        row.People.ShouldBe([Ana, Ben]);
        row.Tasks.ShouldBe([new ListTask(1, "1. Revoke sessions", Chi, Noon, false)]);
    }

    private static Card Mine(params ListRow[] rows) => new ShowMine().Answer(new(null, Moment(), [], [.. rows]));

    private static ListTask Task(int number, Person owner, int? minutes) => new(number, $"{number}. Do this", owner, minutes is { } m ? Noon.AddMinutes(m) : null, false);

    private static ListRow Row(int number, string title, string? severity) =>
        new($"S{number}", number, title, null, severity, Status.Responding, Noon.AddHours(-number), false, []);
}

using System.Collections.Immutable;
using ChatOpsIncident.Incidents.Assessment;
using ChatOpsIncident.Incidents.Detection;
using ChatOpsIncident.Incidents.Learning;
using ChatOpsIncident.Incidents.Response;
using static ChatOpsIncident.Specs.People;
using AddTask = ChatOpsIncident.Incidents.Learning.Edits.AddTask;

namespace ChatOpsIncident.Specs.Learning;

/// <summary>The whole turn: what one incident taught is in force in the next.</summary>
public class LoopSpecs
{
    [Fact]
    public void The_next_incident_runs_on_what_the_first_one_taught_and_says_so()
    {
        var world = new World();
        First(world);
        world["S"].Status.ShouldBe(Status.Reviewed);
        world.Do("S", Chi, new RecordLesson("Call the supplier on the known number"));
        world.Do("S", Chi, new ProposeChange(1, new AddTask("phishing-bec", "contain", "Call the supplier on the known number.", MustDo: true)));
        world.Press("S", Ben, Incidents.Learning.ApproveChange.Offer, ("change", PendingChange.IdOf("S", 1, 1)), ("seen", "1")).ShouldBeOfType<Happens>();

        world.Said.Clear();
        world.Do("T", Ana, new Report("A strange mail with new bank details again"));
        world.Do("T", Ben, new Declare("SEV3", "the same kind of mail"));

        world["T"].Playbook.ShouldBe(2);
        world["T"].Response.Tasks.Values.Single(t => t.Because is not null).Text.ToString().ShouldBe("Call the supplier on the known number.");
        world.Said.ShouldContain("room: This runs on playbook version 2. New since INC-42: Call the supplier on the known number (lesson 1).");
        world["S"].Playbook.ShouldBe(1);
    }

    [Fact]
    public void An_incident_that_was_open_before_keeps_the_playbook_that_it_began_with()
    {
        var world = new World();
        world.Do("U", Ana, new Report("A strange mail with new bank details"));
        First(world);
        world.Do("S", Chi, new RecordLesson("Call the supplier on the known number"));
        world.Do("S", Chi, new ProposeChange(1, new AddTask("phishing-bec", "contain", "Call the supplier on the known number.", MustDo: true)));
        world.Press("S", Ben, Incidents.Learning.ApproveChange.Offer, ("change", PendingChange.IdOf("S", 1, 1)), ("seen", "1")).ShouldBeOfType<Happens>();
        world.Do("U", Ben, new Declare("SEV3", "the same kind of mail")).ShouldBeOfType<Happens>();
        world["U"].Playbook.ShouldBe(1);
        world["U"].Response.Tasks.Values.ShouldAllBe(t => t.Because == null);
    }

    [Fact]
    public void The_first_incident_closes_by_itself_once_its_lesson_is_in_the_playbook()
    {
        var world = new World();
        First(world);
        world.Do("S", Chi, new RecordLesson("Call the supplier on the known number"));
        world.Do("S", Chi, new ProposeChange(1, new AddTask("phishing-bec", "contain", "Call the supplier on the known number.")));
        world.Press("S", Ben, Incidents.Learning.ApproveChange.Offer, ("change", PendingChange.IdOf("S", 1, 1))).ShouldBeOfType<Happens>();
        world.AlarmAt("S", world["S"].Learning.PromptsCloseAt!.Value).ShouldBeOfType<Happens>();
        world["S"].Status.ShouldBe(Status.Closed);
    }

    [Fact]
    public void An_incident_without_a_taught_task_says_nothing_of_it()
    {
        var world = new World();
        First(world);
        world.Said.ShouldNotContain(s => s.Contains("This runs on", StringComparison.Ordinal));
    }

    /// <summary>From the report to the review; the three who took part answer at once.</summary>
    private static void First(World world)
    {
        world.Do("S", Ana, new Report("Finance got a mail asking to change bank details"));
        world.Do("S", Ben, new Acknowledge());
        world.Do("S", Ben, new Declare("SEV3", "two people answered")).ShouldBeOfType<Happens>();
        world.Do("S", Ben, new Contain("drill")).ShouldBeOfType<Happens>();
        world.Do("S", Ben, new Eradicate("drill")).ShouldBeOfType<Happens>();
        world.Do("S", Ben, new Recover("drill")).ShouldBeOfType<Happens>();
        world.Do("S", Ben, new Resolve("The mail was a fraud; nobody paid.")).ShouldBeOfType<Happens>();
        world.AlarmAt("S", world.Now).ShouldBeOfType<Happens>();
        foreach (var person in world["S"].Learning.Asked)
            world.Do("S", person, new Contribute(ImmutableDictionary<string, string>.Empty.Add("helped", "The number on the old invoice"))).ShouldBeOfType<Happens>();
        world.AlarmAt("S", world.Now).ShouldBeOfType<Happens>();
    }
}

using ChatOpsIncident.Incidents.Alarm;
using ChatOpsIncident.Incidents.Response;
using static ChatOpsIncident.Specs.People;
using static ChatOpsIncident.Specs.Response.Story;

namespace ChatOpsIncident.Specs.Response;

public class TaskTimesSpecs
{
    /// <summary>Given at 11:59, due 12:09: ten minutes.</summary>
    private static readonly TaskAdded Vpn = new(1, "check VPN logs", Chi, Noon.AddMinutes(9));

    private static Spec Working(params Event[] more) => Responding([BenCommands, Vpn, .. more]);

    [Fact]
    public void The_alarm_waits_for_a_tasks_time() => IncidentAlarm.NextAlarm(Working().State).ShouldBe(Noon.AddMinutes(9));

    [Fact]
    public void When_time_is_up_the_owner_is_asked_once_and_the_commander_after_the_same_time_again() => Working()
        .AlarmAt(Noon.AddMinutes(9))
        .ShouldRing(new TaskOverdue(1, "check VPN logs", Chi, Chi, Noon.AddMinutes(19)));

    [Fact]
    public void The_owner_is_asked_how_it_stands()
    {
        var asked = new TaskOverdue(1, "check VPN logs", Chi, Chi, Noon.AddMinutes(19));
        Working().Says(asked).ShouldBe(["web:chi: Time is up for your task in INC-42 #inc-42-finance-mail-change: check VPN logs. How does it stand?"]);
        Working().Buttons(asked).ShouldBe(["Done", "15 more minutes", "Somebody else"]);
    }

    [Fact]
    public void Then_the_commander_is_asked_and_nobody_after()
    {
        var spec = Responding(BenCommands, Vpn, new TaskOverdue(1, "check VPN logs", Chi, Chi, Noon.AddMinutes(18)));
        spec.AlarmAt(Noon.AddMinutes(18)).ShouldRing(new TaskOverdue(1, "check VPN logs", Ben, Chi, null));
        Working().Says(new TaskOverdue(1, "check VPN logs", Ben, Chi, null)).ShouldBe(
            ["web:ben: Time is up for task 1 of INC-42 #inc-42-finance-mail-change: check VPN logs; web:chi has it."]);
    }

    [Fact]
    public void A_commanders_own_task_is_asked_for_once() => Responding(BenCommands, new TaskAdded(1, "call the bank", Ben, Noon.AddMinutes(9)))
        .AlarmAt(Noon.AddMinutes(9))
        .ShouldRing(new TaskOverdue(1, "call the bank", Ben, Ben, null));

    [Fact]
    public void A_task_that_nobody_has_goes_to_the_commander() => Responding(BenCommands, ToContain)
        .AlarmAt(Noon.AddMinutes(30))
        .ShouldRing(new TaskOverdue(1, Revoke.Text, Ben, null, null));

    [Fact]
    public void Without_a_commander_the_room_is_asked()
    {
        Responding(ToContain).AlarmAt(Noon.AddMinutes(30)).OfType<TaskOverdue>().ShouldHaveSingleItem().Asked.ShouldBeNull();
        Responding(ToContain).Says(new TaskOverdue(1, Revoke.Text, null, null, null)).ShouldBe(
            ["room: Time is up for task 1 and nobody has it: Revoke sessions and tokens of the mailbox."]);
        Responding(ToContain).Buttons(new TaskOverdue(1, Revoke.Text, null, null, null)).ShouldBe(["Done", "I take it", "15 more minutes"]);
    }

    [Fact]
    public void After_an_outage_the_owner_is_asked_once_and_the_commander_has_the_full_time() => Working()
        .AlarmAt(Noon.AddMinutes(49))
        .ShouldRing(new TaskOverdue(1, "check VPN logs", Chi, Chi, Noon.AddMinutes(59)));

    [Fact]
    public void More_time_ends_being_overdue()
    {
        var task = Working(new TaskOverdue(1, "check VPN logs", Chi, Chi, Noon.AddMinutes(18)), new TaskExtended(1, "check VPN logs", Noon.AddMinutes(40)))
            .State.Response.Tasks[1];
        task.Overdue.ShouldBeFalse();
        task.AskAt.ShouldBe(Noon.AddMinutes(40));
    }

    [Fact]
    public void A_done_task_is_not_asked_for() => IncidentAlarm.NextAlarm(Working(new TaskDone(1, "check VPN logs", null)).State)
        .ShouldNotBe(Noon.AddMinutes(9));

    [Fact]
    public void After_the_end_nobody_is_asked() => new TaskTimes().Due(Over().State).ShouldBeNull();
}

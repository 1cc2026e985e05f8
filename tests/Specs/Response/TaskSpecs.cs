using ChatOpsIncident.Incidents.Cards;
using ChatOpsIncident.Incidents.Conversation;
using ChatOpsIncident.Incidents.Response;
using static ChatOpsIncident.Specs.People;
using static ChatOpsIncident.Specs.Response.Story;

namespace ChatOpsIncident.Specs.Response;

public class TaskSpecs
{
    private static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);

    [Fact]
    public void A_task_has_an_owner_who_joins_and_a_time() => Responding(ToContain)
        .When(new AddTask("check VPN logs", Chi, Quarter))
        .Then(new Joined([Chi]), new TaskAdded(4, "check VPN logs", Chi, Noon.AddMinutes(15)));

    [Fact]
    public void Who_is_given_a_task_is_told_with_buttons_to_answer()
    {
        var given = new TaskAdded(4, "check VPN logs", Chi, Noon.AddMinutes(15));
        Responding(ToContain).Says(given).ShouldBe(
            ["web:chi: web:ana gave you a task in INC-42 #inc-42-finance-mail-change: check VPN logs. It is due 12:15 UTC."]);
        Responding(ToContain).Buttons(given).ShouldBe(["Done", "Somebody else"]);
    }

    [Fact]
    public void A_task_without_an_owner_waits_for_whoever_takes_it() => Responding()
        .When(new AddTask("check VPN logs"))
        .Then(new TaskAdded(1, "check VPN logs", null, null));

    [Fact]
    public void A_task_needs_words() => Responding().When(new AddTask(" "))
        .ThenRefused("Say in a few words what is to be done.", "/incident task @someone what [15m]");

    [Fact]
    public void A_task_that_is_a_novel_is_told_its_length() => Responding().When(new AddTask(new string('x', 1001)))
        .ThenRefused("That is 1001 characters; 1000 fit here. Send the beginning now and the rest as a note.", "/incident note the rest");

    [Fact]
    public void A_task_is_typed_as_person_what_and_time()
    {
        var spec = Responding();
        spec.Typed(AddTask.Offer, "<@web:chi> check VPN logs 15m").ShouldDo(new AddTask("check VPN logs", Chi, Quarter));
        spec.Typed(AddTask.Offer, "check VPN logs in 15m").ShouldDo(new AddTask("check VPN logs", null, Quarter));
        spec.Typed(AddTask.Offer, "check VPN logs").ShouldDo(new AddTask("check VPN logs"));
        spec.Typed(AddTask.Offer, "me check VPN logs").ShouldDo(new AddTask("check VPN logs", Ana));
        spec.Typed(AddTask.Offer, "@nobody check VPN logs").ShouldRefuse("I know nobody called @nobody here. Choose the name from the list that opens after the @.");
        spec.Typed(AddTask.Offer, "").ShouldBeOfType<ToAsk>();
    }

    [Theory]
    [InlineData("1.5h")]
    [InlineData("0m")]
    [InlineData("999999d")]
    public void A_length_of_time_that_cannot_be_is_refused_and_never_taken_as_words(string length)
    {
        var no = $"I can't read a length of time in \"{length}\". Write it like 15m, 1h30m or 2d, a year at most.";
        Responding().Typed(AddTask.Offer, $"<@web:chi> check VPN logs within {length}").ShouldRefuse(no);
        Responding().Sent(AddTask.Offer, Said.Form, ("what", "check VPN logs"), ("within", length)).ShouldRefuse(no);
        Responding(ToContain).Typed(GiveTask.Offer, $"1 <@web:chi> {length}")
            .ShouldRefuse($"Here go a name and a time; \"{length}\" is neither. Write the time like 15m, 1h30m or 2d.");
    }

    [Fact]
    public void I_take_it_gives_me_a_task_that_nobody_has() => Responding(ToContain).By(Chi)
        .When(new TakeTask(1))
        .Then(new Joined([Chi]), new TaskGiven(1, Revoke.Text, Chi, Noon.AddMinutes(30), Own: true));

    [Fact]
    public void Taking_ones_own_task_again_is_answered_kindly() => Responding(ToContain, new TaskGiven(1, Revoke.Text, Chi, null, Own: true)).By(Chi)
        .When(new TakeTask(1)).ThenNothing("Task 1 is yours already: Revoke sessions and tokens of the mailbox.");

    [Fact]
    public void A_task_that_somebody_has_is_not_taken_by_accident() => Responding(ToContain, new TaskGiven(1, Revoke.Text, Chi, null, Own: true))
        .When(new TakeTask(1)).ThenRefused("web:chi has task 1. If that should change, give it to yourself.", "/incident give 1 @you");

    [Fact]
    public void A_task_can_go_to_somebody_else_with_its_time() => Responding(ToContain)
        .When(new GiveTask(1, Chi))
        .Then(new Joined([Chi]), new TaskGiven(1, Revoke.Text, Chi, Noon.AddMinutes(30)));

    [Fact]
    public void More_time_runs_from_now() => Responding(ToContain)
        .When(new GiveTask(1, Within: Quarter))
        .Then(new TaskExtended(1, Revoke.Text, Noon.AddMinutes(15)));

    [Fact]
    public void Giving_a_task_needs_a_name_or_a_time() => Responding(ToContain).When(new GiveTask(1))
        .ThenRefused("Say who gets task 1, or how much time it has from now.", "/incident give 3 @someone [15m]");

    [Fact]
    public void Giving_a_task_is_typed_as_number_person_and_time()
    {
        var spec = Responding(ToContain);
        spec.Typed(GiveTask.Offer, "1 <@web:chi> 15m").ShouldDo(new GiveTask(1, Chi, Quarter));
        spec.Typed(GiveTask.Offer, "1 <@web:chi>").ShouldDo(new GiveTask(1, Chi));
        spec.Typed(GiveTask.Offer, "1 15m").ShouldDo(new GiveTask(1, null, Quarter));
        spec.Pressed(GiveTask.Offer, ("task", "1"), ("within", "15m")).ShouldDo(new GiveTask(1, null, Quarter));
        spec.Pressed(GiveTask.Offer, ("task", "1")).ShouldBeOfType<ToAsk>().Form.Carried["task"].ShouldBe("1");
    }

    [Fact]
    public void A_task_is_done_by_whoever_did_it_with_what_came_of_it() => Responding(ToContain)
        .When(new FinishTask(3, "nobody else got it"))
        .Then(new TaskDone(3, Search.Text, "nobody else got it"));

    [Fact]
    public void What_came_of_a_task_is_told_to_the_room()
    {
        Responding(ToContain).Says(new TaskDone(3, Search.Text, "nobody else got it")).ShouldBe(
            ["room: web:ana finished Search other mailboxes for the same sender: nobody else got it"]);
        Responding(ToContain).Says(new TaskDone(3, Search.Text, null)).ShouldBeEmpty();
    }

    [Fact]
    public void A_stale_button_is_told_what_is_true_now() => Responding(ToContain, new TaskDone(3, Search.Text, null))
        .When(new FinishTask(3)).ThenNothing("Task 3 is closed already. 2 tasks are open.");

    [Fact]
    public void A_task_that_never_was_is_refused() => Responding(ToContain)
        .When(new TakeTask(9)).ThenRefused("INC-42 has no task 9.", "/incident tasks");

    [Fact]
    public void A_must_do_task_is_not_dropped_without_a_reason() => Responding(ToContain)
        .When(new DropTask(1)).ThenRefused("Revoke sessions and tokens of the mailbox is a must-do task. Say why it can be left out.", "/incident drop 1 because …");

    [Fact]
    public void A_must_do_task_is_dropped_with_a_reason() => Responding(ToContain)
        .When(new DropTask(1, "because the mailbox is gone"))
        .Then(new TaskDropped(1, Revoke.Text, "the mailbox is gone"));

    [Fact]
    public void Any_other_task_is_dropped_at_once() => Responding(ToContain).When(new DropTask(2)).Then(new TaskDropped(2, SaveMail.Text, null));

    [Fact]
    public void Dropping_a_must_do_task_by_button_asks_for_the_reason()
    {
        var spec = Responding(ToContain);
        spec.Typed(DropTask.Offer, "1").ShouldAsk("Revoke sessions and tokens of the mailbox is a must-do task. Say why it can be left out.").Carried["task"].ShouldBe("1");
        spec.Typed(DropTask.Offer, "1 because the mailbox is gone").ShouldDo(new DropTask(1, "the mailbox is gone"));
        spec.Typed(DropTask.Offer, "2").ShouldDo(new DropTask(2));
    }

    [Fact]
    public void Without_a_number_the_form_shows_the_open_tasks_worst_first()
    {
        var field = Responding(ToContain).Typed(FinishTask.Offer, "").ShouldBeOfType<ToAsk>().Form.Fields[0].ShouldBeOfType<ChoiceField>();
        field.Choices.Select(c => c.Title).ShouldBe(
            ["1. Revoke sessions and tokens of the mailbox", "3. Search other mailboxes for the same sender", "2. Save the mail with full headers"]);
    }

    [Fact]
    public void Words_that_hold_no_number_are_told_so() => Responding(ToContain).Typed(FinishTask.Offer, "the first one")
        .ShouldRefuse("Say the task's number first; I can't read one in \"the first one\".", "/incident done 3");

    [Fact]
    public void With_nothing_open_there_is_nothing_to_finish() => Responding().Typed(FinishTask.Offer, "").ShouldRefuse("No task is open.", "/incident task what to do");

    [Fact]
    public void A_task_for_a_role_belongs_to_whoever_has_the_role()
    {
        var state = Responding(ToContain, new RoleTaken("scribe", "scribe", Chi, null)).State;
        state.Response.OwnerOf(state.Response.Tasks[2]).ShouldBe(Chi);
        state.Response.OwnerOf(state.Response.Tasks[1]).ShouldBeNull();
    }

    [Fact]
    public void All_tasks_come_by_what_hurts_most()
    {
        var spec = Responding(ToContain, new TaskAdded(4, "check VPN logs", Chi, Noon.AddMinutes(-30)), new TaskOverdue(4, "check VPN logs", Chi, Chi, null));
        var card = new TasksQuestion().Answer(new View(spec.State, spec.Moment, [], []));
        Cards.Drawn.Of(card).Split('\n').Where(l => l.Contains('│', StringComparison.Ordinal)).ShouldBe(
        [
            "<Attention> Overdue: check VPN logs ⏎ #4 · Chi · was due 11:30 UTC  │  [Done]",
            "Revoke sessions and tokens of the mailbox ⏎ #1 · nobody yet · due 12:30 UTC  │  [I take it]",
            "Search other mailboxes for the same sender ⏎ #3 · nobody yet  │  [I take it]",
            "Save the mail with full headers ⏎ #2 · nobody yet, for the scribe  │  [I take it]",
        ]);
        card.Summary.ToString().ShouldBe("INC-42: four open tasks, 0 of 4 done");
    }
}

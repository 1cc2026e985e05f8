using ChatOpsIncident.Incidents.Assessment;
using ChatOpsIncident.Incidents.Conversation;
using ChatOpsIncident.Incidents.Response;
using ChatOpsIncident.Specs.Assessment;
using static ChatOpsIncident.Specs.People;
using static ChatOpsIncident.Specs.Response.Story;

namespace ChatOpsIncident.Specs.Response;

public class ResolveSpecs
{
    private static Spec Recovered(params Event[] more) => Responding([BenCommands, new Joined([Ben, Chi]), Captured, IsContained, IsEradicated, IsRecovered, .. more]);

    [Fact]
    public void Once_everything_runs_as_before_it_is_resolved() => Recovered()
        .When(new Resolve()).Then(new Resolved(null, Phase.Done, 0));

    [Fact]
    public void The_form_says_what_resolving_does() => Recovered().Pressed(Resolve.Offer)
        .ShouldAsk("Resolving stops the update clock and asks three people for their view. You can reopen at any time.")
        .Fields.ShouldHaveSingleItem().Required.ShouldBeFalse();

    [Fact]
    public void Where_something_is_unfinished_the_summary_says_why_it_ends_here()
    {
        var spec = Responding(ToContain);
        const string Unfinished = "INC-42 is still containing. Two must-do tasks are open:\n• Revoke sessions and tokens of the mailbox\n• Search other mailboxes for the same sender";
        spec.When(new Resolve()).ThenRefused(Unfinished + "\nFinish that, or say in the summary why it ends here.", "/incident resolve why it ends here");
        spec.When(new Resolve("It was an exercise of the training team")).Then(new Resolved("It was an exercise of the training team", Phase.Contain, 2));
        spec.Pressed(Resolve.Offer).ShouldAsk(
            "Resolving stops the update clock and asks one person for their view. You can reopen at any time.\n" + Unfinished).Fields[0].Required.ShouldBeTrue();
    }

    [Fact]
    public void What_is_typed_after_resolve_is_the_summary() => Recovered().Typed(Resolve.Offer, "nobody else clicked").ShouldDo(new Resolve("nobody else clicked"));

    [Fact]
    public void The_room_hears_it_with_the_end_of_the_record() => Recovered().Says(new Resolved("Nobody else clicked", Phase.Done, 0)).ShouldBe(
        [$"room: web:ana resolved INC-42: Nobody else clicked\nThank you, everyone. The record so far ends in {new string('0', 64)}."]);

    [Fact]
    public void Resolving_twice_is_answered_kindly() => Over().When(new Resolve()).ThenNothing("INC-42 was resolved at 11:59 UTC already.");

    [Fact]
    public void A_report_is_not_resolved_but_decided() => Of().When(new Resolve("It was nothing"))
        .ThenRefused("INC-42 is a report so far; that comes once it is declared.", "/incident declare");

    [Fact]
    public void A_resolved_incident_is_opened_again_in_the_phase_to_go_on_from() => Over()
        .When(new Reopen("because the mails came again", Phase.Recover))
        .Then(new Reopened("the mails came again", Phase.Recover, Noon.AddHours(1)));

    [Fact]
    public void A_resolved_incident_goes_on_with_containment_and_its_checklist_unless_another_phase_is_named() => Over()
        .When(new Reopen("the mails came again"))
        .Happens.Select(e => e.GetType().Name).ShouldBe([nameof(Reopened), nameof(TasksPlanned)]);

    [Fact]
    public void A_task_that_is_open_from_before_is_not_planned_twice()
    {
        var events = Responding(ToContain, new Resolved("moved on", Phase.Contain, 2)).When(new Reopen("it is back")).Happens;
        events.ShouldHaveSingleItem().ShouldBeOfType<Reopened>();
    }

    [Fact]
    public void Reopening_needs_a_reason() => Over().When(new Reopen(null)).ThenRefused("Say why, so that everyone who comes back knows.", "/incident reopen because …");

    [Fact]
    public void Reopening_starts_clock_and_phase_anew_and_the_prompts_wait()
    {
        var state = Over(new Incidents.Learning.PromptsSent([Ana], Pinned.Prompts, Noon.AddDays(3)), new Reopened("it is back", Phase.Contain, Noon.AddHours(1))).State;
        state.Status.ShouldBe(Status.Responding);
        (state.Response.Phase, state.Response.PhaseSince, state.Response.Updates!.NextDue).ShouldBe((Phase.Contain, Noon.AddMinutes(-1), Noon.AddHours(1)));
        state.Learning.PromptedAt.ShouldBeNull();
    }

    [Fact]
    public void A_dismissed_report_waits_for_a_decision_again_and_who_is_on_call_is_told() =>
        Of(new Dismissed(Outcome.FalsePositive, "a phishing test", Reports.Nothing))
            .When(new Reopen("it was no test"))
            .Then(new Reopened("it was no test", Phase.None, null), new Paged(0, [], Noon.AddMinutes(5)) { Again = [Ben] });

    [Fact]
    public void A_dismissed_report_that_is_open_again_is_one_that_nobody_looks_at_yet()
    {
        var state = Of(new Dismissed(Outcome.FalsePositive, "a phishing test", Reports.Nothing), new Reopened("it was no test", Phase.None, null)).State;
        state.Status.ShouldBe(Status.Reported);
        state.Assessment.Acknowledged.ShouldBeNull();
    }

    [Fact]
    public void An_open_incident_is_not_reopened() => Responding().When(new Reopen("why not")).ThenNothing("INC-42 is open.");

    [Fact]
    public void A_merged_one_goes_on_in_the_other() => Of(new Merged("S41", 41, null, Reports.Nothing))
        .When(new Reopen("it differs")).ThenRefused("INC-42 is the same as INC-41; it goes on there.", "/incident INC-41 …");

    [Fact]
    public void The_room_hears_that_it_is_open_again()
    {
        Over().Says(new Reopened("The mails came again", Phase.Contain, Noon.AddHours(1))).ShouldBe(
            ["room: web:ana opened INC-42 again. Next: contain the threat. The mails came again"]);
        Over().Says(new Reopened("It was no test", Phase.None, null)).ShouldBe(["room: web:ana opened INC-42 again. It waits for a decision again. It was no test"]);
    }

    [Fact]
    public void Reopening_is_typed_as_phase_and_reason()
    {
        Over().Typed(Reopen.Offer, "recover because the mails came again").ShouldDo(new Reopen("the mails came again", Phase.Recover));
        Over().Typed(Reopen.Offer, "because the mails came again").ShouldDo(new Reopen("the mails came again"));
        Over().Typed(Reopen.Offer, "").ShouldBeOfType<ToAsk>().Form.Fields.Select(f => f.Name).ShouldBe(["because", "phase"]);
    }
}

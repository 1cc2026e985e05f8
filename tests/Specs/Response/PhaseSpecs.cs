using ChatOpsIncident.Incidents.Conversation;
using ChatOpsIncident.Incidents.Response;
using static ChatOpsIncident.Specs.People;
using static ChatOpsIncident.Specs.Response.Story;

namespace ChatOpsIncident.Specs.Response;

public class PhaseSpecs
{
    private const string Open =
        "Two must-do tasks are open:\n• Revoke sessions and tokens of the mailbox\n• Search other mailboxes for the same sender\n"
        + "One evidence task is open:\n• Save the mail with full headers\nNo evidence is captured yet, and removing the cause destroys traces.";

    private static readonly TasksPlanned ToEradicate =
        new(Phase.Eradicate, [new(1, "Write down how it came in") { Id = "way-in", MustDo = true, Due = Noon.AddHours(1) }]);

    [Fact]
    public void When_nothing_is_open_the_next_phase_begins_with_its_checklist() => Responding(Captured)
        .When(new Contain())
        .Then(new Contained(0, false, null), ToEradicate);

    [Fact]
    public void Leaving_a_phase_with_open_must_do_tasks_or_without_evidence_asks_for_a_reason() => Responding(ToContain)
        .When(new Contain())
        .ThenRefused(Open + "\nFinish that, or say why it can wait.", "/incident contained because …");

    [Fact]
    public void A_click_shows_what_is_open_and_asks_why_it_can_wait() =>
        Responding(ToContain).Pressed(Contain.Offer).ShouldAsk(Open).Fields.ShouldHaveSingleItem().Label.ShouldBe("Why can that wait?");

    [Fact]
    public void With_a_reason_it_goes_on_and_the_record_says_what_was_left_open() => Responding(ToContain)
        .When(new Contain("the mailbox is locked"))
        .Then(new Contained(2, true, "the mailbox is locked"), ToEradicate with { Tasks = [ToEradicate.Tasks[0] with { Number = 4 }] });

    [Fact]
    public void What_was_left_open_stays_on_the_list() =>
        Responding(ToContain, new Contained(2, true, "the mailbox is locked")).State.Response.Tasks.Count.ShouldBe(3);

    [Fact]
    public void A_reason_is_not_asked_for_again_when_a_later_phase_ends() => Responding(ToContain, new Contained(2, true, "the mailbox is locked"))
        .When(new Eradicate())
        .Then(new Eradicated(0, null));

    [Fact]
    public void Evidence_is_asked_for_before_the_cause_is_removed() => Responding()
        .When(new Contain())
        .ThenRefused(
            "No evidence is captured yet, and removing the cause destroys traces.\nFinish that, or say why it can wait.", "/incident contained because …");

    [Fact]
    public void A_playbook_that_asks_for_no_evidence_lets_containment_end_without_any() => Responding()
        .At(m => m with { Playbook = Pinned with { Checklist = [] } })
        .When(new Contain())
        .Then(new Contained(0, false, null));

    [Fact]
    public void Phases_come_one_after_the_other() => Responding()
        .When(new Eradicate())
        .ThenRefused("INC-42 is still containing. Say first when that is over.", "/incident contained");

    [Fact]
    public void A_phase_that_is_over_is_answered_kindly() => Responding(Captured, IsContained)
        .When(new Contain())
        .ThenNothing("The threat is contained already. INC-42 is eradicating since 11:59 UTC.");

    [Fact]
    public void When_everything_runs_as_before_nothing_is_left_but_to_resolve() =>
        Responding(Captured, IsContained, IsEradicated).When(new Recover()).Then(new Recovered(0, null));

    [Fact]
    public void The_room_hears_what_is_over_and_what_comes_next()
    {
        Responding().Says(new Contained(0, false, null)).ShouldBe(["room: web:ana: the threat is contained. Next: remove the cause."]);
        Responding().Says(new Contained(2, true, "the mailbox is locked")).ShouldBe(
            ["room: web:ana: the threat is contained; two must-do tasks left open, because: the mailbox is locked. Next: remove the cause."]);
        Responding().Says(new Eradicated(0, null)).ShouldBe(["room: web:ana: the cause is removed. Next: get everything back to normal."]);
        Responding().Says(new Recovered(0, null)).ShouldBe(["room: web:ana: everything runs as before. Next: resolve it when nothing is left to watch."]);
    }

    [Fact]
    public void The_time_when_it_was_so_can_be_said()
    {
        Responding(Captured).Typed(Contain.Offer, "11:40").ShouldDo(new Contain(null, new Happened(Noon.AddMinutes(-20))));
        Responding(Captured).Typed(Contain.Offer, "11:40 because the mailbox is locked").ShouldDo(new Contain("the mailbox is locked", new Happened(Noon.AddMinutes(-20))));
        Responding(Captured, IsContained with { Happened = new(Noon.AddMinutes(-20)) }).State.Response.ContainedAt.ShouldBe(Noon.AddMinutes(-20));
    }

    [Fact]
    public void A_time_that_cannot_be_is_refused_and_never_taken_as_the_reason() => Responding(Captured).Typed(Contain.Offer, "11:75")
        .ShouldRefuse("I can't read a time in \"11:75\". Write it like 13:02, yesterday 17:30 or 2026-11-23 13:02. If it is no time, put a word before it.");

    [Fact]
    public void A_time_that_lies_ahead_is_refused() => Responding(Captured).Typed(Contain.Offer, "2026-12-01 11:40")
        .ShouldRefuse("11:40 UTC lies ahead. Say when it happened, or leave the time out.");

    [Fact]
    public void A_report_is_not_contained_before_it_is_declared() => Of().When(new Contain())
        .ThenRefused("INC-42 is a report so far; that comes once it is declared.", "/incident declare");

    [Fact]
    public void A_form_without_words_is_told_what_is_open() => Responding(ToContain).Sent(Contain.Offer, Said.Form).ShouldDo(new Contain());
}

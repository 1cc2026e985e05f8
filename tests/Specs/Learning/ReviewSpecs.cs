using ChatOpsIncident.Incidents.Learning;
using static ChatOpsIncident.Specs.Learning.Ended;
using static ChatOpsIncident.Specs.People;

namespace ChatOpsIncident.Specs.Learning;

public class ReviewSpecs
{
    [Fact]
    public void The_review_is_drawn_up_when_the_prompts_close() => Spec.Given(Mail, TheEnd, Asked, AnaAnswered)
        .AlarmAt(Noon.AddDays(3))
        .Then(new Reviewed(Responded.Times, 3, 1));

    [Fact]
    public void Until_then_the_answers_are_waited_for() => Spec.Given(Mail, TheEnd, Asked, AnaAnswered)
        .AlarmAt(Noon.AddDays(3).AddSeconds(-1))
        .ThenNothing("Nothing is due.");

    [Fact]
    public void The_review_is_drawn_up_at_once_when_everyone_has_replied() =>
        Spec.Given(Mail, TheEnd, Asked, AnaAnswered, new Skipped(1), new Contributed(2, [new("what", "x")]))
            .AlarmAt(Noon)
            .Then(new Reviewed(Responded.Times, 3, 2));

    [Fact]
    public void Somebody_can_draw_it_up_by_hand() => Spec.Given(Mail, TheEnd, Asked).When(new DrawUpReview()).Then(new Reviewed(Responded.Times, 3, 0));

    [Fact]
    public void A_review_is_drawn_up_once() => Spec.Given(Mail, TheEnd, Asked, DrawnUp).When(new DrawUpReview())
        .ThenNothing("The review of INC-42 is drawn up already; answers and lessons still go into it.");

    [Fact]
    public void Before_the_end_there_is_no_review() => Spec.Given(Mail).When(new DrawUpReview())
        .ThenRefused("INC-42 is not resolved yet; its review comes after the end. What happened so far is its timeline.", "/incident timeline");

    [Fact]
    public void The_room_is_told_in_a_sentence_that_can_be_repeated() => Spec.Given(Mail, TheEnd, Asked, DrawnUp).Says(DrawnUp).ShouldBe(
    [
        "room: The review is drawn up. INC-42 (SEV2) was contained 1 hour and 2 minutes after it was reported; everything ran as before after 5 hours and 30 minutes. "
        + "What must change becomes a lesson, in the card of the review.",
    ]);

    [Fact]
    public void The_review_can_be_read_ever_after()
    {
        var reviewed = Spec.Given(Mail, TheEnd, Asked, DrawnUp);
        reviewed.Typed(DrawUpReview.Offer, "").ShouldBe(new Incidents.Conversation.ToAnswer(new ReadReview()));
        DrawUpReview.Offer.MakesSense(reviewed.State, reviewed.Moment).ShouldBeTrue();
        var reported = Spec.Given(Mail);
        DrawUpReview.Offer.MakesSense(reported.State, reported.Moment).ShouldBeFalse();
    }

    [Fact]
    public void Who_took_part_is_asked_even_if_somebody_was_faster_with_the_review() => Spec.Given(Mail, TheEnd, DrawnUp).AlarmAt(Noon).Then(Asked);

    [Fact]
    public void The_status_becomes_reviewed() => Spec.Given(Mail, TheEnd, Asked, DrawnUp).State.Status.ShouldBe(Status.Reviewed);
}

using ChatOpsIncident.Incidents.Assessment;
using ChatOpsIncident.Incidents.Conversation;
using ChatOpsIncident.Incidents.Learning;
using static ChatOpsIncident.Specs.Learning.Ended;
using static ChatOpsIncident.Specs.People;

namespace ChatOpsIncident.Specs.Learning;

public class CloseSpecs
{
    private static readonly ActionVerified Works = new(1, "Saw it");
    private static readonly Dismissed NotAnIncident = new(Outcome.NotIncident, "a test by the training team", Assessment.Reports.Nothing);

    [Fact]
    public void An_incident_closes_by_itself_once_every_lesson_has_come_to_its_end_and_everyone_had_their_time() =>
        Spec.Given(Mail, TheEnd, Asked, DrawnUp, Supplier, ChiTrains, Works).AlarmAt(Noon.AddDays(3)).Then(new Closed(null));

    [Fact]
    public void Nothing_closes_while_people_still_have_time_to_answer() =>
        new CloseWhenSettled().Due(Spec.Given(Mail, TheEnd, Asked, DrawnUp, Supplier, ChiTrains, Works).State).ShouldBe(Noon.AddDays(3));

    [Fact]
    public void Nothing_closes_while_a_lesson_is_on_its_way()
    {
        new CloseWhenSettled().Due(Spec.Given(Mail, TheEnd, Asked, DrawnUp, Supplier).State).ShouldBeNull();
        new CloseWhenSettled().Due(Spec.Given(Mail, TheEnd, Asked, DrawnUp, Supplier, ChiTrains).State).ShouldBeNull();
    }

    [Fact]
    public void A_review_without_a_lesson_is_closed_by_hand_only() =>
        new CloseWhenSettled().Due(Spec.Given(Mail, TheEnd, Asked, DrawnUp).State).ShouldBeNull();

    [Fact]
    public void Closing_with_a_lesson_on_its_way_needs_a_reason()
    {
        var spec = Spec.Given(Mail, TheEnd, Asked, DrawnUp, Supplier);
        spec.When(new Close()).ThenRefused(
            "One lesson is still on its way: Call the supplier on the known number. Say why it can be closed all the same.", "/incident close why");
        spec.When(new Close("Taken over by INC-43")).Then(new Closed("Taken over by INC-43"));
    }

    [Fact]
    public void Closing_without_any_lesson_needs_a_reason() => Spec.Given(Mail, TheEnd, Asked, DrawnUp).When(new Close())
        .ThenRefused("The review has no lesson. Say why it can be closed all the same.", "/incident close why");

    [Fact]
    public void With_everything_at_its_end_no_reason_is_needed() =>
        Spec.Given(Mail, TheEnd, Asked, DrawnUp, Supplier, ChiTrains, Works).When(new Close()).Then(new Closed(null));

    [Fact]
    public void Before_the_review_it_can_not_be_closed() => Spec.Given(Mail, TheEnd, Asked).When(new Close())
        .ThenRefused("INC-42 has no review yet. Draw it up first, then close.", "/incident review");

    [Fact]
    public void Before_the_end_it_can_not_be_closed() => Spec.Given(Mail).When(new Close())
        .ThenRefused("INC-42 is not resolved yet. Resolve it first; after its review it can be closed.", "/incident resolve");

    [Fact]
    public void What_was_not_an_incident_needs_no_closing_and_no_review()
    {
        Spec.Given(Mail, NotAnIncident).When(new Close()).ThenNothing("INC-42 was not an incident; there is nothing to close.");
        Spec.Given(Mail, NotAnIncident).When(new DrawUpReview())
            .ThenRefused("INC-42 was not responded to, so there is nothing to review. What was decided is in its timeline.", "/incident timeline");
    }

    [Fact]
    public void Closing_twice_is_fine() => Spec.Given(Mail, TheEnd, DrawnUp, new Closed("Done")).When(new Close()).ThenNothing("INC-42 is closed already.");

    [Fact]
    public void The_button_asks_for_the_reason_in_a_dialog() => Spec.Given(Mail, TheEnd, Asked, DrawnUp)
        .Sent(Close.Offer, Said.Button).ShouldBeOfType<ToAsk>().Form.Intro.ToString().ShouldBe("The review has no lesson. Say why it can be closed all the same.");

    [Fact]
    public void A_reminder_of_an_action_item_still_comes_after_closing_by_hand() =>
        new RemindOwners().Due(Spec.Given(Mail, TheEnd, Asked, DrawnUp, Supplier, ChiTrains, new Closed("Enough")).State).ShouldBe(ChiTrains.Due);
}

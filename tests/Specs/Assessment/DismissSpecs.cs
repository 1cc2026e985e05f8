using ChatOpsIncident.Incidents.Alarm;
using ChatOpsIncident.Incidents.Assessment;
using ChatOpsIncident.Incidents.Conversation;
using ChatOpsIncident.Incidents.Detection;
using static ChatOpsIncident.Specs.Assessment.Reports;
using static ChatOpsIncident.Specs.People;

namespace ChatOpsIncident.Specs.Assessment;

public class DismissSpecs
{
    private static Spec Triaged(params Event[] after) => Spec.Given([Mail, BenTold, Answers(0, 0, 0, 0, 0, 0), .. after]).At(WithCriteria).By(Ben);

    private static Dismissed FalsePositive => new(Outcome.FalsePositive, "a phishing test by the training team", Basis.Of(Triaged().State, Pinned));

    private static Dismissed Benign => new(Outcome.NotIncident, "a planned restart", Basis.Of(Triaged().State, Pinned));

    [Fact]
    public void A_report_that_needs_no_response_is_kept_on_record_with_its_reason() => Triaged()
        .When(new Dismiss(Outcome.NotIncident, "because a planned restart"))
        .Then(Benign);

    [Fact]
    public void A_false_positive_is_kept_on_record_with_what_it_was() => Triaged()
        .When(new Dismiss(Outcome.FalsePositive, "a phishing test by the training team"))
        .Then(FalsePositive);

    [Fact]
    public void Without_a_reason_no_report_is_dismissed() => Triaged()
        .When(new Dismiss(Outcome.NotIncident, " because "))
        .ThenRefused("Say in a few words what it was: that stands in the decision record.", "/incident dismiss because …");

    [Fact]
    public void A_click_opens_the_form_that_asks_for_the_reason() =>
        Triaged().Understood(Dismiss.FalsePositive, Arguments.Of(Said.Button, [])).ShouldBeOfType<ToAsk>().Form.Intro.ToString()
            .ShouldBe("Whoever reported it is thanked, and told what you write. It counts against nobody.");

    [Fact]
    public void The_record_of_a_rejected_report_keeps_the_answers_too() =>
        Triaged().When(new Dismiss(Outcome.FalsePositive, "a test")).Happens.OfType<Dismissed>().Single().Basis.Answers.Length.ShouldBe(6);

    [Fact]
    public void Nobody_is_asked_any_more_once_it_is_dismissed() =>
        IncidentAlarm.NextAlarm(Triaged(FalsePositive).State).ShouldBeNull();

    [Fact]
    public void A_false_positive_thanks_its_reporter() => Triaged().Says(FalsePositive).ShouldBe(
    [
        "room: web:ben decided: a false positive. a phishing test by the training team",
        "web:ana: Thank you for reporting INC-42. What it was: a phishing test by the training team. Nothing more to do. " +
        "Reports like yours are how the real ones are found early.",
    ]);

    [Fact]
    public void A_benign_report_thanks_its_reporter_too() => Triaged().Says(Benign)[1].ShouldBe(
        "web:ana: Thank you for reporting INC-42. It was looked at and needs no response: a planned restart. If it comes back or gets worse, report it again.");

    [Fact]
    public void Whoever_reported_the_same_is_thanked_as_well() =>
        Triaged(new Absorbed([new("S41", 41, "strange mail", Chi, Noon)])).Says(FalsePositive)[2].ShouldStartWith("web:chi: Thank you");

    [Fact]
    public void A_confidential_reporter_is_not_written_to() =>
        Spec.Given(Mail with { Reporter = null, Visibility = Visibility.Open with { Confidential = true } }).Says(FalsePositive).Length.ShouldBe(1);

    [Fact]
    public void The_same_decision_again_is_answered_kindly() => Triaged(FalsePositive)
        .When(new Dismiss(Outcome.FalsePositive, "a test"))
        .ThenNothing("INC-42 is a false positive, decided by web:ana at 11:59 UTC.");

    [Fact]
    public void Another_decision_needs_it_opened_again_first() => Triaged(FalsePositive)
        .When(new Dismiss(Outcome.NotIncident, "a test"))
        .ThenRefused("INC-42 is a false positive, decided by web:ana at 11:59 UTC.", "/incident reopen because …");

    [Fact]
    public void What_was_declared_is_resolved_and_not_dismissed() => Triaged(new Declared("SEV4", "Low", null, Nothing, TimeSpan.FromDays(1)))
        .When(new Dismiss(Outcome.FalsePositive, "a test"))
        .ThenRefused("INC-42 is SEV4, declared by web:ana at 11:59 UTC. If it turned out to be nothing, resolve it and say so.", "/incident resolve it was …");

    [Fact]
    public void A_dismissed_report_is_not_in_the_way_of_its_reporters_next_one() => Triaged(FalsePositive).State.Status.ShouldBe(Status.Dismissed);
}

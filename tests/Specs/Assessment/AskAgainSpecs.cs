using System.Collections.Immutable;
using ChatOpsIncident.Incidents.Alarm;
using ChatOpsIncident.Incidents.Assessment;
using static ChatOpsIncident.Specs.Assessment.Reports;
using static ChatOpsIncident.Specs.People;

namespace ChatOpsIncident.Specs.Assessment;

public class AskAgainSpecs
{
    private static readonly DateTimeOffset Due = Noon.AddMinutes(-1);

    private static Spec Asked(params Event[] events) => Spec.Given([Mail, new Acknowledged(), .. events]).At(WithCriteria);

    private static Answered Wide(DateTimeOffset? again) => Answers(0, 1, null, 1) with { AskAgainAt = again };

    [Fact]
    public void Answers_that_leave_more_than_two_severities_open_are_asked_for_again_in_half_an_hour() => Asked()
        .When(new AnswerQuestions(ImmutableSortedDictionary<string, string>.Empty.Add("F", "1")))
        .Happens.ShouldHaveSingleItem().ShouldBeOfType<Answered>().AskAgainAt.ShouldBe(Noon.AddMinutes(30));

    [Fact]
    public void Answers_that_leave_two_severities_or_one_are_not_asked_for_again()
    {
        string[] no = ["credentials-entered", "mfa-or-token", "mailbox-rules", "payment-changed", "more-than-ten"];
        var given = no.ToImmutableSortedDictionary(q => q, _ => "no").AddRange("FIPAR".Select(q => KeyValuePair.Create($"{q}", "1")));
        Asked(Wide(Noon.AddMinutes(9))).When(new AnswerQuestions(given)).Happens.OfType<Answered>().Single().AskAgainAt.ShouldBeNull();
    }

    [Fact]
    public void Nobody_is_asked_again_before_that() => IncidentAlarm.NextAlarm(Asked(Wide(Noon.AddMinutes(9))).State).ShouldBe(Noon.AddMinutes(9));

    [Fact]
    public void Then_the_room_hears_what_would_tell_most_and_the_next_time_is_in_four_hours()
    {
        var asked = Asked(Wide(Due)).When(new Tick()).Happens.ShouldHaveSingleItem().ShouldBeOfType<AskedAgain>();
        (asked.Mildest, asked.Worst, asked.NextAt).ShouldBe(("SEV4", "SEV1", Noon.AddHours(4)));
        Asked(Wide(Due)).Says(asked).ShouldHaveSingleItem().ShouldBe(
            "room: It is still open between SEV4 and SEV1. How far does the attacker's reach go? and What does it take to get back to normal? would tell most. "
            + "Whoever knows, answer on the triage card.");
    }

    [Fact]
    public void A_category_chosen_meanwhile_may_have_settled_it_and_then_nobody_is_bothered()
    {
        var settled = Asked(Answers(3, 0, 0, 3, 0, 0) with { AskAgainAt = Due });
        settled.When(new Tick()).Then(new AskedAgain("SEV1", "SEV1", [], null));
        settled.Says(new AskedAgain("SEV1", "SEV1", [], null)).ShouldBeEmpty();
    }

    [Fact]
    public void Once_it_is_decided_nothing_is_asked_any_more() =>
        IncidentAlarm.NextAlarm(Asked(Wide(Due), new Dismissed(Outcome.FalsePositive, "a test", Nothing)).State).ShouldBeNull();
}

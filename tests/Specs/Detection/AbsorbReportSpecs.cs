using System.Collections.Immutable;
using ChatOpsIncident.Incidents.Assessment;
using ChatOpsIncident.Incidents.ChatView;
using ChatOpsIncident.Incidents.Detection;
using ChatOpsIncident.Specs.Assessment;
using static ChatOpsIncident.Specs.Assessment.Reports;
using static ChatOpsIncident.Specs.People;

namespace ChatOpsIncident.Specs.Detection;

public class AbsorbReportSpecs
{
    private static readonly OtherReport Chis = new("S43", 43, "the same strange mail", Chi, Noon.AddMinutes(-5));

    private static AbsorbReport Absorb(bool isPrivate = false, params ImmutableArray<Person> excluded) => new([Chis], isPrivate, [Chi], excluded);

    [Fact]
    public void A_merged_report_becomes_part_of_the_survivor() => Spec.Given(Mail).When(Absorb()).Then(new Absorbed([Chis]));

    [Fact]
    public void Its_reporter_belongs_to_the_room() => Membership.Of(Spec.Given(Mail, new Absorbed([Chis])).State).ShouldContain(Chi);

    [Fact]
    public void The_room_reads_its_words_and_its_reporter_hears_where_they_are() => Spec.Given(Mail).Says(new Absorbed([Chis])).ShouldBe(
    [
        "room: INC-43 is the same. web:chi reported it at 11:55 UTC: the same strange mail",
        "web:chi: What you reported as INC-43 is the same as INC-42, and your words are there: #inc-42-finance-mail-change.",
    ]);

    [Fact]
    public void If_it_was_a_false_positive_the_reporter_is_thanked_for_this_one_too() =>
        Spec.Given(Mail, new Dismissed(Outcome.FalsePositive, "a phishing test", Nothing)).Says(new Absorbed([Chis]))[1].ShouldBe(
            "web:chi: Thank you for reporting INC-43. What it was: a phishing test. Nothing more to do. Reports like yours are how the real ones are found early.");

    [Fact]
    public void The_same_errand_twice_changes_nothing() => Spec.Given(Mail, new Absorbed([Chis]))
        .When(Absorb())
        .ThenNothing("INC-42 has it already.");

    [Fact]
    public void What_was_merged_meanwhile_does_not_take_others() => Spec.Given(Mail, new Merged("S41", 41, null, Nothing))
        .When(Absorb())
        .ThenRefused("INC-42 itself is the same as INC-41 now.");

    [Fact]
    public void Private_words_do_not_come_into_an_open_room() => Spec.Given(Mail)
        .When(Absorb(isPrivate: true))
        .ThenRefused("Not everyone who may know INC-42 may know this one.");

    [Fact]
    public void Private_words_come_to_nobody_who_was_not_in_it()
    {
        var survivor = Mail with { Reporter = Chi, Visibility = Visibility.Open with { Private = true } };
        Spec.Given(survivor).When(Absorb(isPrivate: true)).Then(new Absorbed([Chis]));
        Spec.Given(survivor, BenTold).When(Absorb(isPrivate: true)).ThenRefused("Not everyone who may know that incident may know this one.");
    }

    [Fact]
    public void One_that_went_private_refuses_without_its_name()
    {
        var survivor = Mail with { Visibility = Visibility.Open with { Private = true, Excluded = [Chi] } };
        Spec.Given(survivor).When(Absorb(false, Chi)).ThenRefused("Not everyone who may know that incident may know this one.");
        Spec.Given(survivor, new Merged("S41", 41, null, Nothing)).When(Absorb()).ThenRefused("That incident itself is the same as INC-41 now.");
    }

    [Fact]
    public void Who_must_not_learn_of_the_one_must_not_learn_of_the_other() => Spec.Given(Mail)
        .When(Absorb(false, Ben))
        .ThenRefused("Not everyone who may know INC-42 may know this one.");

    [Fact]
    public void A_reporter_who_must_not_know_the_survivor_is_not_brought_in() => Spec.Given(Mail with { Visibility = Visibility.Open with { Excluded = [Chi] } })
        .When(Absorb(false, Chi))
        .ThenRefused("Not everyone who may know INC-42 may know this one.");
}

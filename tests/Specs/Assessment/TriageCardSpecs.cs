using System.Runtime.CompilerServices;
using ChatOpsIncident.Incidents.Assessment;
using ChatOpsIncident.Incidents.Cards;
using ChatOpsIncident.Incidents.Detection;
using ChatOpsIncident.Specs.Cards;
using static ChatOpsIncident.Specs.Assessment.Reports;
using static ChatOpsIncident.Specs.People;

namespace ChatOpsIncident.Specs.Assessment;

public class TriageCardSpecs
{
    private static readonly Playbook Shipped = Playbooks.Default with { Version = 1 };

    private static void Approve(string name, Event[] events, [CallerFilePath] string spec = "") =>
        Approved.Card(TriageCard.Of(Spec.Given(events).State, Shipped), name, spec);

    private static Basis BasisOf(params Event[] events) => Basis.Of(Spec.Given(events).State, Shipped);

    [Fact]
    public void A_new_report_asks_all_questions_and_says_that_nobody_looks_at_it_yet() =>
        Approve("TriageCard.reported", [Mail, BenTold]);

    [Fact]
    public void Half_answered_the_triage_card_shows_the_range_the_rule_and_what_would_settle_it() =>
        Approve("TriageCard.half-answered",
        [
            Mail with { Alike = [41] }, BenTold, new Acknowledged(), Answers(0, 2, null, 1), Yes("payment-changed"),
            new Absorbed([new("S43", 43, "the same mail", Chi, Noon)]),
        ]);

    [Fact]
    public void The_triage_card_shows_which_modifier_moved_the_severity_from_what_to_what() =>
        Approve("TriageCard.modified", [Mail, Answers(0, 2, 0, 1, 1, 0), new Answered([GivenAnswer.To(Shipped.Modifiers[0], true), GivenAnswer.To(Shipped.Modifiers[2], true)])]);

    [Fact]
    public void An_answer_reads_as_the_category_asked_it()
    {
        var lost = Mail with { Category = "lost-stolen-physical" };
        BasisOf(lost, new Answered([GivenAnswer.To(Shipped.Category("lost-stolen-physical")!.Questions.Single(q => q.Id == "safety"), true)]))
            .Answers.ShouldHaveSingleItem().Asks.ShouldBe("Was anybody hurt or threatened?");
    }

    [Fact]
    public void Once_declared_the_triage_card_shrinks_to_the_decision_record()
    {
        Event[] before = [Mail, Answers(2, 2, 0, 1, 0, 0)];
        Approve("TriageCard.declared", [.. before, new Declared("SEV1", "Critical", "it is the account of the cashier", BasisOf(before), TimeSpan.FromMinutes(30))]);
    }

    [Fact]
    public void A_false_positive_shrinks_to_the_decision_record()
    {
        Event[] before = [Mail, Answers(0, 0, 0, 0, 0, 0)];
        Approve("TriageCard.false-positive", [.. before, new Dismissed(Outcome.FalsePositive, "a phishing test by the training team", BasisOf(before))]);
    }

    [Fact]
    public void A_duplicate_points_to_where_it_goes_on() =>
        Approve("TriageCard.duplicate", [Mail, new Merged("S41", 41, "the same sender", BasisOf(Mail))]);

    [Fact]
    public void Every_button_fits_every_platform()
    {
        var card = TriageCard.Of(Spec.Given(Mail with { Alike = [4100] }, Answers(2)).State, Shipped);
        card.Actions.ShouldAllBe(a => a.Title.Length <= 24);
        card.Actions.OfType<Press>().ShouldAllBe(p => p.WithInputs);
    }

    [Fact]
    public void The_card_of_the_longest_category_is_within_every_platforms_limits()
    {
        foreach (var category in Shipped.Categories)
        {
            var json = AdaptiveJson.Of(TriageCard.Of(Spec.Given(Mail with { Category = category.Id }, Answers(2)).State, Shipped), Drawn.Dialect).ToJsonString();
            json.Length.ShouldBeLessThan(CardLimits.Bytes);
            foreach (var question in category.Questions) json.ShouldContain($"\"x-{question.Id}\"");
        }
    }
}

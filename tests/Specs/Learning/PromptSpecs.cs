using ChatOpsIncident.Incidents.ChatView;
using ChatOpsIncident.Incidents.Conversation;
using ChatOpsIncident.Incidents.Detection;
using ChatOpsIncident.Incidents.Learning;
using ChatOpsIncident.Specs.Cards;
using static ChatOpsIncident.Specs.Learning.Ended;
using static ChatOpsIncident.Specs.People;

namespace ChatOpsIncident.Specs.Learning;

public class PromptSpecs
{
    [Fact]
    public void Once_resolved_everyone_who_took_part_is_asked_at_once() => Spec.Given(Mail, TheEnd)
        .AlarmAt(Noon)
        .Then(new PromptsSent([Ana, Ben, Chi], SmallPlaybook.Prompts, Noon + SmallPlaybook.PromptsOpen));

    [Fact]
    public void Nobody_is_asked_before_the_end()
    {
        Spec.Given(Mail).State.Status.ShouldBe(Status.Reported);
        new AskWhoTookPart().Due(Spec.Given(Mail).State).ShouldBeNull();
    }

    [Fact]
    public void Who_must_not_know_of_it_is_not_asked()
    {
        var spec = Spec.Given(Mail with { Visibility = Mail.Visibility with { Excluded = [Chi] } }, TheEnd).AlarmAt(Noon);
        spec.Happens[0].ShouldBeOfType<PromptsSent>().People.ShouldBe([Ana, Ben]);
    }

    /// <summary>Seed 368: the first one lost their place, and everybody's card and answer was the next one's.</summary>
    [Fact]
    public void After_a_reopening_everyone_keeps_their_place_also_behind_somebody_who_must_not_know_any_more()
    {
        Event[] happened =
        [
            Mail with { Visibility = Mail.Visibility with { Private = true } }, TheEnd, Asked, AnaAnswered, new TakenOut(Ana),
            new Incidents.Response.Reopened("again", Incidents.Response.Phase.Recover, null), TheEnd,
        ];
        var again = Spec.Given(happened).AlarmAt(Noon).Happens[0].ShouldBeOfType<PromptsSent>();
        again.People.ShouldBe([Ana, Ben, Chi]);
        PromptCard.All(Spec.Given([.. happened, again]).State).Where(c => !c.Away).Select(c => (c.Key, ((Directly)c.Where).Person)).ShouldBe([("prompt.1", Ben), ("prompt.2", Chi)]);
    }

    [Fact]
    public void A_confidential_reporter_is_not_asked_as_one()
    {
        var spec = Spec.Given(Mail with { Visibility = Mail.Visibility with { Confidential = true } }, TheEnd).AlarmAt(Noon);
        spec.Happens[0].ShouldBeOfType<PromptsSent>().People.ShouldBe([Ben, Chi]);
    }

    [Fact]
    public void An_answer_keeps_which_question_it_is_to_and_leaves_out_what_is_blank() => Spec.Given(Mail, TheEnd, Asked)
        .By(Chi)
        .When(new Contribute(Answers(("what", " The mailbox was rerouted "), ("unknown", "x"))))
        .Then(new Contributed(2, [new("what", "The mailbox was rerouted")]));

    [Fact]
    public void Sending_nothing_is_asked_again() => Spec.Given(Mail, TheEnd, Asked)
        .When(new Contribute(Answers(("what", "  "))))
        .ThenRefused("Nothing is written yet. One answer is enough; with nothing to add, say so.", "/incident skip");

    [Fact]
    public void An_answer_that_is_too_long_is_told_its_length() => Spec.Given(Mail, TheEnd, Asked)
        .When(new Contribute(Answers(("what", new string('x', 3001)))))
        .ThenRefused("One answer has 3001 characters; 3000 fit. Shorten it, or put the rest in the room.");

    [Fact]
    public void Before_the_end_there_is_nothing_to_answer_yet() => Spec.Given(Mail)
        .When(new Contribute(Answers(("what", "x"))))
        .ThenRefused("INC-42 is not over yet; the questions come when it is resolved. Until then a note keeps the thought.", "/incident note what you noticed");

    [Fact]
    public void Who_took_no_part_can_still_say_what_should_change() => Spec.Given(Mail, TheEnd, Asked)
        .By(new Person("web:dan"))
        .When(new Contribute(Answers(("what", "x"))))
        .ThenRefused(
            "The questions went to those who took part in INC-42. What should change can be said by anyone as a lesson.", "/incident lesson what should change");

    [Fact]
    public void After_closing_the_review_stands() => Spec.Given(Mail, TheEnd, Asked, DrawnUp, new Closed("Done"))
        .When(new Contribute(Answers(("what", "x"))))
        .ThenRefused("INC-42 is closed and its review stands. To add to it, open the incident again.", "/incident reopen why");

    [Fact]
    public void Nothing_to_add_counts_as_a_reply() => Spec.Given(Mail, TheEnd, Asked).By(Ben).When(new Skip()).Then(new Skipped(1));

    [Fact]
    public void Skipping_twice_is_fine() => Spec.Given(Mail, TheEnd, Asked, new Skipped(1)).By(Ben).When(new Skip())
        .ThenNothing("That is noted already. You can still answer.");

    [Fact]
    public void Skipping_after_answering_leaves_the_answers() => Spec.Given(Mail, TheEnd, Asked, AnaAnswered).When(new Skip())
        .ThenNothing("You have answered already; your answers stay as they are.");

    [Fact]
    public void The_dialog_asks_the_questions_of_the_playbook_and_keeps_what_was_typed()
    {
        var form = Spec.Given(Mail, TheEnd, Asked).Typed(Contribute.Offer, "it was late").ShouldBeOfType<ToAsk>().Form;
        form.Fields.Select(f => (f.Label, f.Value)).ShouldBe([("What happened, from where you stood?", "it was late")]);
        form.Intro.ToString().ShouldBe("About INC-42. Leave empty what you have no view on. Your name stands with your answers.");
    }

    [Fact]
    public void Who_must_not_know_of_it_any_more_loses_their_card()
    {
        var spec = Spec.Given(Mail with { Visibility = Mail.Visibility with { Private = true } }, TheEnd, Asked, new TakenOut(Chi));
        PromptCard.All(spec.State).Select(c => (c.Where, c.Away)).ShouldBe([(new Directly(Ana), false), (new Directly(Ben), false), (new Directly(Chi), true)]);
    }

    [Fact]
    public void Each_person_has_a_card_of_their_own_that_changes_as_they_answer()
    {
        Card(Spec.Given(Mail, TheEnd, Asked), 1).ShouldBe("""
            « INC-42 is over; thank you for your part in it. One short question, whenever you like before Thu 26 Nov. Your name stands with your answers. »
            INC-42 is over; thank you for your part in it. One short question, whenever you like before Thu 26 Nov. Your name stands with your answers.
            · What happened, from where you stood?

            [[Share my view]]  [Nothing to add]

            """);
        Card(Spec.Given(Mail, TheEnd, Asked, new Skipped(1)), 1).ShouldBe("""
            « Thank you for your part in INC-42. »
            Thank you for your part in INC-42.

            [Answer all the same]

            """);
        Card(Spec.Given(Mail, TheEnd, Asked, new Contributed(1, [new("what", "x")]), DrawnUp, Supplier), 1).ShouldBe("""
            « Thank you for your part in INC-42. Your answers stand in its review, with your name. »
            Thank you for your part in INC-42. Your answers stand in its review, with your name.
            The review is drawn up, with one lesson: #inc-42-finance-mail-change.

            [Add or change]

            """);
    }

    private static string Card(Spec spec, int place)
    {
        var plan = PromptCard.All(spec.State).Single(c => c.Key == $"prompt.{place}");
        plan.Where.ShouldBe(new Directly(Ben));
        return Drawn.Of(plan.Card);
    }

    private static System.Collections.Immutable.ImmutableDictionary<string, string> Answers(params (string Prompt, string Words)[] answers) =>
        System.Collections.Immutable.ImmutableDictionary.CreateRange(answers.Select(a => KeyValuePair.Create(a.Prompt, a.Words)));
}

using System.Collections.Immutable;
using ChatOpsIncident.Incidents.Assessment;
using ChatOpsIncident.Incidents.Conversation;
using ChatOpsIncident.Incidents.Detection;
using static ChatOpsIncident.Specs.Assessment.Reports;

namespace ChatOpsIncident.Specs.Assessment;

public class AnswerQuestionsSpecs
{
    /// <summary>As long as more than two severities are open, it is asked again then.</summary>
    private static readonly DateTimeOffset Half = People.Noon.AddMinutes(30);

    private static Spec Asked(params Event[] events) => Spec.Given([Mail, .. events]).At(WithCriteria);

    private static AnswerQuestions Given(params (string Question, string Answer)[] answers) =>
        new(answers.ToImmutableSortedDictionary(a => a.Question, a => a.Answer));

    private static AnswerQuestions Typed(string words) =>
        (AnswerQuestions)Asked().Understood(AnswerQuestions.Offer, Arguments.Typed(words)).ShouldBeOfType<ToDo>().Command;

    [Fact]
    public void An_answer_is_recorded_with_the_words_of_question_and_answer() => Asked()
        .When(Given(("F", "2")))
        .Then(new Answered([new("F", "What does it do to our services?", "An important service is slow or partly down", 2)]) { AskAgainAt = Half });

    [Fact]
    public void Dont_know_is_an_answer() => Asked()
        .When(Given(("P", "don't know")))
        .Then(new Answered([new("P", "How far does the attacker's reach go?", "don't know", null)]) { AskAgainAt = Half });

    [Fact]
    public void The_categorys_own_questions_are_answered_yes_no_or_dont_know() => Asked()
        .When(Given(("credentials-entered", "yes"), ("mailbox-rules", "no"), ("payment-changed", "?")))
        .Then(new Answered(
        [
            new("credentials-entered", "Did anybody type a password into the page?", "yes", 1, true),
            new("mailbox-rules", "Are there new forwarding or sorting rules in a mailbox?", "no", 0, true),
            new("payment-changed", "Were bank details changed, or was money sent?", "don't know", null, true),
        ])
        { AskAgainAt = Half });

    [Fact]
    public void A_changed_answer_is_recorded_again() => Asked(Answers(2))
        .When(Given(("F", "3")))
        .Then(new Answered([new("F", "What does it do to our services?", "A critical service is down, or is no longer safe to use", 3)]));

    [Fact]
    public void The_same_answer_again_changes_nothing() => Asked(Answers(2), Yes("mailbox-rules"))
        .When(Given(("F", "2"), ("mailbox-rules", "yes")))
        .ThenNothing("These answers are on record already.");

    [Fact]
    public void Only_what_changed_is_recorded() => Asked(Answers(2, 1))
        .When(Given(("F", "2"), ("I", "0")))
        .Then(new Answered([new("I", "Which information is affected?", "None", 0)]) { AskAgainAt = Half });

    [Theory]
    [InlineData("F 2", "F=2")]
    [InlineData("f 2, P don't know", "P=don't know f=2")]
    [InlineData("F=2; I: 1", "F=2 I=1")]
    [InlineData("credentials-entered yes", "credentials-entered=yes")]
    [InlineData("F 1, F 2", "F=2")]
    public void Answers_can_be_typed(string words, string given) =>
        string.Join(' ', Typed(words).Given.Select(g => $"{g.Key}={g.Value}")).ShouldBe(given);

    [Fact]
    public void Without_words_the_form_asks_all_questions() =>
        Asked(Answers(2)).Understood(AnswerQuestions.Offer, Arguments.Typed("")).ShouldBeOfType<ToAsk>().Form.Fields
            .Select(f => $"{f.Name}={f.Value}").ShouldBe(
            [
                "category=phishing-bec", "q-F=2", "q-I=", "q-P=", "q-A=", "q-R=", "q-E=",
                "x-credentials-entered=", "x-mfa-or-token=", "x-mailbox-rules=", "x-payment-changed=", "x-more-than-ten=",
            ]);

    [Fact]
    public void A_card_that_was_drawn_earlier_takes_nobodys_newer_answer_back()
    {
        var pressed = Arguments.Of(Said.Button, ImmutableDictionary<string, string>.Empty
            .Add("shown", "category=phishing-bec q-F=2").Add("category", "phishing-bec").Add("q-F", "2").Add("q-I", "1").Add("q-P", ""));
        var command = Asked(Answers(3)).Understood(AnswerQuestions.Offer, pressed).ShouldBeOfType<ToDo>().Command.ShouldBeOfType<AnswerQuestions>();
        command.Given.ShouldBe([KeyValuePair.Create("I", "1")]);
        command.Category.ShouldBeNull();
    }

    [Fact]
    public void The_category_can_be_changed_on_the_same_card() => Asked()
        .When(Given(("server-or-admin", "yes")) with { Category = "malware" })
        .Then(new CategoryChosen("malware", "Malware"), Yes("server-or-admin"));

    [Fact]
    public void An_unknown_question_is_answered_with_those_there_are() => Asked()
        .When(Given(("X", "2")))
        .ThenRefused(
            "There is no question X. Everybody is asked F, I, P, A, R, E; Phishing has credentials-entered, mfa-or-token, mailbox-rules, payment-changed, more-than-ten.",
            "/incident answer");

    [Fact]
    public void An_answer_that_does_not_exist_is_answered_with_those_that_do() => Asked()
        .When(Given(("A", "perhaps")))
        .ThenRefused(
            "perhaps is no answer to \"Is it still going on?\". Say 0 It was tried and did not work, 1 It happened and has stopped, " +
            "2 Nobody can say, or they may come back in, 3 It goes on now, spreads, or data is leaving, or \"don't know\".",
            "/incident answer A 2");

    [Fact]
    public void A_yes_or_no_question_takes_yes_no_or_dont_know() => Asked()
        .When(Given(("mailbox-rules", "2")))
        .ThenRefused("2 is no answer to \"Are there new forwarding or sorting rules in a mailbox?\". Say yes, no or \"don't know\".", "/incident answer mailbox-rules yes");

    [Fact]
    public void After_the_decision_the_answers_stand() => Asked(new Dismissed(Outcome.FalsePositive, "a test", Nothing))
        .When(Given(("F", "2")))
        .ThenRefused("INC-42 is a false positive, decided by web:ana at 11:59 UTC.", "/incident reopen because …");

    [Fact]
    public void Whoever_answers_is_told_what_it_comes_to()
    {
        var spec = Asked(Answers(0, 0, 0, 1, 0));
        Given(("R", "0")).Answer(spec.State, spec.Moment)!.ToString().ShouldBe(
            "So far: SEV4, could be SEV2. Does anybody outside have to know? and Did anybody confirm a sign-in, or was a session taken over? would tell most.");
    }
}

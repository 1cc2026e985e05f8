using ChatOpsIncident.Incidents.Conversation;
using ChatOpsIncident.Incidents.Learning;
using static ChatOpsIncident.Specs.Learning.Ended;

namespace ChatOpsIncident.Specs.Learning;

public class LessonSpecs
{
    private static readonly LessonRecorded Backups = new(2, "Test the backups");

    [Fact]
    public void Anyone_can_say_what_must_change() => Spec.Given(Mail, TheEnd, Asked, DrawnUp)
        .When(new RecordLesson(" Call the supplier on the known number "))
        .Then(Supplier);

    [Fact]
    public void A_lesson_can_be_recorded_while_the_response_goes_on()
    {
        Spec.Given(Mail).When(new RecordLesson("Call the supplier on the known number")).Then(Supplier);
        Spec.Given(Mail, Supplier).Says(Supplier).ShouldBe(["room: web:ana recorded lesson 1: Call the supplier on the known number. It is taken up after the end."]);
    }

    [Fact]
    public void A_lesson_that_the_chat_took_only_after_the_review_is_said_all_the_same()
    {
        var state = Spec.Given(Mail, Supplier, TheEnd, DrawnUp).State;
        Said(state.Learning.ReviewedAt!.Value.AddMinutes(-1)).ShouldHaveSingleItem();
        Said(state.Learning.ReviewedAt.Value.AddMinutes(1)).ShouldBeEmpty();

        IEnumerable<Incidents.ChatView.Outgoing> Said(DateTimeOffset at) =>
            Supplier.Sends(state, new("S", 2, at, People.Ana, false, "r", 1, Supplier, new string('0', 64), "{}"));
    }

    [Fact]
    public void The_same_lesson_is_recorded_once() => Spec.Given(Mail, TheEnd, DrawnUp, Supplier)
        .When(new RecordLesson("Call the supplier on the known number"))
        .ThenNothing("That is lesson 1 already.");

    [Fact]
    public void A_lesson_needs_words() => Spec.Given(Mail).When(new RecordLesson(" ")).ThenRefused("Say in a few words what must change.", "/incident lesson what must change");

    [Fact]
    public void A_lesson_is_one_sentence() => Spec.Given(Mail).When(new RecordLesson(new string('x', 501)))
        .ThenRefused("That is 501 characters; a lesson takes 500. Say it in one sentence; the story is in the review.", "/incident lesson in one sentence");

    [Fact]
    public void A_closed_incident_takes_no_more_lessons() => Spec.Given(Mail, TheEnd, DrawnUp, new Closed("Done"))
        .When(new RecordLesson("Another one"))
        .ThenRefused("INC-42 is closed. Open it again to add a lesson.", "/incident reopen why");

    [Theory]
    [InlineData("1", 1, null)]
    [InlineData("2 with care", 2, "with care")]
    public void A_lesson_is_meant_by_its_number(string words, int number, string? rest)
    {
        var which = Which(words, Supplier, Backups);
        (which.Lesson?.Number, which.Rest).ShouldBe((number, rest));
    }

    [Fact]
    public void The_only_lesson_needs_no_number()
    {
        Which("", Supplier).Lesson?.Number.ShouldBe(1);
        Which("with care", Supplier).Rest.ShouldBe("with care");
    }

    [Fact]
    public void The_only_lesson_that_it_can_be_done_with_needs_no_number_either() => Which("", Supplier, ChiTrains, Backups).Lesson?.Number.ShouldBe(2);

    [Fact]
    public void Where_several_could_be_meant_a_dialog_asks_which()
    {
        var form = Which("", Supplier, Backups).Otherwise.ShouldBeOfType<ToAsk>().Form;
        form.Fields.ShouldHaveSingleItem().ShouldBeOfType<ChoiceField>().Choices.Select(c => c.Title).ShouldBe(["1. Call the supplier on the known number", "2. Test the backups"]);
        Spec.Given(Mail, Supplier, Backups).Sent(AgreeAction.Offer, Said.Form, ("lesson", "2")).ShouldBeOfType<ToAsk>().Form.Intro.ToString().ShouldBe("Lesson 2: Test the backups");
    }

    [Fact]
    public void A_lesson_that_is_not_there_is_told()
    {
        var refused = Which("7", Supplier, Backups).Otherwise.ShouldBeOfType<Not>().Refused;
        (refused.Why.ToString(), refused.Instead).ShouldBe(("There is no lesson 7. INC-42 has lessons 1 to 2.", "/incident action 1"));
    }

    [Fact]
    public void Without_a_lesson_one_is_asked_for_first() =>
        Spec.Given(Mail, TheEnd, DrawnUp).Typed(AgreeAction.Offer, "1").ShouldBeOfType<Not>().Refused.Why.ToString().ShouldBe("INC-42 has no lesson yet. Record one first.");

    private static WhichLesson Which(string words, params Event[] lessons) => WhichLesson.Of(
        Arguments.Typed(words), Spec.Given([Mail, .. lessons]).State, AgreeAction.Offer, l => l.Became is null);
}

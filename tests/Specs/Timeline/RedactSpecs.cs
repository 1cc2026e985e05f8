using System.Collections.Immutable;
using ChatOpsIncident.Incidents.Conversation;
using ChatOpsIncident.Incidents.Detection;
using static ChatOpsIncident.Specs.Timeline.Chain;

namespace ChatOpsIncident.Specs.Timeline;

/// <summary>Who may redact asks for it on the record, by entry and with a reason.</summary>
public class RedactSpecs
{
    private static readonly Reported Secret = Report("the password is hunter2");

    [Fact]
    public void Words_are_removed_by_entry_and_the_reason_stays() => Spec.Given(Secret, Page(0))
        .When(new Redact([1], " a password was in it "))
        .Then(new Redacted([1], "a password was in it"));

    [Fact]
    public void What_was_said_of_it_in_the_chat_is_replaced()
    {
        var state = Spec.Given(Secret, new Redacted([1], "why")).State;
        var redacted = new Redacted([1], "why");
        redacted.Sends(state, new Recorded("S", 2, People.Noon, People.Ana, false, "r", 1, redacted, new string('0', 64), "{}"))
            .ShouldHaveSingleItem().ShouldBeOfType<Incidents.ChatView.SaidAnew>();
    }

    [Fact]
    public void Without_an_entry_it_says_where_the_numbers_stand() => Spec.Given(Secret)
        .When(new Redact([], "a password was in it"))
        .ThenRefused("Say which entry: its number stands in the timeline.", "/incident redact 3 reason");

    [Fact]
    public void An_entry_that_is_not_there_is_told_what_is() => Spec.Given(Secret, Page(0))
        .When(new Redact([1, 7], "a password was in it"))
        .ThenRefused("There is no entry 7: the timeline of INC-42 has 1 to 2.", "/incident timeline");

    [Fact]
    public void Without_a_reason_it_asks_for_one() => Spec.Given(Secret, Page(0))
        .When(new Redact([1, 2], " "))
        .ThenRefused("Say in a few words why; the reason stays on the record.", "/incident redact 1 2 reason");

    [Fact]
    public void Too_many_at_once_are_told_how_many_go() => Spec.Given(Secret)
        .When(new Redact([.. Enumerable.Repeat(1L, 51)], "all of it"))
        .ThenRefused("That is 51 entries; 50 go at once.", "/incident redact 3 4 5 reason");

    [Fact]
    public void What_was_removed_before_is_not_removed_again()
    {
        Spec.Given(Secret, new Redacted([1], "why")).When(new Redact([1], "again")).ThenNothing("The words of entry 1 are removed already.");
        Spec.Given(Secret, new Redacted([1], "why")).When(new Redact([1, 2], "the reason too")).Then(new Redacted([2], "the reason too"));
    }

    [Theory]
    [InlineData("3 a password was in it", "3", "a password was in it")]
    [InlineData("3 5, 8 names of customers", "3 5 8", "names of customers")]
    [InlineData("#3,#5 2 passwords", "3 5 2", "passwords")]
    [InlineData("[3] a password", "3", "a password")]
    [InlineData("3", "3", "")]
    [InlineData("the last one", "", "the last one")]
    public void Words_are_read_as_numbers_first_and_then_the_reason(string typed, string entries, string reason)
    {
        var incident = Spec.Given(Secret).State;
        var read = Redact.Offer.Read(Arguments.Typed(typed), incident, People.Moment()).ShouldBeOfType<ToDo>().Command.ShouldBeOfType<Redact>();
        string.Join(' ', read.Entries).ShouldBe(entries);
        read.Reason.ShouldBe(reason);
    }

    [Fact]
    public void Without_words_a_form_asks()
    {
        var form = Redact.Offer.Read(Arguments.Typed(""), Spec.Given(Secret).State, People.Moment()).ShouldBeOfType<ToAsk>().Form;
        form.Fields.Select(f => f.Label).ShouldBe(["Which entries? (numbers)", "Why?"]);
        var answers = ImmutableDictionary<string, string>.Empty.Add("entries", "1 2").Add("reason", "a password");
        Redact.Offer.Read(Arguments.Of(Said.Form, answers), Spec.Given(Secret).State, People.Moment())
            .ShouldBeOfType<ToDo>().Command.ShouldBeOfType<Redact>().Entries.ShouldBe([1L, 2L]);
    }

    [Fact]
    public void The_answer_says_what_stays_and_what_to_do_by_hand()
    {
        var incident = Spec.Given(Secret, new Redacted([1], "why")).State;
        new Redact([1], "why").Answer(incident, People.Moment())!.ToString().ShouldBe(
            "The words of entry 1 are taken out of the record; what kind of entry it was, when and by whom stays. Cards and my messages follow. What people wrote in the chat themselves stays there, and so does the name of the room: change that there.");
        new Redact([2], "why").Answer(incident, People.Moment())!.ToString().ShouldEndWith(" What people wrote in the chat themselves stays there: change that there.");
    }

    [Fact]
    public void Only_words_go_not_people()
    {
        var json = Redaction.WithoutWords(Four()[0]);
        json.ShouldNotContain("bank details");
        json.ShouldNotContain("the finance mailbox");
        json.ShouldContain("web:ana");
    }

    [Fact]
    public void Words_that_are_somebodys_id_go_too()
    {
        var recorded = Of(Report("slack:T1.U2 wrote it"))[0];
        Redaction.WithoutWords(recorded).ShouldNotContain("slack:T1.U2");
    }
}

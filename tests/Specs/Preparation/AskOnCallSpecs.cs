using ChatOpsIncident.Incidents.Cards;
using ChatOpsIncident.Incidents.Conversation;
using ChatOpsIncident.Incidents.Detection;
using static ChatOpsIncident.Specs.People;

namespace ChatOpsIncident.Specs.Preparation;

public class AskOnCallSpecs
{
    [Fact]
    public void Who_is_on_call_stands_first_and_who_is_asked_after_them_below() => Reads(new AskOnCall().Answer(new View(null, Moment(), [], []))).ShouldBe("""
        web:ben is on call now
        A report asks who is on call first; after 5 minutes without an answer the leads group; then again every 15 minutes until somebody answers.
        """.ReplaceLineEndings("\n"));

    [Fact]
    public void With_nobody_on_call_it_says_who_can_be_asked_and_that_a_report_is_taken_all_the_same()
    {
        var at = Moment() with { Playbook = Playbooks.Default };
        var card = new AskOnCall().Answer(new View(null, at with { Roster = at.Roster with { OnCall = [] } }, [], []));
        Reads(card).ShouldBe("""
            Nobody is on call now
            A report is taken all the same, and whoever is in its room can take it: press "I look at it" there. These may decide on it as well: web:ben and web:chi.
            A report asks who is on call first; after 5 minutes without an answer also the leads group; after 10 minutes without an answer also the security group, the it-operations group, everyone in the room; then again every 10 minutes until somebody answers.
            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void In_the_room_of_a_report_that_nobody_looks_at_yet_it_can_be_taken_at_once()
    {
        var reported = Spec.Given(new Reported(42, "A mail", null, null, null, Ana, "web", Visibility.Open, "inc-42-mail")).State;
        new AskOnCall().Answer(new View(reported, Moment(), [], [])).Actions.ShouldHaveSingleItem().Title.ShouldBe("I look at it");
    }

    [Fact]
    public void It_is_asked_anywhere() => AskOnCall.Offer.Read(Arguments.Typed(""), null, Moment()).ShouldBe(new ToAnswer(new AskOnCall()));

    private static string Reads(Card card) => string.Join('\n', card.Body.OfType<TextBlock>().Select(b => b.Text.ToString()));
}

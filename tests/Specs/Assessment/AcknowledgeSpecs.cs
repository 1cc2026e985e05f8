using ChatOpsIncident.Incidents.Alarm;
using ChatOpsIncident.Incidents.Assessment;
using ChatOpsIncident.Incidents.ChatView;
using static ChatOpsIncident.Specs.Assessment.Reports;
using static ChatOpsIncident.Specs.People;

namespace ChatOpsIncident.Specs.Assessment;

public class AcknowledgeSpecs
{
    [Fact]
    public void Whoever_looks_at_a_report_says_so() => Spec.Given(Mail, BenTold).By(Ben)
        .When(new Acknowledge())
        .Then(new Acknowledged());

    [Fact]
    public void Nobody_else_is_asked_once_somebody_looks_at_it() =>
        IncidentAlarm.NextAlarm(Spec.Given(Mail, BenTold, new Acknowledged()).State).ShouldBeNull();

    [Fact]
    public void Whoever_looks_at_it_belongs_to_the_room() =>
        Membership.Of(Spec.Given(Mail, new Acknowledged()).State).ShouldContain(Ana);

    [Fact]
    public void The_room_sees_who_looks_at_it() => Spec.Given(Mail, BenTold).By(Ben)
        .Says(new Acknowledged()).ShouldBe(["room: web:ben looks at it."]);

    [Fact]
    public void A_second_person_hears_who_looks_at_it_and_since_when() => Spec.Given(Mail, BenTold, new Acknowledged()).By(Ben)
        .When(new Acknowledge())
        .ThenNothing("web:ana has looked at it since 11:59 UTC.");

    [Fact]
    public void A_second_click_of_the_same_person_is_kind() => Spec.Given(Mail, BenTold, new Acknowledged()).By(Ana)
        .When(new Acknowledge())
        .ThenNothing("You have looked at it since 11:59 UTC.");

    [Fact]
    public void The_page_brings_the_words_and_the_button_to_the_person()
    {
        var message = BenTold.Sends(Spec.Given(Mail, BenTold).State, null!).OfType<Message>().Single();
        message.Where.ShouldBe(new Directly(Ben));
        message.Text.ToString().ShouldBe("INC-42 needs a look: #inc-42-finance-mail-change.");
        message.Card!.Summary.ToString().ShouldBe("INC-42: Finance got a mail asking to change bank details");
        message.Card.Actions.ShouldHaveSingleItem().Title.ShouldBe("I look at it");
        message.Pings.ShouldBe([Ben]);
    }
}

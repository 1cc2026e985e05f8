using ChatOpsIncident.Incidents.Conversation;
using ChatOpsIncident.Incidents.Response;
using static ChatOpsIncident.Specs.People;
using static ChatOpsIncident.Specs.Response.Story;

namespace ChatOpsIncident.Specs.Response;

public class JoinSpecs
{
    [Fact]
    public void Who_helps_belongs_to_the_room()
    {
        Responding().By(Chi).When(new Join()).Then(new Joined([Chi]));
        Incidents.ChatView.Membership.Of(Responding(new Joined([Chi])).State).ShouldContain(Chi);
    }

    [Fact]
    public void A_report_can_be_helped_with_too() => Of().By(Chi).When(new Join()).Then(new Joined([Chi]));

    [Fact]
    public void Helping_twice_is_answered_kindly() => Responding(new Joined([Chi])).By(Chi)
        .When(new Join()).ThenNothing("You are in the response of INC-42 already: #inc-42-finance-mail-change.");

    [Fact]
    public void Somebody_who_is_called_is_told_why_and_says_when_they_are_here()
    {
        Responding().When(new Call(Chi, "because she knows the payment system")).Then(new Called(Chi, "she knows the payment system"));
        Responding().Says(new Called(Chi, "she knows the payment system")).ShouldBe(
        [
            "web:chi: web:ana asks you to come to INC-42 #inc-42-finance-mail-change: she knows the payment system",
            "room: web:ana called web:chi: she knows the payment system",
        ]);
        Responding().Buttons(new Called(Chi, "she knows the payment system")).ShouldBe(["I'm here"]);
    }

    [Fact]
    public void A_call_is_typed_as_person_and_reason()
    {
        Responding().Typed(Call.Offer, "<@web:chi> knows the payment system").ShouldDo(new Call(Chi, "knows the payment system"));
        Responding().Typed(Call.Offer, "<@web:chi>").ShouldBeOfType<ToAsk>().Form.Fields[0].Value.ShouldBe("web:chi");
        Responding().Typed(Call.Offer, "@dba knows it").ShouldRefuse("I know nobody called @dba here. Choose the name from the list that opens after the @.");
    }

    [Fact]
    public void A_call_needs_a_reason() => Responding().When(new Call(Chi, "because")).ThenRefused("Say in a few words why web:chi is needed.", "/incident call @someone why");
}

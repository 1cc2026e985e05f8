using ChatOpsIncident.Incidents.Conversation;
using ChatOpsIncident.Incidents.Response;
using ChatOpsIncident.Specs.Cards;
using static ChatOpsIncident.Specs.People;
using static ChatOpsIncident.Specs.Response.Story;

namespace ChatOpsIncident.Specs.Response;

/// <summary>What was captured by mistake is withdrawn, visibly.</summary>
public class WithdrawEvidenceSpecs
{
    private static readonly EvidenceCaptured Captured = new(new Evidence(1, "Please pay") { Sha256 = new string('b', 64), Message = "slack:C1/1.2", Author = Chi });

    [Fact]
    public void A_piece_is_withdrawn_and_everybody_sees_it()
    {
        Responding(Captured).Typed(WithdrawEvidence.Offer, "EV-42-1 not about this").ShouldDo(new WithdrawEvidence(1, "not about this"));
        Responding(Captured).When(new WithdrawEvidence(1, "not about this")).Then(new EvidenceWithdrawn(1, "not about this"));
        Responding(Captured).Says(new EvidenceWithdrawn(1, "not about this")).ShouldBe(["room: EV-42-1 is withdrawn by web:ana: not about this. It stays on the timeline."]);
    }

    [Fact]
    public void The_register_shows_it_as_withdrawn()
    {
        var spec = Responding(Captured, new EvidenceWithdrawn(1, null));
        var recorded = new Recorded("S", 9, Noon, Ana, false, "r", 1, Captured, new string('0', 64), "{}");
        Drawn.Of(new EvidenceQuestion().Answer(new(spec.State, spec.Moment, [recorded], []))).ShouldContain("EV-42-1 Please pay · withdrawn");
    }

    [Fact]
    public void Who_takes_the_pin_off_a_message_withdraws_what_it_became()
    {
        Responding(Captured).Sent(WithdrawEvidence.Offer, Said.Button, (WithdrawEvidence.OfMessage, "slack:C1/1.2")).ShouldDo(new WithdrawEvidence(1));
        Responding(Captured).Sent(WithdrawEvidence.Offer, Said.Button, (WithdrawEvidence.OfMessage, "slack:C1/1.22")).ShouldBeOfType<Not>().Refused.Why.ToString().ShouldBe("That message is not on the register.");
    }

    [Fact]
    public void A_message_that_was_withdrawn_can_be_captured_again() => Responding(Captured, new EvidenceWithdrawn(1, null))
        .When(new CaptureEvidence(Captured.Evidence with { Number = 0 })).Then(new EvidenceCaptured(Captured.Evidence with { Number = 2 }));

    [Fact]
    public void Twice_is_once() => Responding(Captured, new EvidenceWithdrawn(1, null)).When(new WithdrawEvidence(1)).ThenNothing("EV-42-1 is withdrawn already.");

    [Fact]
    public void A_number_that_was_never_given_is_refused() => Responding(Captured).When(new WithdrawEvidence(2)).ThenRefused("INC-42 has no such piece of evidence.", "/incident evidence");

    [Fact]
    public void Without_a_number_it_asks_which_and_without_evidence_it_says_so()
    {
        Responding(Captured).Typed(WithdrawEvidence.Offer, "").ShouldBeOfType<ToAsk>().Form.Fields[0].Hint.ShouldBe("EV-42-1");
        Responding(Captured).Typed(WithdrawEvidence.Offer, "the mail").ShouldBeOfType<Not>().Refused.Why.ToString().ShouldBe("Say which piece, by its number on the register.");
        Responding().Typed(WithdrawEvidence.Offer, "").ShouldBeOfType<Not>().Refused.Why.ToString().ShouldBe("No piece of evidence is on the register.");
    }
}

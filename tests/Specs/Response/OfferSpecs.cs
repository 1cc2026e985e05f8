using ChatOpsIncident.Incidents.ChatView;
using ChatOpsIncident.Incidents.Conversation;
using ChatOpsIncident.Incidents.Response;
using static ChatOpsIncident.Specs.People;
using static ChatOpsIncident.Specs.Response.Story;

namespace ChatOpsIncident.Specs.Response;

/// <summary>What is offered where an incident stands: the same list gives buttons, help and completion.</summary>
public class OfferSpecs
{
    private static string MakeSense(Spec spec)
    {
        var everyone = Everyone.At(spec.State, Pinned);
        Offer[] response =
        [
            RoleOffer.Offer, AddTask.Offer, TakeTask.Offer, GiveTask.Offer, FinishTask.Offer, DropTask.Offer, Join.Offer, Call.Offer, PostUpdate.Offer,
            TakeNote.Offer, RecordDecision.Offer, CaptureEvidence.Offer, Contain.Offer, Eradicate.Offer, Recover.Offer, ChangeSeverity.Offer,
            Resolve.Offer, Reopen.Offer, Snooze.Offer,
        ];
        return string.Join(' ', response.Where(o => o.MakesSense(spec.State, everyone)).Select(o => o.Word));
    }

    [Fact]
    public void A_report_takes_help_calls_notes_decisions_and_evidence() => MakeSense(Of()).ShouldBe("join call note decision evidence");

    [Fact]
    public void A_response_takes_everything_but_the_later_phases() => MakeSense(Responding(ToContain)).ShouldBe(
        "role task take give done drop join call update note decision evidence contained severity resolve");

    [Fact]
    public void Task_buttons_need_an_open_task() => MakeSense(Responding()).ShouldNotContain("done");

    [Fact]
    public void Snooze_comes_when_an_update_is_asked_for() => MakeSense(Responding(BenCommands, new UpdateOverdue(Ben, Noon, Noon.AddMinutes(5)))).ShouldEndWith("snooze");

    [Fact]
    public void After_the_end_it_can_be_reopened_and_noted() => MakeSense(Over()).ShouldBe("note reopen");

    [Fact]
    public void A_merged_incident_offers_nothing_here() =>
        MakeSense(Of(new Incidents.Assessment.Merged("S41", 41, null, Assessment.Reports.Nothing))).ShouldBe("");
}

using ChatOpsIncident.Incidents.Conversation;
using ChatOpsIncident.Incidents.Response;
using static ChatOpsIncident.Specs.People;
using static ChatOpsIncident.Specs.Response.Story;

namespace ChatOpsIncident.Specs.Response;

public class NoteSpecs
{
    [Fact]
    public void A_note_is_on_the_timeline_and_in_the_room()
    {
        Responding().When(new TakeNote("The mailbox sends again")).Then(new Noted("The mailbox sends again"));
        Responding().Says(new Noted("The mailbox sends again")).ShouldBe(["room: web:ana noted: The mailbox sends again"]);
    }

    [Fact]
    public void A_note_says_when_it_happened()
    {
        var spec = Responding();
        spec.Typed(TakeNote.Offer, "11:40 the mailbox sends again").ShouldDo(new TakeNote("the mailbox sends again", new Happened(Noon.AddMinutes(-20))));
        spec.Typed(TakeNote.Offer, "about 11:40 the mailbox sends again")
            .ShouldDo(new TakeNote("the mailbox sends again", new Happened(Noon.AddMinutes(-20), Sureness.About)));
        spec.Says(new Noted("again") { Happened = new(Noon, Sureness.About) }).ShouldBe(["room: web:ana noted for about 12:00 UTC: again"]);
    }

    [Fact]
    public void The_form_of_a_note_has_a_field_of_its_own_for_the_time()
    {
        Responding().Sent(TakeNote.Offer, Said.Form, ("words", "it sends again"), ("when", "11:40")).ShouldDo(new TakeNote("it sends again", new Happened(Noon.AddMinutes(-20))));
        Responding().Sent(TakeNote.Offer, Said.Form, ("words", "it sends again"), ("when", "soon"))
            .ShouldRefuse("I can't read a time in \"soon\". Write it like 13:02, yesterday 17:30 or 2026-11-23 13:02. If it is no time, put a word before it.");
    }

    [Fact]
    public void A_time_that_cannot_be_is_refused_and_never_taken_as_words()
    {
        Responding().Typed(TakeNote.Offer, "25:99 the mailbox sends again")
            .ShouldRefuse("I can't read a time in \"25:99\". Write it like 13:02, yesterday 17:30 or 2026-11-23 13:02. If it is no time, put a word before it.");
        Responding().Typed(TakeNote.Offer, "at the door 25:99 is written").ShouldDo(new TakeNote("at the door 25:99 is written"));
    }

    [Fact]
    public void A_report_and_a_resolved_incident_take_notes_too()
    {
        Of().When(new TakeNote("seen again")).Then(new Noted("seen again"));
        Over().When(new TakeNote("seen again")).Then(new Noted("seen again"));
    }

    [Fact]
    public void A_merged_one_sends_to_the_other() =>
        Of(new Incidents.Assessment.Merged("S41", 41, null, Assessment.Reports.Nothing)).When(new TakeNote("seen again"))
            .ThenRefused("INC-42 is the same as INC-41; it goes on there.", "/incident INC-41 …");

    [Fact]
    public void An_empty_note_is_asked_again() => Responding().When(new TakeNote(" "))
        .ThenRefused("Say in a few words what happened.", "/incident note [time] words");

    [Fact]
    public void A_decision_says_what_why_what_else_and_who_objected()
    {
        var cut = new RecordDecision("cut the VPN", "leave it and watch", "Chi: the night shift needs it", "the attacker is in it");
        Responding().When(cut).Then(new DecisionRecorded("cut the VPN", "leave it and watch", "Chi: the night shift needs it", "the attacker is in it"));
        Responding().Says(new DecisionRecorded("cut the VPN", "leave it and watch", "Chi: the night shift needs it", "the attacker is in it")).ShouldBe(
            ["room: web:ana decided: cut the VPN, because the attacker is in it; other options: leave it and watch; objections: Chi: the night shift needs it"]);
    }

    [Fact]
    public void A_decision_with_its_reason_takes_one_line()
    {
        Responding().Typed(RecordDecision.Offer, "cut the VPN because the attacker is in it").ShouldDo(new RecordDecision("cut the VPN", Why: "the attacker is in it"));
        Responding().Typed(RecordDecision.Offer, "cut the VPN").ShouldBeOfType<ToAsk>().Form.Fields[0].Value.ShouldBe("cut the VPN");
    }

    [Fact]
    public void A_decision_needs_words() => Responding().When(new RecordDecision("")).ThenRefused("Say what was decided.", "/incident decision what because why");
}

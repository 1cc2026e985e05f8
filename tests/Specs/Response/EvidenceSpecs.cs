using ChatOpsIncident.Incidents.Conversation;
using ChatOpsIncident.Incidents.Response;
using static ChatOpsIncident.Specs.People;
using static ChatOpsIncident.Specs.Response.Story;

namespace ChatOpsIncident.Specs.Response;

public class EvidenceSpecs
{
    private static readonly string Hash = new('b', 64);

    private static readonly Evidence Message =
        new(0, "Please pay to the new account") { Sha256 = Hash, Size = 29, Author = Chi, Message = "web:m7", WrittenAt = Noon.AddMinutes(-30) };

    [Fact]
    public void A_message_is_kept_with_hash_author_and_time()
    {
        Responding().At(m => m with { Captured = new(Message) }).Sent(CaptureEvidence.Offer, Said.Message, ("what", "Please pay to the new account"))
            .ShouldDo(new CaptureEvidence(Message));
        Responding().When(new CaptureEvidence(Message)).Then(new EvidenceCaptured(Message with { Number = 1 }));
        Responding().Says(new EvidenceCaptured(Message with { Number = 1 })).ShouldBe(
            ["room: EV-42-1 is on the evidence register: Please pay to the new account, by web:ana."]);
    }

    [Fact]
    public void The_same_message_is_kept_once() => Responding(new EvidenceCaptured(Message with { Number = 1 }))
        .When(new CaptureEvidence(Message)).ThenNothing("That message is on the register already, as EV-42-1.");

    [Fact]
    public void A_message_that_was_edited_is_another_piece() => Responding(new EvidenceCaptured(Message with { Number = 1 }))
        .When(new CaptureEvidence(Message with { Sha256 = new string('c', 64) }))
        .Happens.ShouldHaveSingleItem().ShouldBeOfType<EvidenceCaptured>().Evidence.Number.ShouldBe(2);

    [Fact]
    public void The_files_of_a_message_are_pieces_of_their_own()
    {
        var file = Message with { Title = "mail.png", Sha256 = new string('c', 64) };
        var pointed = new PointedAt(Message) { Files = [file] };
        Responding().At(m => m with { Captured = pointed }).Sent(CaptureEvidence.Offer, Said.Message)
            .ShouldBeOfType<ToDo>().Command.ShouldBeOfType<CaptureEvidence>().More.ShouldBe([file]);
        var both = new CaptureEvidence(Message) { More = [file] };
        Responding().When(both).Then(new EvidenceCaptured(Message with { Number = 1 }), new EvidenceCaptured(file with { Number = 2 }));
        Responding(new EvidenceCaptured(Message with { Number = 1 })).When(both).Then(new EvidenceCaptured(file with { Number = 2 }));
        Responding().At(m => m with { Captured = pointed with { Wordless = true } }).Sent(CaptureEvidence.Offer, Said.Message).ShouldDo(new CaptureEvidence(file));
    }

    [Fact]
    public void A_file_that_is_not_kept_is_said_for_all_to_see_and_refused_where_nothing_else_is()
    {
        NotKept film = new("film.mp4", "it is larger than 50 MB", "Download it.");
        Responding().Says(new EvidenceCaptured(Message with { Number = 1 }) { Lacks = "film.mp4 (it is larger than 50 MB)" }).ShouldBe(
            ["room: EV-42-1 is on the evidence register: Please pay to the new account, by web:ana.\nNot kept with it: film.mp4 (it is larger than 50 MB). Keep that somewhere safe, and say where: /incident evidence what, kept at where"]);
        Responding(new EvidenceCaptured(Message with { Number = 1 })).When(new CaptureEvidence(Message) { NotKept = [film] })
            .ThenRefused("film.mp4 is not kept: it is larger than 50 MB. Download it.");
        Responding().At(m => m with { Captured = new PointedAt(Message) { Wordless = true, NotKept = [film] } }).Sent(CaptureEvidence.Offer, Said.Message)
            .ShouldBeOfType<Not>().Refused.Why.ToString().ShouldBe("film.mp4 is not kept: it is larger than 50 MB. Download it.");
    }

    [Fact]
    public void Something_kept_elsewhere_has_a_place_or_a_hash()
    {
        var spec = Responding();
        spec.Typed(CaptureEvidence.Offer, "disk image of FIN-22, kept in vault B7").ShouldDo(new CaptureEvidence(new Evidence(0, "disk image of FIN-22") { KeptAt = "vault B7" }));
        spec.Typed(CaptureEvidence.Offer, $"disk image of FIN-22 kept at vault B7 {Hash}")
            .ShouldDo(new CaptureEvidence(new Evidence(0, "disk image of FIN-22") { KeptAt = "vault B7", Sha256 = Hash }));
        spec.Typed(CaptureEvidence.Offer, "disk image of FIN-22").ShouldBeOfType<ToAsk>().Form.Fields[0].Value.ShouldBe("disk image of FIN-22");
        spec.When(new CaptureEvidence(new Evidence(0, "disk image of FIN-22"))).ThenRefused("Say where it is kept, or give its SHA-256.");
    }

    [Fact]
    public void A_hash_that_is_none_is_refused() => Responding()
        .When(new CaptureEvidence(new Evidence(0, "disk image") { Sha256 = "abc" }))
        .ThenRefused("That is not a SHA-256. It has 64 characters, 0 to 9 and a to f; without one the place is enough.");

    [Fact]
    public void A_hash_is_kept_in_small_letters() => Responding()
        .When(new CaptureEvidence(new Evidence(0, "disk image") { Sha256 = Hash.ToUpperInvariant() }))
        .Then(new EvidenceCaptured(new Evidence(1, "disk image") { Sha256 = Hash }));

    [Fact]
    public void Evidence_needs_a_title() => Responding().When(new CaptureEvidence(new Evidence(0, " ") { Sha256 = Hash }))
        .ThenRefused("Say what it is.", "/incident evidence what, kept at where [SHA-256]");

    [Fact]
    public void The_word_evidence_alone_shows_the_register() => Responding().Typed(CaptureEvidence.Offer, "").ShouldBeOfType<ToAnswer>().Question.ShouldBeOfType<EvidenceQuestion>();

    [Fact]
    public void The_button_opens_the_form() => Responding().Pressed(CaptureEvidence.Offer).ShouldBeOfType<ToAsk>();

    [Fact]
    public void The_register_says_what_by_whom_when_and_which_hash()
    {
        var spec = Responding();
        Recorded Kept(long number, Event e) => new("S", number, Noon, Ana, false, "r", 1, e, new string('0', 64), "{}");
        var disk = new Evidence(2, "Disk image of FIN-22") { KeptAt = "vault B7" };
        var card = new EvidenceQuestion().Answer(new View(
            spec.State, spec.Moment, [Kept(4, new EvidenceCaptured(Message with { Number = 1 })), Kept(5, new Noted("…")), Kept(6, new EvidenceCaptured(disk))], []));
        Cards.Approved.Text(Cards.Drawn.Of(card), "EvidenceRegister.approved.txt");
    }

    [Fact]
    public void An_empty_register_says_how_to_fill_it()
    {
        var spec = Responding();
        var card = new EvidenceQuestion().Answer(new View(spec.State, spec.Moment, [], []));
        Cards.Drawn.Of(card).ShouldContain("Nothing is captured yet. Use \"Save as evidence\" on a message, or add what is kept elsewhere.");
    }
}

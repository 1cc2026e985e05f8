using ChatOpsIncident.Incidents.Assessment;
using ChatOpsIncident.Incidents.Detection;
using ChatOpsIncident.Incidents.Response;
using ChatOpsIncident.Specs.Assessment;
using static ChatOpsIncident.Specs.People;

namespace ChatOpsIncident.Specs.Detection;

public class ReportSpecs
{
    private static readonly Reported Mail = new(
        42, "Finance got a mail asking to change bank details", null, null, "phishing-bec", Ana, "web", Visibility.Open, "inc-42-finance-mail-change");

    [Fact]
    public void A_report_opens_an_incident_and_tells_who_is_on_call() => Spec.Given()
        .When(new Report("Finance got a mail asking to change bank details"))
        .Then(Mail, new Paged(0, [Ben], Noon.AddMinutes(5)));

    [Fact]
    public void With_nobody_on_call_the_report_is_taken_all_the_same() => Spec.Given()
        .At(m => m with { Roster = Roster.Empty })
        .When(new Report("Finance got a mail asking to change bank details"))
        .Then(Mail, new Paged(0, [], Noon.AddMinutes(5)));

    [Fact]
    public void A_private_report_has_a_room_name_that_says_nothing() => Spec.Given()
        .When(new Report("Ben's laptop is gone", KeepPrivate: true))
        .Happens[0].ShouldBeOfType<Reported>().RoomName.ShouldBe("inc-42");

    [Fact]
    public void A_room_that_opens_after_the_words_were_removed_has_a_name_that_says_nothing() =>
        Spec.Given(Mail with { What = new(null), RoomName = new(null) }).State.Reported.RoomName.ShouldBe("inc-42");

    [Fact]
    public void An_empty_report_is_asked_again() => Spec.Given()
        .When(new Report("  "))
        .ThenRefused("Say in a few words what you saw.", "/incident what you saw");

    [Fact]
    public void A_report_that_is_too_long_is_told_its_length() => Spec.Given()
        .When(new Report(new string('x', 3001)))
        .ThenRefused("That is 3001 characters; a report takes 3000. Send the beginning now and the rest in the room.");

    [Fact]
    public void Report_as_incident_takes_the_message_along_as_the_first_evidence() => Spec.Given()
        .At(m => m with { Captured = new(new Evidence(0, "Change our bank details") { Sha256 = "ab", Size = 23, Author = Chi }) })
        .When(new Report("Change our bank details"))
        .Happens[2].ShouldBe(new EvidenceCaptured(new Evidence(1, "Change our bank details") { Sha256 = "ab", Size = 23, Author = Chi }));

    [Fact]
    public void The_room_begins_with_the_reporters_own_words_and_asks_for_answers() => Spec.Given(Mail).Says(Mail).ShouldBe(
        ["room: web:ana reported this at 12:00 UTC: Finance got a mail asking to change bank details\nWhoever can answer the questions above, do; guessing is fine, \"don't know\" too."]);

    [Fact]
    public void Where_it_was_seen_and_how_it_feels_stand_there_too() =>
        Spec.Given(Mail).Says(Mail with { Where = "the finance mailbox", Feels = "bad" })[0].Split('\n')[1..3].ShouldBe(
            ["Where: the finance mailbox", "How it feels: It is bad and going on now"]);

    [Fact]
    public void The_reporter_is_told_where_to_go_and_who_knows() =>
        new Report("…").Answer(Spec.Given(Mail, new Paged(0, [Ben], Noon)).State, Moment())!.ToString().ShouldBe(
            "INC-42 is open: #inc-42-finance-mail-change. web:ben is on call and has been told. If it gets worse, write there; that is all you have to do.");

    [Fact]
    public void Without_anybody_on_call_the_reporter_is_told_so() =>
        new Report("…").Answer(Spec.Given(Mail, new Paged(0, [], Noon)).State, Moment())!.ToString().ShouldBe(
            "INC-42 is open: #inc-42-finance-mail-change. Nobody is on call now; the room says so, and whoever is there can take it. " +
            "If it gets worse, write there; that is all you have to do.");

    [Fact]
    public void The_same_request_again_opens_nothing_new() => Spec.Given(Mail).When(new Report("…")).ThenNothing("This is INC-42 already.");

    [Theory]
    [InlineData("somebody asks us to change our bank details", "phishing-bec")]
    [InlineData("a phishing mail", "phishing-bec")]
    [InlineData("the door is open", null)]
    public void Its_words_suggest_a_category(string what, string? category) =>
        Spec.Given().When(new Report(what)).Happens[0].ShouldBeOfType<Reported>().Category.ShouldBe(category);
}

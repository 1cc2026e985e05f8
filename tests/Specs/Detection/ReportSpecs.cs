using ChatOpsIncident.Incidents.Assessment;
using ChatOpsIncident.Incidents.Detection;
using ChatOpsIncident.Incidents.Response;
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
    public void An_empty_report_is_asked_again() => Spec.Given()
        .When(new Report("  "))
        .ThenRefused("Say in a few words what you saw.", "/incident what you saw");

    [Fact]
    public void A_report_that_is_too_long_is_told_its_length() => Spec.Given()
        .When(new Report(new string('x', 3001)))
        .ThenRefused("That is 3001 characters; a report takes 3000. Send the beginning now and the rest in the room.");

    [Fact]
    public void Report_as_incident_takes_the_message_along_as_the_first_evidence() => Spec.Given()
        .At(m => m with { Captured = new Evidence(0, "Change our bank details") { Sha256 = "ab", Size = 23, Author = Chi } })
        .When(new Report("Change our bank details"))
        .Happens[2].ShouldBe(new EvidenceCaptured(new Evidence(1, "Change our bank details") { Sha256 = "ab", Size = 23, Author = Chi }));
}

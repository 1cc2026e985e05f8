using ChatOpsIncident.Incidents.Assessment;
using ChatOpsIncident.Incidents.ChatView;
using ChatOpsIncident.Incidents.Detection;
using ChatOpsIncident.Incidents.Response;
using ChatOpsIncident.Specs.Assessment;
using static ChatOpsIncident.Specs.People;
using static ChatOpsIncident.Specs.Response.Story;

namespace ChatOpsIncident.Specs.Response;

public class AnnouncementSpecs
{
    private static readonly AnnouncementPlace Here = new("web", "all");
    private static readonly AnnouncementPlace There = new("slack", "C024BE91L");
    private static readonly Announced Both = new([Here, There]);

    [Fact]
    public void A_declared_incident_is_announced_wherever_the_organisation_says_now() =>
        Declaring(Reports.Mail).Last().ShouldBeOfType<Announced>().Places.ShouldBe([Here, There]);

    [Fact]
    public void A_private_one_is_not() =>
        Declaring(Reports.Mail with { Visibility = Visibility.Open with { Private = true } }).ShouldNotContain(e => e is Announced);

    [Fact]
    public void Nor_one_that_somebody_must_not_learn_of() =>
        Declaring(Reports.Mail with { Visibility = Visibility.Open with { Excluded = [Chi] } }).ShouldNotContain(e => e is Announced);

    [Fact]
    public void Where_it_stands_already_it_is_not_announced_again() =>
        Declaring(Reports.Mail, new Announced([Here])).Last().ShouldBeOfType<Announced>().Places.ShouldBe([There]);

    [Fact]
    public void Each_place_shows_how_it_stands_and_where_it_is_worked()
    {
        var cards = Cards(Responding(Both, BenCommands));
        cards.Select(c => c.Key).ShouldBe(["announcement.0", "announcement.1"]);
        cards.ShouldAllBe(c => !c.Away);
        Specs.Cards.Drawn.Of(cards[0].Card).ShouldBe("""
            « INC-42 · SEV2 · Phishing: Finance got a mail asking to change bank details »
            # <Warning> SEV2 · Phishing: Finance got a mail asking to change bank details
            Responding, containing since 11:57 UTC
            Incident         INC-42
            Room             #inc-42-finance-mail-change
            Commander        Ben

            [Show status]

            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Who_is_in_another_chat_reads_in_which_one_it_is_worked() =>
        Specs.Cards.Drawn.Of(Cards(Responding(Both))[1].Card).ShouldContain("Room             #inc-42-finance-mail-change, in Web\n");

    [Fact]
    public void It_is_taken_away_when_the_incident_goes_private()
    {
        var cards = Cards(Responding(Both, new WentPrivate("names of people are in it", [], [Ana])));
        cards.Length.ShouldBe(2);
        cards.ShouldAllBe(c => c.Away);
    }

    [Fact]
    public void The_timeline_says_in_how_many_channels() => Both.Line.ToString().ShouldBe("announced in two channels");

    private static CardPlan[] Cards(Spec spec) => [.. new IncidentFold().Plan(spec.State, Pinned).Cards.Where(c => c.Where is Announcing)];

    private static Event[] Declaring(params Event[] given) => [.. Spec.Given(given)
        .At(m => m with { Playbook = Reports.Pinned, Organisation = Organisation.Empty with { Versions = Organisation.Empty.Versions.Add(1, Reports.Pinned with { Announce = [Here, There] }) } })
        .When(new Declare("SEV3", "only one mailbox, and it is empty")).Happens];
}

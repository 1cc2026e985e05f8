using System.Collections.Immutable;
using ChatOpsIncident.Incidents.Assessment;
using ChatOpsIncident.Incidents.Cards;
using ChatOpsIncident.Incidents.Conversation;
using ChatOpsIncident.Incidents.Detection;
using ChatOpsIncident.Incidents.Response;
using ChatOpsIncident.Specs.Cards;
using static ChatOpsIncident.Specs.People;

namespace ChatOpsIncident.Specs.Conversation;

public class QuestionSpecs
{
    private static readonly Incident Reported = Spec.Given(
        new Reported(42, "Finance got a mail asking to change bank details", null, null, "phishing-bec", Ana, "web", Visibility.Open, "inc-42-finance-mail"),
        new Paged(0, [Ben], Noon)).State;

    private static readonly Incident Responding = Reported with
    {
        Assessment = Reported.Assessment with { Verdict = new(Outcome.Declared, Ben, Noon) { Severity = "SEV2" } },
        Response = new ResponseState().Begin("SEV2", TimeSpan.FromHours(1), Noon) with
        {
            Roles = Reported.Response.Roles.Add("commander", Ben),
            Tasks = ImmutableSortedDictionary<int, OpenTask>.Empty
                .Add(1, new(1, "Revoke sessions and tokens", Phase.Contain, true, false, Ana, Noon.AddMinutes(40)))
                .Add(2, new(2, "Search other mailboxes", Phase.Contain, false, false, Ben, null)),
        },
    };

    private static View Look(Incident? incident, params ListRow[] rows) => new(incident, Moment(), [], [.. rows]);

    [Fact]
    public void The_status_of_a_report_says_who_looks_at_it() => Approved.Card(new ShowStatus().Answer(Look(Reported)), "StatusOfReport");

    [Fact]
    public void The_status_of_an_incident_says_who_does_what_and_what_is_mine() => Approved.Card(new ShowStatus().Answer(Look(Responding)), "StatusWhileResponding");

    [Fact]
    public void The_list_has_open_incidents_worst_first_then_those_that_are_over() => Approved.Card(
        new ShowList().Answer(Look(null,
            Row(40, "Old outage", "SEV1", Status.Closed), Row(41, "Printer sends mails", "SEV4", Status.Responding), Row(42, "Finance mail", null, Status.Reported),
            Row(43, "Shop is down", "SEV1", Status.Responding), Row(44, "Shop is slow", null, Status.Merged) with { MergedInto = "S43" },
            Row(45, "Laptop gone", "SEV3", Status.Responding) with { Private = true, Members = [Ana] })),
        "List");

    [Fact]
    public void A_private_incident_is_in_no_list_of_somebody_who_is_not_in_it() =>
        Drawn.Of(new ShowList().Answer(Look(null, Row(45, "Laptop gone", "SEV3", Status.Responding) with { Private = true, Members = [Ben] }))).ShouldNotContain("Laptop");

    [Fact]
    public void With_nothing_to_list_the_way_to_report_is_shown() =>
        Drawn.Of(new ShowList().Answer(Look(null))).ShouldContain("No incident is open, and none was lately. Something odd? Type /incident and what you saw.");

    [Fact]
    public void Of_very_many_incidents_the_rest_is_counted_and_the_next_page_named()
    {
        var rows = Enumerable.Range(1, 60).Select(i => Row(i, new string('漢', 80), "SEV1", i > 55 ? Status.Closed : Status.Responding)).ToArray();
        var first = new ShowList().Answer(Look(null, rows));
        Drawn.Of(first).ShouldContain("And 30 more: /incident list 2");
        first.Actions.Single().ShouldBeOfType<Press>().Values["page"].ShouldBe("2");
        Lines(first).ShouldBe([.. Enumerable.Range(31, 25).Reverse(), .. Enumerable.Range(56, 5).Reverse()]);
        AdaptiveSchema.Faults(AdaptiveJson.Of(first, Drawn.Dialect)).ShouldBeEmpty();

        var second = ShowList.Offer.Read(Arguments.Of(Said.Button, first.Actions.OfType<Press>().Single().Values), null, Moment());
        Lines(second.ShouldBeOfType<ToAnswer>().Question.Answer(Look(null, rows))).ShouldBe(Enumerable.Range(6, 25).Reverse());
        var last = new ShowList(Page: 3).Answer(Look(null, rows));
        Lines(last).ShouldBe(Enumerable.Range(1, 5).Reverse());
        last.Actions.ShouldBeEmpty("there is no page after the last");
        Drawn.Of(new ShowList(Page: 99).Answer(Look(null, rows))).ShouldBe(Drawn.Of(last));
    }

    [Theory]
    [InlineData("list", 1)]
    [InlineData("list 2", 2)]
    public void A_page_is_typed_as_its_number(string words, int page)
    {
        var meaning = Understanding.Of(words, inRoom: false);
        meaning.Offer!.Read(meaning.Arguments, null, Moment()).ShouldBeOfType<ToAnswer>().Question.ShouldBe(new ShowList(page));
    }

    [Fact]
    public void Help_in_a_room_shows_first_what_makes_sense_and_folds_the_rest()
    {
        var card = new Help().Answer(Look(Reported));
        var (shown, folded) = (Words(card.Body.TakeWhile(e => e is TextBlock)), Words(card.Body.OfType<Container>().Single(c => !c.IsVisible).Items));
        shown.ShouldContain("/incident ack Say that you look at this report; nobody else is asked then");
        folded.ShouldContain(l => l.StartsWith("/incident done", StringComparison.Ordinal), "no task is open in a report");
        shown.Concat(folded).Count(l => l.StartsWith("/incident ", StringComparison.Ordinal)).ShouldBe(Offers.All.Count(o => o.Typed));
        card.Actions.Single().ShouldBeOfType<ToggleVisibility>().Title.ShouldBe("Not now …");
    }

    [Fact]
    public void Help_elsewhere_shows_what_needs_no_incident_and_names_the_way_to_the_rest()
    {
        var card = new Help().Answer(Look(null));
        var shown = Words(card.Body.TakeWhile(e => e is TextBlock));
        shown.ShouldContain("/incident list Open and recent incidents that you may see");
        shown.ShouldNotContain(l => l.StartsWith("/incident ack", StringComparison.Ordinal));
        shown.ShouldContain("In an incident's room there is more; or name it: /incident INC-42 status");
    }

    [Fact]
    public void Help_leaves_out_what_somebody_may_not_do()
    {
        var playbook = SmallPlaybook with { Permissions = SmallPlaybook.Permissions.SetItem(Permissions.Respond, ["leads"]) };
        var card = new Help().Answer(Look(Reported) with { At = Moment() with { Playbook = playbook } });
        Words(card.Body.TakeWhile(e => e is TextBlock)).ShouldNotContain(l => l.StartsWith("/incident ack", StringComparison.Ordinal));
        Drawn.Of(new Help("ack").Answer(Look(Reported) with { At = Moment() with { Playbook = playbook } })).ShouldContain("\"I look at it\" is for leads. Ben and Chi can do it");
    }

    [Fact]
    public void Help_about_one_word_tells_its_use_and_offers_its_button() => Approved.Card(new Help("stauts").Answer(Look(Reported)), "HelpStatus");

    [Fact]
    public void Outside_a_room_a_question_about_an_incident_asks_for_its_number() =>
        ShowStatus.Offer.Read(Arguments.Typed(""), null, Moment()).ShouldBeOfType<Not>().Refused
            .ShouldBe(new Refused("Which incident? Say its number, or type this in its room.", "/incident INC-… status"));

    /// <summary>Numbers of the incidents that it lists.</summary>
    private static int[] Lines(Card card) =>
        [.. card.Body.OfType<TextBlock>().Select(t => System.Text.RegularExpressions.Regex.Match(t.Text.ToString(), @"INC-(\d+)")).Where(m => m.Success).Select(m => int.Parse(m.Groups[1].Value, null))];

    private static string[] Words(IEnumerable<Element> elements) => [.. elements.OfType<TextBlock>().Select(t => t.Text.ToString())];

    private static ListRow Row(int number, string title, string? severity, Status status) =>
        new($"S{number}", number, title, null, severity, status, Noon.AddMinutes(number), false, []);
}

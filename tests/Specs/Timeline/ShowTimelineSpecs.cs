using System.Globalization;
using ChatOpsIncident.Incidents.Assessment;
using ChatOpsIncident.Incidents.Cards;
using ChatOpsIncident.Incidents.Conversation;
using ChatOpsIncident.Incidents.Detection;
using ChatOpsIncident.Incidents.Response;
using ChatOpsIncident.Specs.Cards;
using static ChatOpsIncident.Specs.People;

namespace ChatOpsIncident.Specs.Timeline;

public class ShowTimelineSpecs
{
    private static readonly Reported Mail = new(42, "A mail asks to change bank details", null, null, null, Ana, "web", Visibility.Open, "inc-42-mail");

    [Fact]
    public void The_timeline_reads_by_when_things_happened_and_a_correction_leaves_the_original_visible() => Approved.Card(
        Ask(new ShowTimeline(), Mail, new Paged(0, [Ben], Noon), new Acknowledged(),
            new Corrected(3, null, "Ben had called before he pressed it") { Happened = new(Noon.AddMinutes(-30), Sureness.About) },
            new Corrected(1, "Two mails came", "the mail log says so"),
            new Corrected(5, "Three mails came", "one was in the junk folder")),
        "Timeline");

    [Fact]
    public void An_entry_reads_as_a_sentence_about_who_did_it_or_beside_who_recorded_it() => Sentences(
        Mail, new Paged(0, [Ben], Noon), new Declared("SEV2", "Major", null, Assessment.Reports.Nothing, TimeSpan.FromHours(1)), new Joined([Ana]), new Joined([Ben]),
        new SeverityChanged("SEV2", "SEV1", TimeSpan.FromMinutes(30), Noon, "money is gone"), new Acknowledged()).ShouldBe(
        [
            "web:ana reported: A mail asks to change bank details", "web:ben told", "web:ana declared SEV2", "web:ana joins the response", "web:ana: web:ben joins the response",
            "web:ana: severity SEV1 instead of SEV2: money is gone", "web:ana looks at it",
        ]);

    [Fact]
    public void A_long_timeline_shows_the_newest_folds_what_was_before_and_pages_to_the_rest()
    {
        Event[] events = [Mail, .. Enumerable.Range(2, 99).Select(_ => new Acknowledged())];
        var card = Ask(new ShowTimeline(), events);
        Numbers(card.Body.OfType<TextBlock>().Skip(1)).ShouldBe(Enumerable.Range(71, 30));
        Numbers(card.Body.OfType<Container>().Single().Items.Cast<TextBlock>()).ShouldBe(Enumerable.Range(41, 30));
        card.Actions[0].Title.ShouldBe("30 earlier entries");
        var earlier = card.Actions[1].ShouldBeOfType<Press>();
        earlier.Title.ShouldBe("Still earlier");

        var question = ShowTimeline.Offer.Read(Arguments.Of(Said.Button, earlier.Values), State(events), Moment()).ShouldBeOfType<ToAnswer>().Question;
        var page = Ask((ShowTimeline)question, events);
        Numbers(page.Body.OfType<TextBlock>().Skip(1)).ShouldBe(Enumerable.Range(11, 30));
        page.Actions.Length.ShouldBe(1);
    }

    [Fact]
    public void Long_entries_are_shortened_and_the_newest_is_always_there()
    {
        Event[] events = [Mail, .. Enumerable.Range(2, 40).Select(i => new Corrected(900 + i, new string('漢', 3000), "x"))];
        var card = Ask(new ShowTimeline(), events);
        var json = AdaptiveJson.Of(card, Drawn.Dialect);
        AdaptiveSchema.Faults(json).ShouldBeEmpty();
        json.ToJsonString().ShouldNotContain("The rest is in the timeline");
        card.Body.OfType<TextBlock>().Last().Text.ToString().ShouldStartWith("[41] 12:00 UTC · web:ana corrected entry 941");
    }

    [Fact]
    public void A_page_that_does_not_exist_is_the_nearest_one()
    {
        Numbers(Ask(new ShowTimeline(99), Mail, new Acknowledged()).Body.OfType<TextBlock>().Skip(1)).ShouldBe([1, 2]);
        Ask(new ShowTimeline(0), Mail).Body.Length.ShouldBe(1);
        ShowTimeline.Offer.Read(Arguments.Typed("of yesterday"), State(Mail), Moment()).ShouldBe(new ToAnswer(new ShowTimeline()));
    }

    private static Incident State(params Event[] events) => Spec.Given(events).State;

    private static IEnumerable<string> Sentences(params Event[] events) =>
        TimelineEntry.Of(events.Select((e, i) => new Recorded("S", i + 1, Noon.AddMinutes(i), Ana, false, "r", 1, e, "", ""))).Select(e => e.Sentence.ToString());

    /// <summary>Each event a minute after the other, the last one at noon.</summary>
    private static Card Ask(ShowTimeline question, params Event[] events) => question.Answer(new(
        State(events), Moment(),
        [.. events.Select((e, i) => new Recorded("S", i + 1, Noon.AddMinutes(i + 1 - events.Length), i == 1 ? null : Ana, false, "r", 1, e, "", ""))], []));

    private static IEnumerable<int> Numbers(IEnumerable<TextBlock> entries) => entries.Select(e => int.Parse(e.Text.ToString().Split('[', ']')[1], CultureInfo.InvariantCulture));
}

using ChatOpsIncident.Incidents.Conversation;
using ChatOpsIncident.Incidents.Detection;
using ChatOpsIncident.Incidents.Learning;
using ChatOpsIncident.Incidents.Learning.Review;
using ChatOpsIncident.Incidents.Response;
using ChatOpsIncident.Specs.Cards;
using static ChatOpsIncident.Specs.People;

namespace ChatOpsIncident.Specs.Learning;

public class ReviewReportSpecs
{
    private static readonly Lazy<World> Told = new(Story.Told);

    [Fact]
    public void The_review_reads_as_a_page_of_its_own() => Approved.Text(Report(Told.Value).Html(Name), "Review.approved.html");

    [Fact]
    public void The_review_reads_as_a_Markdown_file() => Approved.Text(Report(Told.Value).Markdown(Name), "Review.approved.md");

    [Fact]
    public void The_review_reads_as_a_card_for_who_asks() => Approved.Card(
        new ReadReview().Answer(new View(Told.Value["S"], Told.Value.At("S", Ana), [.. Told.Value.Stream("S")], [])), "Review.asked");

    [Fact]
    public void The_review_in_the_room_shows_each_lesson_with_what_can_be_done_next() =>
        Approved.Card(ReviewCard.All(Told.Value["S"], Told.Value.At("S", Ana).Playbook).Single().Card, "Review.room");

    [Theory]
    [InlineData("page", "INC-42-review.html", "<!doctype html>")]
    [InlineData("Markdown", "INC-42-review.md", "# INC-42")]
    public void The_review_is_handed_over_as_a_file(string word, string file, string begins)
    {
        var view = new View(Told.Value["S"], Told.Value.At("S", Ana), [.. Told.Value.Stream("S")], []);
        var question = DrawUpReview.Offer.Read(Arguments.Typed(word), Told.Value["S"], Told.Value.At("S", Ana)).ShouldBeOfType<ToAnswer>().Question;
        var made = question.File(view, Name)!;
        made.Name.ShouldBe(file);
        made.Content.ShouldStartWith(begins);
        made.Content.ShouldContain("Ana Ruiz");
        question.Answer(view).Summary.ToString().ShouldBe(
            $"The review of INC-42 is in {file}. It needs nothing else to be read, and it names people: pass it on to those who may know.");
        new ReadReview().File(view, Name).ShouldBeNull();
    }

    [Fact]
    public void What_people_wrote_never_becomes_markup()
    {
        const string Script = "<script>alert(1)</script> **bold** | cell\n# heading \u202Egnp";
        var world = new World();
        world.Do("S", Ana, new Report(Script));
        world.Do("S", Ana, new RecordLesson(Script));
        world.Do("S", Ana, new TakeNote(Script));
        var report = Report(world);
        report.Html(_ => "<img src=x onerror=alert(1)>").ShouldNotContain("<script");
        report.Html(_ => "<img src=x onerror=alert(1)>").ShouldNotContain("<img");
        report.Html(Name).ShouldNotContain("\u202E");
        var lines = report.Markdown(_ => "*a* | b").Split('\n');
        lines.ShouldNotContain(l => l.StartsWith("# heading", StringComparison.Ordinal));
        lines.Where(l => l.Contains("alert", StringComparison.Ordinal)).ShouldAllBe(l => l.Contains("\\<script\\>", StringComparison.Ordinal) && l.Contains("\\*\\*bold", StringComparison.Ordinal));
        lines.Where(l => l.StartsWith("| 23", StringComparison.Ordinal) && l.Contains("alert", StringComparison.Ordinal)).ShouldAllBe(l => l.Contains("\\| cell", StringComparison.Ordinal));
    }

    [Fact]
    public void The_page_needs_nothing_from_elsewhere_and_no_script()
    {
        var page = Report(Told.Value).Html(Name);
        page.ShouldNotContain("<script");
        page.ShouldNotContain("http://");
        page.ShouldNotContain("https://");
        page.ShouldNotContain("@import");
        page.ShouldNotContain("url(");
    }

    [Fact]
    public void An_answer_that_was_removed_from_the_record_is_not_in_the_review()
    {
        var world = Story.Told();
        var redacted = world.Stream("S").Select(r => Recorded.Open(Redaction.Apply(r.Json, v => v.Contains("which number", StringComparison.Ordinal)).Json, r.Hash)).ToArray();
        var report = ReviewReport.Of(world["S"], redacted, world.At("S", Ana).Playbook);
        report.Html(Name).ShouldNotContain("which number");
        report.Voices.Single(v => v.Id == "hindered").Answers[0].Words.ToString().ShouldBe("(removed)");
    }

    [Fact]
    public void Of_each_person_the_last_answer_counts()
    {
        var world = Story.Told();
        world.Do("S", Ben, new Contribute(System.Collections.Immutable.ImmutableDictionary<string, string>.Empty.Add("helped", "The bank was quick"))).ShouldBeOfType<Happens>();
        Report(world).Voices.Single(v => v.Id == "helped").Answers.Select(a => a.Words.ToString())
            .ShouldBe(["That I could report it in one line, and was thanked.", "The bank was quick", "One text for everyone.\nNobody asked me twice."]);
    }

    [Fact]
    public void A_review_of_an_incident_without_phases_still_has_its_times()
    {
        var world = new World();
        world.Do("S", Ana, new Report("The printer smokes"));
        var report = Report(world);
        report.Headline.ToString().ShouldBe("INC-42 is not resolved yet.");
        report.Points.Select(p => p.Name).ShouldBe(["Reported"]);
        report.Html(Name).ShouldNotContain("<svg");
    }

    [Theory]
    [InlineData(0, 2, 5, 62, "Reported, Looked at +2 minutes, Decided +3 minutes, Contained +57 minutes")]
    [InlineData(0, null, 5, 3, "Reported, Contained +3 minutes, Decided +2 minutes")]
    [InlineData(0, null, 5, -10, "Contained, Reported +10 minutes, Decided +5 minutes")]
    public void The_line_of_times_follows_the_clock(int reported, int? looked, int? decided, int? contained, string line)
    {
        var times = new MeasuredTimes(Noon.AddMinutes(reported), After(looked), After(decided), After(contained), null, null, null);
        string.Join(", ", ReviewWords.Points(times).Select(p => p.Since is { } since ? $"{p.Name} +{ReviewChart.Length(since)}" : p.Name)).ShouldBe(line);

        static DateTimeOffset? After(int? minutes) => minutes is { } m ? Noon.AddMinutes(m) : null;
    }

    [Fact]
    public void Nothing_that_people_read_holds_an_id_or_a_raw_time()
    {
        var world = Told.Value;
        string[] read =
        [
            .. world.Texts.Select(t => t.Plainly(Name)), .. world.Stream("S").Select(r => r.Event.Line.Plainly(Name)), .. world.Stream(StreamId.Organisation).Select(r => r.Event.Line.Plainly(Name)),
            .. new IncidentFold().Plan(world["S"], world.At("S", Ana).Playbook).Cards.Select(c => Drawn.Of(c.Card)), Report(world).Markdown(Name), Report(world).Html(Name),
        ];
        read.ShouldAllBe(words => !words.Contains("web:", StringComparison.Ordinal) && !words.Contains("+00:00", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0.4, "no time")]
    [InlineData(17.6, "17 seconds")]
    [InlineData(3600, "1 hour")]
    [InlineData(3840, "1 hour and 4 minutes")]
    [InlineData(3845, "1 hour and 4 minutes")]
    [InlineData(183600, "2 days and 3 hours")]
    public void Lengths_are_told_in_two_units_at_most(double seconds, string words) => ReviewWords.Length(TimeSpan.FromSeconds(seconds)).ShouldBe(words);

    private static ReviewReport Report(World world) => ReviewReport.Of(world["S"], world.Stream("S"), world.At("S", Ana).Playbook);

    private static string Name(Person person) => person == Ana ? "Ana Ruiz" : person == Ben ? "Ben Okafor" : person == Chi ? "Chi Nguyen" : person.Id;
}

using ChatOpsIncident.Incidents.Conversation;
using ChatOpsIncident.Incidents.Detection;
using static ChatOpsIncident.Specs.Assessment.Reports;
using static ChatOpsIncident.Specs.People;

namespace ChatOpsIncident.Specs.Detection;

public class LookalikesSpecs
{
    private static readonly ListRow Old = Row(38, Status.Closed) with { ReportedAt = Noon.AddDays(-3) };

    private static int[] Alike(string what, string? category, params ListRow[] rows) => [.. Lookalikes.Of(what, category, rows, Noon).Select(r => r.Number)];

    [Fact]
    public void Open_incidents_of_the_same_category_look_alike() => Alike("something", "phishing-bec", Row(41), Row(40, Status.Reported)).ShouldBe([41, 40]);

    [Fact]
    public void Two_rare_words_in_common_look_alike_whatever_the_category() =>
        Alike("the wrong sender again", "malware", Row(41)).ShouldBe([41]);

    [Fact]
    public void One_word_in_common_does_not_look_alike() => Alike("a wrong number", "malware", Row(41)).ShouldBeEmpty();

    [Fact]
    public void A_word_that_stands_everywhere_is_not_rare() =>
        Alike("wrong sender", "malware", Row(37), Row(38), Row(39), Row(40), Row(41)).ShouldBeEmpty();

    [Fact]
    public void What_is_over_for_more_than_a_day_does_not_look_alike() => Alike("wrong sender", "phishing-bec", Old).ShouldBeEmpty();

    [Fact]
    public void What_was_over_today_still_looks_alike() => Alike("wrong sender", null, Row(41, Status.Dismissed)).ShouldBe([41]);

    [Fact]
    public void What_was_merged_does_not_look_alike() => Alike("wrong sender", "phishing-bec", Row(41, Status.Merged, "S40")).ShouldBeEmpty();

    [Fact]
    public void The_most_alike_come_first_and_three_are_enough() =>
        Alike("wrong sender of mail", "phishing-bec", Row(38) with { Title = "fire" }, Row(39) with { Title = "fire" }, Row(40), Row(41) with { Title = "fire" })
            .ShouldBe([40, 41, 39]);

    [Fact]
    public void The_reporter_is_told_what_looks_alike_and_the_card_offers_it()
    {
        var report = new Report("a mail from a wrong sender");
        var spec = Spec.Given().At(Knowing(Row(41)));
        var reported = spec.When(report).Happens[0].ShouldBeOfType<Reported>();
        reported.Alike.ShouldBe([41]);
        report.Answer(Spec.Given(reported).State, spec.Moment)!.ToString().ShouldEndWith(" It looks like INC-41.");
    }

    [Fact]
    public void A_private_incident_is_told_to_its_members_only_and_never_stands_on_the_card()
    {
        var hidden = Row(41) with { Private = true, Members = [Ben] };
        var report = new Report("a mail from a wrong sender");
        foreach (var who in new[] { Ana, Ben })
        {
            var spec = Spec.Given().At(Knowing(hidden)).By(who);
            var reported = spec.When(report).Happens[0].ShouldBeOfType<Reported>();
            reported.Alike.ShouldBeEmpty();
            report.Answer(Spec.Given(reported).State, spec.Moment)!.ToString().Contains("INC-41", StringComparison.Ordinal).ShouldBe(who == Ben);
        }
    }
}

using System.Collections.Immutable;
using ChatOpsIncident.Incidents.Assessment;
using ChatOpsIncident.Incidents.Conversation;
using ChatOpsIncident.Incidents.Detection;
using ChatOpsIncident.Incidents.Learning;
using ChatOpsIncident.Incidents.Response;
using static ChatOpsIncident.Specs.People;

namespace ChatOpsIncident.Specs.Timeline;

public class CorrectSpecs
{
    private static readonly Event[] Given =
    [
        new Reported(42, "A mail", null, null, null, Ana, "web", Visibility.Open, "inc-42-mail"), new Paged(0, [Ben], Noon), new Acknowledged(),
    ];

    private static readonly Happened Earlier = new(Noon.AddMinutes(-30));

    [Fact]
    public void The_time_of_an_entry_is_corrected_with_a_reason() => Spec.Given(Given)
        .When(new Correct(3, Earlier, null, " the mail log says so "))
        .Then(new Corrected(3, null, "the mail log says so") { Happened = Earlier });

    [Fact]
    public void The_words_of_an_entry_are_corrected_with_a_reason() => Spec.Given(Given)
        .When(new Correct(1, null, "Two mails", "the mail log says so"))
        .Then(new Corrected(1, "Two mails", "the mail log says so"));

    [Fact]
    public void An_entry_that_does_not_exist_is_refused() => Spec.Given(Given)
        .When(new Correct(4, Earlier, null, "so"))
        .ThenRefused("The timeline of INC-42 has entries 1 to 3; there is no 4.", "/incident timeline");

    [Fact]
    public void Without_anything_that_differs_it_is_asked_for() => Spec.Given(Given)
        .When(new Correct(3, null, " ", "so"))
        .ThenRefused("Say what was different: the time, the words, or both.", "/incident correct 3 13:02 because …");

    [Fact]
    public void Without_a_reason_it_is_asked_for() => Spec.Given(Given)
        .When(new Correct(3, Earlier, null, " "))
        .ThenRefused("Say how you know: a correction stands beside the original, with its reason.", "/incident correct 3 13:02 because …");

    [Fact]
    public void A_time_that_lies_ahead_is_refused() => Spec.Given(Given)
        .When(new Correct(3, new(Noon.AddHours(1)), null, "so"))
        .ThenRefused("13:00 UTC lies ahead. Say when it happened.");

    [Theory]
    [InlineData(1, "Reported")]
    [InlineData(3, "Looked at")]
    [InlineData(4, "Decided")]
    [InlineData(5, "Contained")]
    [InlineData(6, "Cause removed")]
    [InlineData(7, "Recovered")]
    [InlineData(8, "Resolved")]
    public void A_corrected_time_moves_the_point_that_the_review_measures_also_after_it_was_drawn_up(long entry, string point)
    {
        var reviewed = new Reviewed(new(Noon, null, null, null, null, null, null), 0, 0);
        var really = new Corrected(entry, null, "the log says so") { Happened = new(Noon.AddHours(-5)) };
        Points(LivedThrough).ShouldNotContain($"{point} 07:00");
        Points([.. LivedThrough, really]).ShouldContain($"{point} 07:00");
        Points([.. LivedThrough, reviewed, really]).ShouldContain($"{point} 07:00");
        Points([.. LivedThrough, really]).Length.ShouldBe(7);
    }

    [Fact]
    public void A_correction_that_was_wrong_is_corrected_in_turn_and_the_newest_time_holds()
    {
        var first = new Corrected(5, null, "the log says so") { Happened = new(Noon.AddHours(-5)) };
        var second = new Corrected(9, null, "that was another log") { Happened = new(Noon.AddHours(-4)) };
        Points([.. LivedThrough, first, second]).ShouldContain("Contained 08:00");
    }

    [Fact]
    public void Words_alone_move_no_time() =>
        Points([.. LivedThrough, new Corrected(5, "by Ben", "he said so")]).ShouldBe(Points([.. LivedThrough, new Noted("it was Ben")]));

    [Fact]
    public void An_incident_that_was_opened_again_and_ended_again_is_measured_to_its_new_end()
    {
        var wrong = new Corrected(8, null, "the log says so") { Happened = new(Noon.AddHours(-5)) };
        Points([.. LivedThrough, wrong, new Reopened("it came back", Phase.Recover, null), new Recovered(0, null), new Resolved(null, Phase.Done, 0)])
            .ShouldContain("Resolved 11:59");
    }

    [Fact]
    public void The_home_card_says_since_when_the_phase_really_runs() => HomeWords.Status(Spec.Given(
        [.. LivedThrough[..5], new Corrected(5, null, "the log says so") { Happened = new(Noon.AddHours(-5)) }]).State).ToString()
        .ShouldBe("Responding, eradicating since 07:00 UTC");

    [Fact]
    public void The_reviews_timeline_shows_the_corrected_time_in_its_place_with_the_reason()
    {
        var world = new Learning.World();
        world.Do("S", Ana, new Report("A mail"));
        world.Do("S", Ana, new TakeNote("the link was opened"));
        world.Do("S", Ana, new Correct(3, Earlier, null, "the mail log says so"));
        var line = Incidents.Learning.Review.ReviewReport.Of(world["S"], world.Stream("S"), world.At("S", Ana).Playbook).Timeline[0];
        (line.Number, line.At).ShouldBe((3, Earlier.At));
        line.Line.ToString().ShouldBe("the link was opened\n[4] corrected by web:ana: it happened 11:30 UTC, because the mail log says so");
    }

    private static readonly Event[] LivedThrough =
    [
        .. Given, new Declared("SEV2", "Major", null, Assessment.Reports.Nothing, TimeSpan.FromHours(1)), new Contained(0, false, null), new Eradicated(0, null),
        new Recovered(0, null), new Resolved(null, Phase.Done, 0),
    ];

    private static string[] Points(Event[] events) =>
        [.. ReviewWords.Points(MeasuredTimes.Of(Spec.Given(events).State)).Select(p => $"{p.Name} {p.At.ToString("HH:mm", null)}")];

    [Fact]
    public void A_correction_is_typed_as_number_time_words_and_reason() => TextTable.Check("""
        | typed                                     | means
        | 3 11:30 because the mail log says so      | 3, 11:30, no words, the mail log says so
        | [3] ~11:30 it was Ben because he said so  | 3, 11:30, it was Ben, he said so
        | 3 it was Ben because he said so           | 3, no time, it was Ben, he said so
        | 3 it was Ben                              | 3, no time, it was Ben, no reason
        | 3                                         | 3, no time, no words, no reason
        | 3 25:99 because the mail log says so      | I can't read a time in "25:99". Write it like 13:02, yesterday 17:30 or 2026-11-23 13:02. If it is no time, put a word before it.
        | 3 the time was 25:99 because he said so   | 3, no time, the time was 25:99, he said so
        | three 11:30                               | Say the entry's number first, as the timeline shows it; I can't read one in "three".
        |                                           | asks number, when, words, why
        """, row => row.With("means", Means(Arguments.Typed(row["typed"]))));

    [Fact]
    public void The_form_says_when_a_time_can_not_be_read() => TextTable.Check("""
        | number | when     | means
        | 3      | 11:30    | 3, 11:30, Two mails, mail log
        | 3      |          | 3, no time, Two mails, mail log
        | 3      | noonish  | I can't read a time in "noonish". Write it like 13:02, yesterday 17:30 or 2026-11-23 13:02. If it is no time, put a word before it.
        | x      | 11:30    | Say the entry's number first, as the timeline shows it; I can't read one in "x".
        """, row => row.With("means", Means(Arguments.Of(Said.Form, ImmutableDictionary<string, string>.Empty
            .Add("number", row["number"]).Add("when", row["when"]).Add("words", "Two mails").Add("why", "mail log")))));

    private static string Means(Arguments arguments) => Correct.Offer.Read(arguments, Spec.Given(Given).State, Moment()) switch
    {
        ToDo { Command: Correct c } => $"{c.Number}, {(c.When is { } when ? when.At.ToString("HH:mm", null) : "no time")}, {c.Words ?? "no words"}, {c.Why ?? "no reason"}",
        ToAsk { Form: var form } => "asks " + string.Join(", ", form.Fields.Select(f => f.Name)),
        Not { Refused.Why: var why } => why.ToString(),
        var other => other.ToString(),
    };
}

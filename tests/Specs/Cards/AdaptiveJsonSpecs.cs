using System.Collections.Immutable;
using System.Text;
using ChatOpsIncident.Incidents.Cards;
using ChatOpsIncident.Incidents.Conversation;
using static ChatOpsIncident.Specs.People;

namespace ChatOpsIncident.Specs.Cards;

public class AdaptiveJsonSpecs
{
    private static readonly ImmutableDictionary<string, string> None = ImmutableDictionary<string, string>.Empty;

    private static Press Press(string title, params (string, string)[] values) =>
        new(title, "declare", "S", values.ToImmutableDictionary(v => v.Item1, v => v.Item2), Emphasis.Positive);

    private static Card Everything { get; } = new(
        [
            new TextBlock($"{"SEV2":b} · Phishing, reported by {Ana} at {Noon}: {new Text("two people *answered*"):quote}", TextSize.Large, true, false, Tone.Attention) { Heading = true },
            new FactSet([new("Commander", new Named(Ana)), new("Due", (Rich)$"{Noon:date}")]),
            new Container([new TextBlock("inside", Subtle: true)], Tone.Warning) { Id = "box", IsVisible = false, Separator = true },
            new ColumnSet([new([new TextBlock("left")], true), new([new TextBlock((Rich)$"{new ToIncident("S2", "#inc-41")} {new ToAddress(new("https://example.org/a(b)"), "page")}")])]),
            new ActionSet([new ToggleVisibility("More …", ["box"]), new OpenUrl("Go there", new("https://example.org/"))]),
            new InputText("reason", "Why?", true, 500, true, "In a few words", "because"),
            new InputChoice("q", "Spread?", [new("None", "0"), new("Wide", "3")], "3", true, true),
            new InputToggle("private", "Keep this private", true),
        ],
        [Press("Declare SEV2", ("severity", "SEV2"), ("after", "1")), Press("Not an incident") with { WithInputs = true, Emphasis = Emphasis.Destructive }],
        $"INC-42 needs a decision, reported by {Ana}");

    [Fact]
    public void Every_element_is_drawn_as_approved_and_as_the_published_schema_says() => Approved.Card(Everything, "Everything");

    [Fact]
    public void The_same_card_gives_the_same_bytes()
    {
        var backwards = Press("x", [.. Enumerable.Range(0, 50).Reverse().Select(i => ($"k{i}", "v"))]);
        var forwards = Press("x", [.. Enumerable.Range(0, 50).Select(i => ($"k{i}", "v"))]);
        AdaptiveJson.Line(new([], [backwards], "s"), Drawn.Dialect).ShouldBe(AdaptiveJson.Line(new([], [forwards], "s"), Drawn.Dialect));
    }

    [Fact]
    public void A_form_becomes_inputs_with_labels_hints_and_what_was_typed_before() => Approved.Card(
        FormCard.Of(
            new Form("report", null, "Report something",
                [
                    new TextField("what", "What did you see?", true) { Required = true, Value = "status page is down", Hint = "A few words are enough" },
                    new ChoiceField("feels", "How bad does it feel?", [new("Odd", "odd"), new("Bad", "bad")]),
                    new PersonField("who", "Who knows more?"),
                    new TickField("private", "Keep this private"),
                ],
                "Report")
            { Intro = "Nobody is blamed for a false alarm.", Carried = None.Add("from", "help") },
            [new("Ana Ruiz", "web:ana"), new("Ben Okafor", "web:ben")]),
        "Form");

    [Fact]
    public void More_buttons_than_a_row_takes_are_behind_more()
    {
        var json = AdaptiveJson.Of(new([], [.. Enumerable.Range(1, 15).Select(i => Press($"Button {i}"))], "s"), Drawn.Dialect);
        json["actions"]!.AsArray().Select(a => (string)a!["title"]!).ShouldBe(["Button 1", "Button 2", "Button 3", "Button 4", "Button 5", "More …"]);
        json["body"]!.AsArray().Select(s => s!["actions"]!.AsArray().Count).ShouldBe([6, 4]);
        json["actions"]![5]!["targetElements"]!.ToJsonString().ShouldBe("[\"more-0\",\"more-1\"]");
        AdaptiveSchema.Faults(json).ShouldBeEmpty();
    }

    [Fact]
    public void A_label_is_cut_at_twenty_four_characters_and_never_through_an_emoji() =>
        ((string)AdaptiveJson.Of(new([], [Press("I take it: call the 👩‍👩‍👧‍👦 now")], "s"), Drawn.Dialect)["actions"]![0]!["title"]!).ShouldBe("I take it: call the…");

    [Fact]
    public void Where_there_is_no_markup_a_persons_words_still_begin_no_function() =>
        AdaptiveJson.Line(new("s", new InputChoice("q", "{{{TIME(x)}}}", [new("{{DATE(x)}}", "1")]), new InputToggle("t", "{ {{TIME(x)}}")), Drawn.Dialect).ShouldNotContain("{{");

    [Fact]
    public void A_card_of_huge_texts_fits_and_says_where_the_rest_is()
    {
        foreach (var text in Hostile.Huge)
        {
            var part = text[^3000..];
            var card = new Card(
                [new TextBlock(text), .. Enumerable.Range(0, 60).Select(i => (Element)new Container([new TextBlock(part), new FactSet([new(part, part)])])), new InputText("why", text, Value: text)],
                [Press(text, ("severity", "SEV2"))], text);
            var json = AdaptiveJson.Of(card, Drawn.Dialect);
            Encoding.UTF8.GetByteCount(AdaptiveJson.Line(card, Drawn.Dialect)).ShouldBeLessThanOrEqualTo(CardLimits.Bytes);
            AdaptiveSchema.Faults(json).ShouldBeEmpty();
            json["body"]!.AsArray().Select(e => (string)e!["type"]!).ShouldContain("Input.Text", "what can be answered stays");
            ((string)json["body"]!.AsArray()[^1]!["text"]!).ShouldBe("… The rest is in the timeline.");
            json["actions"]!.AsArray().Count.ShouldBe(1);
        }
    }

    [Fact]
    public void A_card_of_far_too_many_inputs_is_a_card_all_the_same()
    {
        var card = new Card([.. Enumerable.Range(0, 500).Select(i => new InputText($"n{i}", "A question of some length", Value: "an answer"))], [], "s");
        Encoding.UTF8.GetByteCount(AdaptiveJson.Line(card, Drawn.Dialect)).ShouldBeLessThanOrEqualTo(CardLimits.Bytes);
    }

    [Fact]
    public void A_text_that_is_cut_stays_within_the_block_as_it_is_written()
    {
        foreach (var text in Hostile.Huge)
            ((string)AdaptiveJson.Of(new("s", new TextBlock((Rich)$"before {new Text(text):quote} after")), Drawn.Dialect)["body"]![0]!["text"]!)
                .ShouldSatisfyAllConditions(t => t.Length.ShouldBeLessThanOrEqualTo(CardLimits.Block), t => t.ShouldEndWith("… The rest is in the timeline."), Hostile.IsWhole);
    }
}

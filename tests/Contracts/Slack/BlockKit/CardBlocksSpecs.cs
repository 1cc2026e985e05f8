using System.Collections.Immutable;
using System.Text.Json;
using ChatOpsIncident.Edges.Slack.BlockKit;
using ChatOpsIncident.Engine;
using ChatOpsIncident.Incidents.Cards;
using ChatOpsIncident.Incidents.Conversation;
using static ChatOpsIncident.Contracts.Slack.BlockKit.CardStory;

namespace ChatOpsIncident.Contracts.Slack.BlockKit;

/// <summary>Every card and form of the product as blocks: as approved, and within Slack's schema and limits whatever they say.</summary>
public sealed class CardBlocksSpecs
{
    private const string Report = "Finance got a mail asking to change bank details, two people answered";

    private static MrkdwnDialect Dialect(params ImmutableArray<Incidents.Timeline.Person> pings) => new(Name, _ => "C0ROOM", pings);

    [Fact]
    public async Task Every_card_of_an_incident_is_drawn_as_approved()
    {
        await using var story = await CardStory.Start();
        var approved = new List<string>();
        await story.Whole(Report, step =>
        {
            foreach (var (key, message) in story.Shown.Where(s => s.Key.StartsWith("card.", StringComparison.Ordinal)).OrderBy(s => s.Key, StringComparer.Ordinal))
            {
                var blocks = CardBlocks.Of(message.Card!, Dialect());
                Valid.Message(blocks);
                var name = $"{key["card.".Length..]}.{step}";
                if (name is "home.reported" or "home.responding" or "home.overdue" or "home.resolved" or "triage.reported" or "triage.triaged" or "triage.responding" or "review.reviewed" or "prompt.0.resolved")
                {
                    DrawnBlocks.Approved(blocks, name, story.Stream);
                    approved.Add(name);
                }
            }
            return Task.CompletedTask;
        });
        approved.Count.ShouldBe(9, string.Join(' ', approved) + " of " + string.Join(' ', story.Shown.Keys) + "\n" + string.Join('\n', story.Answers.Select(a => a.Text)));
    }

    [Fact]
    public async Task Everything_that_is_ever_said_or_asked_is_within_schema_and_limits()
    {
        await using var story = await CardStory.Start();
        await story.Whole(Report);
        Check(story);
        story.Forms.Select(f => f.Word).Distinct().Count().ShouldBeGreaterThan(12);
        story.Shown.Count(s => s.Value.Card is not null).ShouldBeGreaterThan(5);
    }

    [Fact]
    public async Task It_is_so_too_where_people_type_what_is_meant_to_break_it()
    {
        await using var story = await CardStory.Start();
        await story.Whole(string.Concat(HostileTexts.All.Where(t => t.Length < 200)));
        Check(story);
    }

    [Fact]
    public async Task A_long_timeline_stands_whole_in_one_message_to_its_newest_entry()
    {
        await using var story = await CardStory.Start();
        await story.Says(Ana, "report " + Report);
        await story.Quiet();
        for (var i = 1; i <= 70; i++) await story.Says(Ana, $"note number {i} of many, with as many words as people write when they are in a hurry");
        var card = (await story.Says(Ana, "timeline")).ShouldBeOfType<Told>().Card.ShouldNotBeNull();
        var blocks = CardBlocks.Of(card, Dialect());
        Valid.Message(blocks);
        blocks.ToJsonString().ShouldNotContain("The rest is in the timeline");
        blocks.ToJsonString().ShouldContain("number 70 of many");
    }

    [Fact]
    public void A_card_of_anything_is_within_schema_and_limits()
    {
        foreach (var text in HostileTexts.All)
        {
            var part = text[..Math.Min(text.Length, 3100)];
            var values = ImmutableDictionary<string, string>.Empty.Add("what", text).Add("severity", "SEV2");
            var press = new Press(part, "declare", "STREAM", values, Emphasis.Positive) { WithInputs = true };
            var card = new Card(
                [
                    new TextBlock(part) { Heading = true }, new TextBlock((Rich)$"{part:b}", Tone: Tone.Attention), new TextBlock(text, Subtle: true),
                    new FactSet([.. Enumerable.Range(0, 23).Select(i => new Fact(part, part))]),
                    .. Enumerable.Range(0, 10).Select(i => (Incidents.Cards.Element)new Container([new TextBlock(part), new ColumnSet([new([new TextBlock(part)], true), new([new ActionSet([press])])])]) { Separator = true }),
                    new InputText("why", part, Value: part), new InputToggle("t", part), new InputChoice("q", part, [new(part, "a"), new("b", "b")], "a"), new InputChoice("r", part, []),
                    new Container([new ActionSet([.. Enumerable.Repeat(press, 60)])]) { Id = "more", IsVisible = false },
                    new Container([new TextBlock(part)]) { Id = "rest", IsVisible = false },
                ],
                [.. Enumerable.Repeat<CardAction>(press, 9), new ToggleVisibility(part, ["more", "rest"]), new OpenUrl(part, new("https://example.org/"))], part);
            Valid.Message(CardBlocks.Of(card, new MrkdwnDialect(_ => part, _ => null)));
            var message = MessageBlocks.Of(new(text, card, [Ana, Ben]), new MrkdwnDialect(_ => part, _ => null, [Ana, Ben]));
            Valid.Message(message.Blocks);
            message.Text.Length.ShouldBeInRange(1, 3000);
        }
    }

    [Fact]
    public void A_form_of_anything_is_within_schema_and_limits()
    {
        foreach (var text in HostileTexts.All)
        {
            var part = text[..Math.Min(text.Length, 3100)];
            Choice[] many = [.. Enumerable.Range(0, 130).Select(i => new Choice(part, FormattableString.Invariant($"v{i}")))];
            var form = new Form("declare", "STREAM", part,
                [
                    new TextField("a", part, true) { Value = text, Hint = part, Required = true }, new TextField("b", part, Max: 20) { Value = text },
                    new ChoiceField("c", part, [.. many]) { Value = "v3", Hint = part }, new ChoiceField("d", part, [.. many[..3]]) { Value = "v1", Hint = part },
                    new ChoiceField("e", part, []) { Value = text }, new TickField("f", part) { Value = "true", Hint = part }, new PersonField("g", part) { Value = "slack:U0ANA", Hint = part },
                    new PersonField("h", part) { Value = "web:ana" },
                ], part)
            { Intro = text, Carried = ImmutableDictionary<string, string>.Empty.Add("what", text) };
            Valid.View(FormModal.Of(form, new MrkdwnDialect(_ => part, _ => null), "C0ROOM"));
        }
    }

    [Fact]
    public async Task The_report_form_is_drawn_as_approved()
    {
        await using var story = await CardStory.Start();
        var asked = (await story.Says(Ana, "")).ShouldBeOfType<Asked>();
        var view = FormModal.Of(asked.Form, Dialect(), "C0GENERAL");
        Valid.View(view);
        DrawnBlocks.Approved(view, "Form.report", "no stream");
    }

    [Fact]
    public void Hidden_buttons_stand_in_a_menu_and_hidden_words_are_shown()
    {
        Press Do(string word) => new(word, word, "S", ImmutableDictionary<string, string>.Empty);
        var card = new Card(
            [new TextBlock("now"), new Container([new TextBlock("earlier")]) { Id = "rest", IsVisible = false }, new Container([new ActionSet([Do("note"), Do("resolve")])]) { Id = "more", IsVisible = false }],
            [Do("update"), new ToggleVisibility("More …", ["more"]), new ToggleVisibility("Earlier", ["rest"])], "s");
        var blocks = CardBlocks.Of(card, new MrkdwnDialect(p => p.Id, _ => null));
        blocks.Select(b => (string)b!["type"]!).ShouldBe(["section", "divider", "section", "actions"]);
        blocks[3]!["elements"]!.AsArray().Select(e => (string)e!["type"]!).ShouldBe(["button", "overflow"]);
        var option = JsonSerializer.SerializeToElement(new { type = "overflow", action_id = "more.1", selected_option = new { value = (string)blocks[3]!["elements"]![1]!["options"]![1]!["value"]! } });
        ButtonValue.Of(option).ShouldNotBeNull().Word.ShouldBe("resolve");
    }

    [Fact]
    public void Who_is_pinged_is_mentioned_once_in_the_words_or_before_them()
    {
        var dialect = new MrkdwnDialect(p => p.Id, _ => null, [Ana, Ben]);
        var message = MessageBlocks.Of(new($"{Ana} is asked to come", null, [Ana, Ben]), dialect);
        ((string)message.Blocks[0]!["text"]!["text"]!).ShouldBe("<@U0BEN> <@U0ANA> is asked to come");
        message.Text.ShouldBe("slack:U0BEN slack:U0ANA is asked to come");
    }

    private static void Check(CardStory story)
    {
        foreach (var message in story.Said)
        {
            var drawn = MessageBlocks.Of(message, Dialect(message.Pings));
            Valid.Message(drawn.Blocks);
            drawn.Text.ShouldNotBeNullOrWhiteSpace();
        }
        foreach (var told in story.Answers) Valid.Message(MessageBlocks.Of(new(told.Text, told.Card, []), Dialect()).Blocks);
        foreach (var form in story.Forms) Valid.View(FormModal.Of(form, Dialect(), "C0ROOM"));
    }
}

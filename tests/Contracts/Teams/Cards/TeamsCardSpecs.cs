using System.Collections.Immutable;
using System.Text.Json.Nodes;
using ChatOpsIncident.Contracts.Slack.BlockKit;
using ChatOpsIncident.Edges.Teams.Cards;
using ChatOpsIncident.Emulators.Teams.Cards;
using ChatOpsIncident.Engine;
using ChatOpsIncident.Incidents.Cards;
using ChatOpsIncident.Incidents.Conversation;
using ChatOpsIncident.Incidents.Timeline;

namespace ChatOpsIncident.Contracts.Teams.Cards;

/// <summary>Every card and dialog of the product as Teams gets it: by the published schema, by Teams' rules, and not too large, whatever they say.</summary>
public sealed class TeamsCardSpecs
{
    /// <summary>Of an activity, in bytes of UTF-16: Teams refuses 100 KB, and may count more than we see.</summary>
    private const int Largest = 80 * 1024;

    private static readonly ImmutableArray<string> Viewers = [.. Enumerable.Range(0, 70).Select(i => FormattableString.Invariant($"29:viewer{i}"))];

    private static readonly Person Ana = new("teams:a0000000-0000-4000-8000-00000000000a");

    [Fact]
    public async Task Everything_that_is_ever_said_or_asked_is_as_Teams_wants_it()
    {
        await using var story = await CardStory.Start();
        await story.Whole(string.Concat(HostileTexts.All.Where(t => t.Length < 200)));
        foreach (var message in story.Said) Good(MessageCard.Activity(message, Dialect(), "INC-1.card.home", Viewers));
        foreach (var told in story.Answers) Good(MessageCard.Activity(new ChatMessage(told.Text, told.Card, []), Dialect(), null));
        foreach (var form in story.Forms) Good(form);
        story.Said.Count(m => m.Card is not null).ShouldBeGreaterThan(5);
        story.Forms.Select(f => f.Word).Distinct().Count().ShouldBeGreaterThan(12);
    }

    [Fact]
    public void A_card_of_anything_is_as_Teams_wants_it()
    {
        foreach (var text in HostileTexts.All)
        {
            var part = text[..Math.Min(text.Length, 3100)];
            var press = new Press(part, "declare", "STREAM", ImmutableDictionary<string, string>.Empty.Add("severity", "SEV2"), Emphasis.Positive) { WithInputs = true };
            var card = new Card(
                [
                    new TextBlock(part) { Heading = true }, new TextBlock((Rich)$"{part:b}", Tone: Tone.Attention), new TextBlock(text, Subtle: true),
                    new FactSet([.. Enumerable.Range(0, 23).Select(_ => new Fact(part, part))]),
                    .. Enumerable.Range(0, 10).Select(_ => (Element)new Container([new TextBlock(part), new ColumnSet([new([new TextBlock(part)], true), new([new ActionSet([press])])])]) { Separator = true }),
                    new InputText("why", part, Value: part), new InputToggle("t", part), new InputChoice("q", part, [new(part, "a"), new("b", "b")], "a"), new InputChoice("r", part, []),
                    new Container([new TextBlock(part)]) { Id = "rest", IsVisible = false },
                ],
                [.. Enumerable.Repeat<CardAction>(press, 9), new OpenUrl(part, new("https://example.org/"))], part);
            Good(MessageCard.Activity(new ChatMessage(text, card, [Ana]), Dialect(part, [Ana]), "INC-1.card.home", Viewers));
            Good(MessageCard.Activity(new ChatMessage((Rich)$"{Ana} is asked: {text}", null, [Ana]), Dialect(part, [Ana]), "INC-1.said.1"));
        }
    }

    [Fact]
    public void A_warning_is_never_written_in_yellow()
    {
        var card = new Card([new TextBlock("SEV2", Tone: Tone.Warning) { Heading = true, Separator = true }, new ColumnSet([new([new TextBlock("nobody yet", Tone: Tone.Warning)], true)])], [], "SEV2");
        var json = MessageCard.Of(new ChatMessage("SEV2", card, []), Dialect());
        json.ToJsonString().ShouldNotContain("color");
        var heading = json["body"]![0]!;
        ((string?)heading["type"], (string?)heading["style"], (bool?)heading["separator"], (string?)heading["items"]![0]!["text"]).ShouldBe(("Container", "warning", true, "SEV2"));
        ((string?)json["body"]![1]!["columns"]![0]!["items"]![0]!["weight"]).ShouldBe("Bolder");
    }

    [Fact]
    public void Buttons_stand_in_rows_that_a_phone_shows_whole()
    {
        Press Named(string label) => new(label, "note", "S", ImmutableDictionary<string, string>.Empty, Emphasis.Default);
        var card = new Card([new TextBlock("SEV2"), new ActionSet([Named("Call somebody"), Named("Record decision"), Named("Add evidence")])], [Named("Post update"), Named("Add note"), Named("Threat is contained"), Named("More …")], "SEV2");
        var json = MessageCard.Of(new ChatMessage("SEV2", card, []), Dialect());
        json["actions"].ShouldBeNull();
        json["body"]!.AsArray().Where(e => (string?)e!["type"] == "ActionSet").Select(e => string.Join(", ", e!["actions"]!.AsArray().Select(a => (string?)a!["title"])))
            .ShouldBe(["Call somebody, Record decision", "Add evidence", "Post update, Add note", "Threat is contained, More …"]);
    }

    [Fact]
    public void A_form_of_anything_is_as_Teams_wants_it()
    {
        foreach (var text in HostileTexts.All)
        {
            var part = text[..Math.Min(text.Length, 3100)];
            Choice[] many = [.. Enumerable.Range(0, 130).Select(i => new Choice(part, FormattableString.Invariant($"v{i}")))];
            Good(new Form("declare", "STREAM", part,
                [
                    new TextField("a", part, true) { Value = text, Hint = part, Required = true }, new TextField("b", part, Max: 20) { Value = text },
                    new ChoiceField("c", part, [.. many]) { Value = "v3", Hint = part }, new ChoiceField("d", part, [.. many[..3]]) { Value = "v1", Hint = part },
                    new TickField("f", part) { Value = "true", Hint = part }, new PersonField("g", part) { Value = Ana.Id, Hint = part }, new PersonField("h", part) { Value = "web:ana" },
                ], part)
            { Intro = text, Carried = ImmutableDictionary<string, string>.Empty.Add("what", part) });
        }
    }

    private static TeamsDialect Dialect(string? name = null, ImmutableArray<Person> pings = default) => new(p => name ?? CardStory.Name(p), _ => "https://teams.microsoft.com/l/channel/x", pings);

    private static void Good(Form form)
    {
        Good(FormDrawing.Dialog(form, Dialect()), inDialog: true);
        Good(FormDrawing.Dialog(form, Dialect(), form.Intro.IsEmpty ? "No." : form.Intro), inDialog: true);
        Good(MessageCard.Activity(FormDrawing.Message(form, Dialect())));
    }

    private static void Good(JsonObject activity) => Good(activity["attachments"]![0]!["content"]!.AsObject(), inDialog: false, activity);

    private static void Good(JsonObject card, bool inDialog, JsonObject? activity = null)
    {
        CardRules.Faults(card, inDialog).ShouldBeEmpty(card.ToJsonString()[..Math.Min(2000, card.ToJsonString().Length)]);
        ((activity ?? card).ToJsonString(CardRules.AsSent).Length * 2).ShouldBeLessThan(Largest);
        if (activity is not null) activity["summary"]!.ToString().Length.ShouldBeLessThan(301);
    }
}

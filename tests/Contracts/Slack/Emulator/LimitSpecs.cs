using System.Text.Json.Nodes;
using ChatOpsIncident.Emulators.Slack.BlockKit;

namespace ChatOpsIncident.Contracts.Slack.Emulator;

/// <summary>Every published construction that Slack refuses, of the blocks that the product may use, is refused here too.</summary>
public sealed class LimitSpecs
{
    /// <summary>Blocks that need a newer app or another surface; nothing of the product uses them.</summary>
    private static readonly string[] NotUsed =
    [
        "video", "alert", "card", "carousel", "container", "context-actions", "feedback", "icon-button", "data-", "pie-", "chart-", "axis-", "table-", "url-source", "file-input", "option-url",
    ];

    private static readonly Dictionary<string, JsonNode> Blocks = new()
    {
        ["text-empty"] = Section(Plain("")),
        ["text-too-long"] = Section(Plain(X(3001))),
        ["button-action-id-too-long"] = Actions(Button(b => b["action_id"] = X(256))),
        ["button-text-too-long"] = Actions(Button(b => b["text"] = Plain(X(76)))),
        ["button-url-too-long"] = Actions(Button(b => b["url"] = X(3001))),
        ["button-value-too-long"] = Actions(Button(b => b["value"] = X(2001))),
        ["button-accessibility-label-too-long"] = Actions(Button(b => b["accessibility_label"] = X(76))),
        ["confirmation-title-too-long"] = Actions(Button(b => b["confirm"] = Confirm("title", 101))),
        ["confirmation-text-too-long"] = Actions(Button(b => b["confirm"] = Confirm("text", 301))),
        ["confirmation-confirm-too-long"] = Actions(Button(b => b["confirm"] = Confirm("confirm", 31))),
        ["confirmation-deny-too-long"] = Actions(Button(b => b["confirm"] = Confirm("deny", 31))),
        ["option-text-too-long"] = Actions(Select(Option(o => o["text"] = Plain(X(76))))),
        ["option-value-too-long"] = Actions(Select(Option(o => o["value"] = X(151)))),
        ["option-description-too-long"] = Actions(Select(Option(o => o["description"] = Plain(X(76))))),
        ["option-group-label-too-long"] = Actions(Grouped(1, X(76))),
        ["option-group-empty"] = Actions(Grouped(0, "a")),
        ["option-group-too-many-options"] = Actions(Grouped(101, "a")),
        ["select-placeholder-too-long"] = Actions(With(Select(Option()), s => s["placeholder"] = Plain(X(151)))),
        ["select-too-many-options"] = Actions(Select(Many(101, () => Option()))),
        ["select-too-many-option-groups"] = Actions(With(Grouped(1, "a"), s => s["option_groups"] = new JsonArray(Many(101, () => Group(1, "a"))))),
        ["overflow-empty"] = Actions(Choices("overflow", 0)),
        ["overflow-too-many-options"] = Actions(Choices("overflow", 6)),
        ["checkboxes-empty"] = Actions(Choices("checkboxes", 0)),
        ["checkboxes-too-many-options"] = Actions(Choices("checkboxes", 11)),
        ["radio-buttons-empty"] = Actions(Choices("radio_buttons", 0)),
        ["radio-buttons-too-many-options"] = Actions(Choices("radio_buttons", 11)),
        ["actions-too-many-elements"] = Actions(Many(26, () => Button(_ => { }))),
        ["context-too-many-elements"] = Block("context", b => b["elements"] = new JsonArray(Many(11, () => Plain("a")))),
        ["context-invalid-element"] = Block("context", b => b["elements"] = new JsonArray(Button(_ => { }))),
        ["header-text-too-long"] = Block("header", b => b["text"] = Plain(X(151))),
        ["image-url-too-long"] = Block("image", b => (b["image_url"], b["alt_text"]) = (X(3001), "a")),
        ["image-alt-text-too-long"] = Block("image", b => (b["image_url"], b["alt_text"]) = ("https://x.example/a.png", X(2001))),
        ["image-url-and-slack-file"] = Block("image", b => (b["image_url"], b["slack_file"], b["alt_text"]) = ("https://x.example/a.png", new JsonObject { ["id"] = "F1" }, "a")),
        ["markdown-empty"] = Block("markdown", b => b["text"] = ""),
        ["markdown-too-long"] = Block("markdown", b => b["text"] = X(12_001)),
        ["section-text-too-long"] = Section(Plain(X(3001))),
        ["section-too-many-fields"] = Block("section", b => b["fields"] = new JsonArray(Many(11, () => Plain("a")))),
        ["section-field-too-long"] = Block("section", b => b["fields"] = new JsonArray(Plain(X(2001)))),
        ["section-missing-content"] = Block("section", _ => { }),
        ["static-select-options-and-groups"] = Actions(With(Grouped(1, "a"), s => s["options"] = new JsonArray(Option()))),
        ["block-id-too-long"] = With(Section(Plain("a")), b => b["block_id"] = X(256)),
    };

    private static readonly Dictionary<string, JsonNode> Views = new()
    {
        ["input-label-too-long"] = View(Input(TextInput(), b => b["label"] = Plain(X(2001)))),
        ["input-hint-too-long"] = View(Input(TextInput(), b => b["hint"] = Plain(X(2001)))),
        ["input-invalid-element"] = View(Input(Button(_ => { }), _ => { })),
        ["plain-text-input-max-length-too-large"] = View(Input(With(TextInput(), e => e["max_length"] = 3001), _ => { })),
        ["number-input-inverted-range"] = View(Input(new JsonObject { ["type"] = "number_input", ["is_decimal_allowed"] = false, ["min_value"] = "9", ["max_value"] = "1" }, _ => { })),
        ["view-missing-blocks"] = With(View(), v => v["blocks"] = new JsonArray()),
        ["view-too-many-blocks"] = View(Many(101, () => Section(Plain("a")))),
        ["view-private-metadata-too-long"] = With(View(Section(Plain("a"))), v => v["private_metadata"] = X(3001)),
        ["view-callback-id-too-long"] = With(View(Section(Plain("a"))), v => v["callback_id"] = X(256)),
        ["view-title-too-long"] = With(View(Section(Plain("a"))), v => v["title"] = Plain(X(25))),
        ["view-close-too-long"] = With(View(Section(Plain("a"))), v => v["close"] = Plain(X(25))),
        ["view-submit-too-long"] = With(View(Section(Plain("a"))), v => v["submit"] = Plain(X(25))),
    };

    [Fact]
    public void Whatever_is_too_long_too_many_or_does_not_fit_together_is_refused()
    {
        foreach (var (name, block) in Blocks) Surfaces.Message(Sent(new JsonArray(block.DeepClone()))).ShouldNotBeEmpty(name);
        foreach (var (name, view) in Views) Surfaces.View(Sent(view)).ShouldNotBeEmpty(name);
    }

    [Fact]
    public void No_published_case_is_forgotten() => PublishedContract.InvalidCases.Select(c => c!["id"]!.ToString())
        .Where(id => !NotUsed.Any(n => id.Contains(n, StringComparison.Ordinal)) && !Blocks.ContainsKey(id) && !Views.ContainsKey(id)).ShouldBeEmpty();

    [Fact]
    public void The_same_within_its_limits_is_taken()
    {
        Surfaces.Message(new JsonArray(Section(Plain(X(3000))), Actions(Many(25, () => Button(_ => { }))), Block("header", b => b["text"] = Plain(X(150))))).ShouldBeEmpty();
        Surfaces.View(View(Input(TextInput(), _ => { }))).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("*bold* <@U0ANA> said <https://x.example|look> at <!date^1700000000^{date_short_pretty} {time}|14 Nov, 22:13 UTC>", null)]
    [InlineData("> quoted &lt;b&gt;", null)]
    [InlineData("a < b", "unescaped or cut markup")]
    [InlineData("cut in <https://x.exam", "unescaped or cut markup")]
    [InlineData("<script>", "unescaped or cut markup")]
    [InlineData("<!date^1700000000^{time}>", "unescaped or cut markup")]
    [InlineData("Tom & Jerry", "unescaped ampersand")]
    public void Text_that_reached_markup_unescaped_or_was_cut_is_found(string text, string? wrong)
    {
        var errors = Surfaces.Message(new JsonArray(Section(new() { ["type"] = "mrkdwn", ["text"] = text })));
        if (wrong is null) errors.ShouldBeEmpty();
        else errors.ShouldHaveSingleItem().ShouldContain(wrong);
    }

    [Fact]
    public void Half_a_character_is_found() =>
        Surfaces.Message(new JsonArray(Section(new() { ["type"] = "mrkdwn", ["text"] = "half \ud83d" }))).ShouldHaveSingleItem().ShouldContain("half a character");

    [Fact]
    public void It_signs_as_the_published_example_says()
    {
        var example = PublishedContract.SigningVector;
        ChatOpsIncident.Emulators.Slack.Signing.Of(example["signing_secret"]!.ToString(), example["timestamp"]!.ToString(), example["raw_body"]!.ToString())
            .ShouldBe(example["expected"]!.ToString());
    }

    /// <summary>As it comes over the wire.</summary>
    private static JsonNode Sent(JsonNode value) => JsonNode.Parse(value.ToJsonString())!;

    private static string X(int length) => new('x', length);

    private static JsonObject Plain(string text) => new() { ["type"] = "plain_text", ["text"] = text };

    private static JsonObject With(JsonObject value, Action<JsonObject> change)
    {
        change(value);
        return value;
    }

    private static JsonObject Block(string type, Action<JsonObject> change) => With(new() { ["type"] = type }, change);

    private static JsonObject Section(JsonObject text) => new() { ["type"] = "section", ["text"] = text };

    private static JsonObject Actions(params JsonNode[] elements) => new() { ["type"] = "actions", ["elements"] = new JsonArray(elements) };

    private static JsonObject Button(Action<JsonObject> change) => With(new() { ["type"] = "button", ["text"] = Plain("a") }, change);

    private static JsonObject Confirm(string part, int length) =>
        With(new() { ["title"] = Plain("a"), ["text"] = Plain("a"), ["confirm"] = Plain("a"), ["deny"] = Plain("a") }, c => c[part] = Plain(X(length)));

    private static JsonObject Option(Action<JsonObject>? change = null) => With(new() { ["text"] = Plain("a"), ["value"] = "a" }, change ?? (_ => { }));

    private static JsonObject Select(params JsonNode[] options) => new() { ["type"] = "static_select", ["placeholder"] = Plain("a"), ["options"] = new JsonArray(options) };

    private static JsonObject Group(int options, string label) => new() { ["label"] = Plain(label), ["options"] = new JsonArray(Many(options, () => Option())) };

    private static JsonObject Grouped(int options, string label) => new() { ["type"] = "static_select", ["placeholder"] = Plain("a"), ["option_groups"] = new JsonArray(Group(options, label)) };

    private static JsonObject Choices(string type, int count) => new() { ["type"] = type, ["options"] = new JsonArray(Many(count, () => Option())) };

    private static JsonObject TextInput() => new() { ["type"] = "plain_text_input" };

    private static JsonObject Input(JsonObject element, Action<JsonObject> change) => With(new() { ["type"] = "input", ["label"] = Plain("a"), ["element"] = element }, change);

    private static JsonObject View(params JsonNode[] blocks) => new() { ["type"] = "modal", ["title"] = Plain("a"), ["submit"] = Plain("a"), ["blocks"] = new JsonArray(blocks) };

    private static JsonNode[] Many(int count, Func<JsonNode> one) => [.. Enumerable.Range(0, count).Select(_ => one())];
}

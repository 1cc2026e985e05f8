using System.Collections.Immutable;
using System.Text.Json;
using ChatOpsIncident.Edges.Slack.BlockKit;

namespace ChatOpsIncident.Contracts.Slack.BlockKit;

/// <summary>What comes back from buttons and forms is what went out, and nothing else is taken for ours.</summary>
public sealed class AnswerSpecs
{
    private static readonly ImmutableDictionary<string, string> Values = ImmutableDictionary<string, string>.Empty.Add("severity", "SEV2").Add("what", "ünï \"quoted\" <x> & 漢字");

    [Fact]
    public void A_button_brings_back_what_its_label_promised()
    {
        var read = ButtonValue.Read(new ButtonValue("declare", "S1", Values) { Room = "C1" }.Write(2000)).ShouldNotBeNull();
        (read.Word, read.Stream, read.Room).ShouldBe(("declare", "S1", "C1"));
        read.Values.OrderBy(v => v.Key).ShouldBe(Values.OrderBy(v => v.Key));
        ButtonValue.Read(new ButtonValue("help", null, ImmutableDictionary<string, string>.Empty).Write(2000)).ShouldNotBeNull().Stream.ShouldBeNull();
    }

    [Fact]
    public void Of_a_text_that_is_too_long_the_beginning_is_carried()
    {
        var written = new ButtonValue("report", null, Values.SetItem("what", string.Concat(Enumerable.Repeat("status page \"down\" ", 500)))).Write(2000).ShouldNotBeNull();
        written.Length.ShouldBeLessThanOrEqualTo(2000);
        var read = ButtonValue.Read(written).ShouldNotBeNull();
        read.Values["what"].ShouldStartWith("status page \"down\" status");
        read.Values["what"].Length.ShouldBeGreaterThan(500);
        read.Values["severity"].ShouldBe("SEV2");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"w\":7}")]
    [InlineData("{\"w\":\"declare\",\"v\":[1]")]
    public void What_is_not_ours_is_nothing(string? text) => ButtonValue.Read(text).ShouldBeNull();

    [Fact]
    public void Values_that_are_no_texts_are_left_out() =>
        ButtonValue.Read("{\"w\":\"declare\",\"v\":{\"a\":1,\"b\":\"x\",\"c\":null}}").ShouldNotBeNull().Values.ShouldBe([KeyValuePair.Create("b", "x")]);

    [Fact]
    public void Answers_come_by_the_names_of_their_fields_people_by_their_id_and_what_was_left_empty_is_not_there()
    {
        var values = JsonSerializer.Deserialize<JsonElement>("""
            {
              "in:what": {"in:what": {"type": "plain_text_input", "value": "  a mail\u0007 "}},
              "in:where": {"in:where": {"type": "plain_text_input", "value": null}},
              "in:feels": {"in:feels": {"type": "radio_buttons", "selected_option": {"value": "bad", "text": {"type": "plain_text", "text": "Bad"}}}},
              "in:sev": {"in:sev": {"type": "static_select", "selected_option": null}},
              "in:private": {"in:private": {"type": "checkboxes", "selected_options": [{"value": "true"}]}},
              "in:other": {"in:other": {"type": "checkboxes", "selected_options": []}},
              "in:who": {"in:who": {"type": "users_select", "selected_user": "U0ANA"}},
              "foreign": {"x": {"type": "plain_text_input", "value": "not ours"}},
              "odd": 7
            }
            """);
        ViewAnswers.Of(values).OrderBy(v => v.Key).Select(v => $"{v.Key}={v.Value}").ShouldBe(["feels=bad", "other=false", "private=true", "what=a mail", "who=slack:U0ANA"]);
        ViewAnswers.Of(default).ShouldBeEmpty();
    }

    [Fact]
    public void Filling_in_an_answer_is_no_click() =>
        ButtonValue.Of(JsonSerializer.SerializeToElement(new { type = "static_select", action_id = "in:sev", selected_option = new { value = "{\"w\":\"declare\"}" } })).ShouldBeNull();
}

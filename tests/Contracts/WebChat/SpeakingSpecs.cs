using System.Collections.Immutable;
using System.Net;
using System.Text.Json;
using ChatOpsIncident.Engine;
using ChatOpsIncident.Incidents.Cards;
using ChatOpsIncident.Incidents.Conversation;
using ChatOpsIncident.Incidents.Timeline;

namespace ChatOpsIncident.Contracts.WebChat;

/// <summary>What people say and press reaches the room or the engine, once.</summary>
public sealed class SpeakingSpecs : WebChatSpecs
{
    [Fact]
    public async Task The_lobby_waits_with_an_odd_mail_to_report_and_is_written_once()
    {
        await Restart();
        var finance = (await Host.Get("places/finance")).Json.GetProperty("messages").EnumerateArray().ToArray();
        finance.Length.ShouldBe(3);
        finance[2].GetProperty("author").GetString().ShouldBe("web:chi");
        Words(finance[2]).ShouldStartWith("Odd: a mail that says it is from Hollis Paper asks us to change their bank details");
    }

    [Fact]
    public async Task A_message_tried_again_under_its_id_stands_once()
    {
        for (var i = 0; i < 3; i++)
        {
            var answer = await Host.Post("places/general/say", new { request = Request(), text = "Is the lift back?" });
            (answer.Json.GetProperty("kind").GetString(), answer.Json.GetProperty("number").GetInt32()).ShouldBe(("posted", 4));
        }
        (await Host.Post("places/general/say", new { request = Request(), text = "Mine has the same id." }, "ben")).Json.GetProperty("number").GetInt32().ShouldBe(5);
        (await Texts("general")).TakeLast(2).ShouldBe(["Is the lift back?", "Mine has the same id."]);
    }

    [Fact]
    public async Task Forty_people_talking_at_once_lose_nothing()
    {
        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Host.Post("places/general/say", new { request = Request(i), text = $"line {i}" })));
        (await Texts("general")).Skip(3).Order().ShouldBe(Enumerable.Range(0, 40).Select(i => $"line {i}").Order());
    }

    [Fact]
    public async Task Control_characters_and_reordering_marks_are_taken_out()
    {
        await Host.Post("places/general/say", new { request = Request(), text = "a\u0000b\u001b[31mc\u202Ed\u2066e\n\tf" });
        (await Texts("general"))[^1].ShouldBe("ab[31mcde\n f");
    }

    [Fact]
    public async Task A_text_that_is_too_long_is_refused_with_what_to_do()
    {
        var answer = await Host.Post("places/general/say", new { request = Request(), text = new string('x', 40_001) });
        (answer.Status, answer.Says).ShouldBe((HttpStatusCode.BadRequest, "That is 40001 characters; a message takes 40000. Send it in parts."));
        (await Host.Post("places/general/say", new { request = Request(2), text = new string('x', 40_000) })).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task An_incident_command_goes_to_the_engine_with_its_room_and_mentions()
    {
        await Host.Post("places/finance/say", new { request = Request(), text = "/incident task @ben check the logs 15m with @Dana and @chi nguyen, mail@ana.example, @nobody" }, "chi");
        var slash = Host.Bot.Asked.ShouldHaveSingleItem().ShouldBeOfType<Slash>();
        (slash.Request, slash.Who.Id, slash.Room).ShouldBe(("chi.request-1", "web:chi", "finance"));
        slash.Text.ShouldBe("task <@web:ben> check the logs 15m with <@web:dana> and <@web:chi>, mail@ana.example, @nobody");
        (await Texts("finance")).Count.ShouldBe(3, "a command is not a message");
    }

    [Fact]
    public async Task A_command_tried_again_has_the_same_id_and_one_private_answer_that_only_its_author_sees_also_after_a_restart()
    {
        for (var i = 0; i < 2; i++) await Host.Post("places/finance/say", new { request = Request(), text = "/incident odd mail" });
        Host.Bot.Asked.Select(a => a.Request).Distinct().ShouldBe(["ana.request-1"]);
        await Restart();
        Answers(await Host.Get("places/finance")).ShouldBe(["Understood as Slash."]);
        Answers(await Host.Get("places/finance", "ben")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_refusal_carries_back_what_was_typed_and_what_to_do_instead()
    {
        Host.Bot.Answers = _ => new Told("There is no SEV7.", Refusal: true) { Instead = "/incident severity SEV2 because <@web:ben>", YourText = "severity SEV7" };
        var answer = (await Host.Post("places/finance/say", new { request = Request(), text = "/incident severity SEV7" })).Json.GetProperty("answer");
        answer.GetProperty("refusal").GetBoolean().ShouldBeTrue();
        answer.GetProperty("yourText").GetString().ShouldBe("/incident severity SEV7");
        answer.GetProperty("instead").GetString().ShouldBe("/incident severity SEV2 because @ben");
    }

    [Fact]
    public async Task Another_command_is_not_swallowed_and_can_become_a_report()
    {
        var answer = (await Host.Post("places/finance/say", new { request = Request(), text = "/remind me" })).Json.GetProperty("answer");
        answer.GetProperty("instead").GetString().ShouldBe("/incident remind me");
        Host.Bot.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_misspelt_command_is_shown_as_it_was_meant()
    {
        var answer = (await Host.Post("places/finance/say", new { request = Request(), text = "/inicdent INC-1 status" })).Json.GetProperty("answer");
        answer.GetProperty("instead").GetString().ShouldBe("/incident INC-1 status");
        Host.Bot.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_button_carries_its_word_incident_and_values_and_its_answer_replaces_the_one_before()
    {
        for (var i = 0; i < 2; i++)
            await Host.Post("places/finance/press", new { request = Request(i), word = "contained", stream = "01ABC", values = new { reason = "done", severity = "SEV2" } });
        var click = Host.Bot.Asked.First().ShouldBeOfType<Click>();
        (click.Word, click.Stream, click.Values["reason"], click.Values["severity"]).ShouldBe(("contained", "01ABC", "done", "SEV2"));
        Answers(await Host.Get("places/finance")).ShouldBe(["Understood as Click."]);
    }

    [Theory]
    [InlineData("no/such word", "01ABC")]
    [InlineData("contained", "../../etc")]
    [InlineData("", "01ABC")]
    public async Task A_button_that_is_not_ours_is_refused(string word, string stream)
    {
        var answer = await Host.Post("places/finance/press", new { request = Request(), word, stream });
        (answer.Status, answer.Says).ShouldBe((HttpStatusCode.BadRequest, "This button is not one of ours. Reload the page, or type /incident help."));
        Host.Bot.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_form_opens_is_sent_back_and_its_refusal_stays_in_the_dialog()
    {
        Host.Bot.Answers = inbound => inbound is Submit
            ? new Told("Say in a few words what you saw.", Refusal: true) { Field = "what" }
            : new Asked(new Form("report", null, "Report something", [new TextField("what", "What?") { Required = true, Value = "by <@web:ben>" }, new PersonField("who", "Who?")], "Report"));
        var form = (await Host.Post("places/finance/say", new { request = Request(), text = "/incident" })).Json.GetProperty("form");
        form.GetProperty("fields")[0].GetProperty("value").GetString().ShouldBe("by @ben");
        form.GetProperty("fields")[1].GetProperty("kind").GetString().ShouldBe("person");
        var answer = (await Host.Post("places/finance/submit", new { request = Request(2), word = "report", values = new { what = "" } })).Json.GetProperty("answer");
        answer.GetProperty("field").GetString().ShouldBe("what");
        Answers(await Host.Get("places/finance")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Report_as_incident_takes_the_message_along()
    {
        await Host.Post("places/finance/messages/3/act", new { request = Request(), word = "report" });
        var on = Host.Bot.Asked.ShouldHaveSingleItem().ShouldBeOfType<OnMessage>();
        (on.Word, on.Message.Reference, on.Message.Author).ShouldBe(("report", "finance:3", new Person("web:chi")));
        on.Message.Text.ShouldStartWith("Odd: a mail");
        on.Message.Link!.AbsoluteUri.ShouldEndWith("/#/finance/3");
        (await Host.Post("places/finance/messages/99/act", new { request = Request(2), word = "report" })).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task While_the_store_is_away_nothing_is_stored_and_the_answer_says_try_again()
    {
        Host.Store.Away = true;
        foreach (var text in new[] { "hello", "/incident odd mail" })
        {
            var answer = await Host.Post("places/general/say", new { request = Request(), text });
            (answer.Status, answer.Says).ShouldBe((HttpStatusCode.ServiceUnavailable, "Not stored, try again. The disk is full. Make room; nothing was stored."));
        }
        Host.Store.Away = false;
        await Host.Post("places/general/say", new { request = Request(), text = "hello" });
        (await Texts("general")).Count(t => t == "hello").ShouldBe(1);
    }

    [Fact]
    public async Task A_card_is_drawn_with_people_and_times_as_links_and_words_of_people_as_words()
    {
        Host.Bot.Answers = _ => new Told("", new Card("one card", new TextBlock($"{new Person("web:ben")} at {new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero)}: {"<b>*x*</b>":quote}")));
        var card = (await Host.Post("places/finance/say", new { request = Request(), text = "/incident status" })).Json.GetProperty("answer").GetProperty("card");
        var text = card.GetProperty("body")[0].GetProperty("text").GetString()!;
        text.ShouldStartWith("[Ben Okafor](#/person/web:ben) at [23 Nov 12:00 UTC](#/time/2026-11-23T12:00:00Z): ");
        text.ShouldNotContain("<b>");
        text.ShouldContain("\\*x\\*");
    }

    private static string Words(JsonElement message) => string.Concat(message.GetProperty("text").EnumerateArray().Where(r => r.ValueKind == JsonValueKind.String));

    private static ImmutableArray<string> Answers(Answer place) => [.. place.Json.GetProperty("answers").EnumerateArray().Select(Words)];

    private async Task<List<string>> Texts(string place) => [.. (await Host.Get($"places/{place}")).Json.GetProperty("messages").EnumerateArray().Select(Words)];
}

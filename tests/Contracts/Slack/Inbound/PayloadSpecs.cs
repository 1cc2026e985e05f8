using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOpsIncident.Edges.Slack.Inbound;
using ChatOpsIncident.Engine;
using ChatOpsIncident.Incidents.Timeline;

namespace ChatOpsIncident.Contracts.Slack.Inbound;

/// <summary>What published payloads mean to us; none of them is a fault.</summary>
public sealed class PayloadSpecs
{
    private static readonly Person W111 = new("slack:W111");

    [Fact]
    public void A_command_is_what_was_typed_where_by_whom()
    {
        var acts = Read(DeliveredAs.Command, Published.Json("inbound/slash_command.json").At("fields")!.Value).ShouldBeOfType<Acts>();
        acts.Inbound.ShouldBe(new Slash("command.111.111.xxx", W111, "C111", "Hi") { RoomName = "random" });
        acts.From.ShouldBe(new Origin(Way.Command) { Trigger = "111.111.xxx", ResponseUrl = new("https://hooks.slack.com/commands/T111/111/xxxxx"), Channel = "C111", Inputs = acts.From.Inputs });
    }

    [Fact]
    public void A_command_in_a_direct_conversation_is_in_no_room() =>
        Read(DeliveredAs.Command, Json("""{"user_id":"U1","channel_id":"D1","text":"list","trigger_id":"1.2"}""")).ShouldBeOfType<Acts>().Inbound.Room.ShouldBeNull();

    [Fact]
    public void The_same_command_without_an_id_of_its_own_has_the_same_id_again_and_another_has_another()
    {
        Request("""{"user_id":"U1","channel_id":"C1","text":"list"}""").ShouldBe(Request("""{"text":"list","channel_id":"C1","user_id":"U1"}"""));
        Request("""{"user_id":"U1","channel_id":"C1","text":"list"}""").ShouldNotBe(Request("""{"user_id":"U1","channel_id":"C1","text":"lists"}"""));

        static string Request(string command) => Read(DeliveredAs.Command, Json(command)).ShouldBeOfType<Acts>().Inbound.Request;
    }

    [Fact]
    public void A_message_shortcut_takes_the_message_along_with_author_time_and_link()
    {
        var action = JsonNode.Parse(Published.Text("inbound/message_action.json"))!;
        Read(DeliveredAs.Interaction, Json(action.ToJsonString())).ShouldBeOfType<Nothing>("the name is not ours");
        action["callback_id"] = "report_message";
        var acts = Read(DeliveredAs.Interaction, Json(action.ToJsonString())).ShouldBeOfType<Acts>();
        var on = acts.Inbound.ShouldBeOfType<OnMessage>();
        on.Message.Files.ShouldBeEmpty();
        (on with { Message = on.Message with { Files = [] } }).ShouldBe(new OnMessage("message.111.222.xxx", W111, "C111", "report", new CapturedMessage(
            "C111/1583636382.000300", W111, new DateTimeOffset(2020, 3, 8, 2, 59, 42, TimeSpan.Zero).AddTicks(3000), "@name of slack:W222 test",
            new Uri("https://test-test.slack.com/archives/C111/p1583636382000300")))
        { RoomName = "dev" });
        acts.From.Way.ShouldBe(Way.OnMessage);
    }

    [Theory]
    [InlineData("""{"type":"channel_rename","channel":{"id":"C1","name":"mail-fraud","created":1}}""", "Renames { Name = mail-fraud }", null)]
    [InlineData("""{"type":"group_archive","channel":"G1","user":"U1"}""", "Closes { }", "slack:U1")]
    [InlineData("""{"type":"channel_unarchive","channel":"C1","user":"U1"}""", "OpensAgain { }", "slack:U1")]
    [InlineData("""{"type":"member_left_channel","channel":"C1","user":"U1"}""", "Leaves { Person = slack:U1 }", "slack:U1")]
    [InlineData("""{"type":"member_joined_channel","channel":"C1","user":"U1","inviter":"U2"}""", "Enters { Person = slack:U1 }", "slack:U2")]
    [InlineData("""{"type":"message","subtype":"channel_topic","channel":"C1","channel_type":"channel","user":"U1","topic":"Bridge: 1"}""", "SetsTopic { Topic = Bridge: 1 }", "slack:U1")]
    [InlineData("""{"type":"message","subtype":"message_deleted","channel":"C1","channel_type":"channel","deleted_ts":"1.000200","previous_message":{"bot_id":"B1"}}""", "Deletes { Message = C1/1.000200, Card =  }", null)]
    public void What_people_do_to_a_channel_by_hand_is_understood(string happened, string hand, string? who)
    {
        var by = Read(DeliveredAs.Event, Json($$"""{"type":"event_callback","event_id":"Ev1","event":{{happened}}}""")).ShouldBeOfType<Touches>().By;
        by.Hand.ToString().ShouldBe(hand);
        by.Who?.Id.ShouldBe(who);
        by.Request.ShouldBe("event.Ev1");
    }

    [Fact]
    public void A_message_of_a_bot_has_no_author_and_one_without_words_says_what_it_carries()
    {
        var acts = Read(DeliveredAs.Interaction, Json("""
            {"type":"message_action","callback_id":"save_message","trigger_id":"1.2","user":{"id":"U1"},"channel":{"id":"C1"},"message_ts":"1.000001",
             "message":{"bot_id":"B1","user":"U9","text":"","files":[{"name":"mail.eml"},{"title":"screen"}]}}
            """)).ShouldBeOfType<Acts>();
        var message = acts.Inbound.ShouldBeOfType<OnMessage>().Message;
        (acts.Inbound.ShouldBeOfType<OnMessage>().Word, message.Author, message.Text).ShouldBe(("evidence", null, "(a message without words: mail.eml, screen)"));
    }

    [Fact]
    public void The_shortcut_that_is_everywhere_asks_for_the_report_form()
    {
        var shortcut = JsonNode.Parse(Published.Text("inbound/shortcut_global.json"))!;
        shortcut["callback_id"] = "report";
        var acts = Read(DeliveredAs.Interaction, Json(shortcut.ToJsonString())).ShouldBeOfType<Acts>();
        var click = acts.Inbound.ShouldBeOfType<Click>();
        (click.Request, click.Who, click.Room, click.Word, click.Stream, click.Values.Count).ShouldBe(("shortcut.111.111.xxxxxx", W111, null, "report", null, 0));
        (acts.From.Trigger, acts.From.ResponseUrl).ShouldBe(("111.111.xxxxxx", null));
    }

    [Fact]
    public void Opening_the_home_and_writing_to_the_bot_are_understood()
    {
        Read(DeliveredAs.Event, Published.Json("inbound/event_app_home_opened.json")).ShouldBe(new OpensHome(new("slack:U123ABC456")));
        Read(DeliveredAs.Event, Published.Json("inbound/event_app_mention.json"))
            .ShouldBe(new SpeaksToBot(new("slack:W222"), "C111", "<@slack:W111> Hi there!", "event.Ev111", null));
        var direct = Published.Text("inbound/event_message.json").Replace("\"channel_type\": \"channel\"", "\"channel_type\": \"im\"", StringComparison.Ordinal);
        Read(DeliveredAs.Event, Json(direct)).ShouldBe(new SpeaksToBot(W111, "C111", "Hello World!", "event.Ev111", null));
    }

    [Fact]
    public void A_pin_and_the_reaction_of_a_pin_point_at_a_message_and_other_reactions_mean_nothing()
    {
        var pinned = Read(DeliveredAs.Event, Published.Json("inbound/event_pin_added.json")).ShouldBeOfType<Points>();
        (pinned.Who.Id, pinned.Channel, pinned.Ts, pinned.Request, pinned.Takes).ShouldBe(("slack:U123ABC456", "C02ELGNBH", "1360782800.000001", "event.Ev123ABC456", true));
        pinned.Message!.Value.GetProperty("text").GetString().ShouldBe("hi");
        var reaction = Published.Text("inbound/event_reaction_added.json");
        Read(DeliveredAs.Event, Json(reaction)).ShouldBeOfType<Nothing>("hearts are hearts");
        var reacted = Read(DeliveredAs.Event, Json(reaction.Replace("heart_eyes", "pushpin", StringComparison.Ordinal).Replace("reaction_added", "reaction_removed", StringComparison.Ordinal))).ShouldBeOfType<Points>();
        (reacted.Ts, reacted.Message, reacted.Takes).ShouldBe(("1599529504.000400", null, false));
    }

    [Theory]
    [InlineData("app_uninstalled")]
    [InlineData("tokens_revoked")]
    public void Being_taken_away_is_understood(string type) =>
        Read(DeliveredAs.Event, Json($$$"""{"type":"event_callback","event_id":"Ev1","event":{"type":"{{{type}}}"}}""")).ShouldBeOfType<TurnedOff>();

    [Theory]
    [InlineData("inbound/event_message.json")]
    [InlineData("inbound/event_message_bot.json")]
    [InlineData("inbound/event_message_changed.json")]
    [InlineData("inbound/event_message_deleted.json")]
    [InlineData("inbound/event_message_thread_broadcast.json")]
    [InlineData("inbound/event_message_file_share.json")]
    public void What_people_write_among_themselves_is_not_ours(string file) => Read(DeliveredAs.Event, Published.Json(file)).ShouldBeOfType<Nothing>();

    [Fact]
    public void What_bots_write_to_us_is_not_answered_our_own_messages_among_it() =>
        Read(DeliveredAs.Event, Json(Published.Text("inbound/event_message_bot.json").Replace("\"channel_type\": \"channel\"", "\"channel_type\": \"im\"", StringComparison.Ordinal)))
            .ShouldBeOfType<Nothing>();

    [Fact]
    public void A_menu_that_asks_for_choices_gets_none_at_once() =>
        Read(DeliveredAs.Interaction, Published.Json("inbound/block_suggestion.json")).ShouldBeOfType<Nothing>().Answer!.ToJsonString().ShouldBe("{\"options\":[]}");

    [Fact]
    public void No_published_payload_is_a_fault_whichever_way_it_comes()
    {
        foreach (var file in new[] { "inbound", "shapes/events", "shapes/interactive", "socket_mode" }.SelectMany(Published.In))
        {
            foreach (var way in Enum.GetValues<DeliveredAs>())
            {
                var json = Published.Json(file);
                Read(way, json).ShouldNotBeNull(file);
                if (json.At("payload") is { } payload) Read(way, payload).ShouldNotBeNull(file);
            }
        }
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"type":"message_action","callback_id":"report_message","user":"U1","channel":[],"message":7}""")]
    [InlineData("""{"type":"message_action","callback_id":"report_message","user":{"id":"U1"},"channel":{"id":"C1"},"message_ts":"99999999999999999999","message":{}}""")]
    [InlineData("""{"type":"shortcut","callback_id":"report","user":{"id":"U1> <!channel"}}""")]
    [InlineData("""{"type":"event_callback","event_id":"E","event":{"type":["app_mention"],"user":{}}}""")]
    [InlineData("""{"type":"event_callback","event_id":"E","event":{"type":"app_mention","user":"U1","channel":"../C1"}}""")]
    [InlineData("""{"user_id":"U1'--","text":"x"}""")]
    public void What_no_Slack_would_send_means_nothing(string payload)
    {
        foreach (var way in Enum.GetValues<DeliveredAs>()) Read(way, Json(payload)).ShouldBeOfType<Nothing>();
    }

    private static Meant Read(DeliveredAs way, JsonElement payload) => Payloads.Read(new(way, payload, DateTimeOffset.UnixEpoch), p => $"name of {p.Id}");

    private static JsonElement Json(string text) => JsonSerializer.Deserialize<JsonElement>(text);
}

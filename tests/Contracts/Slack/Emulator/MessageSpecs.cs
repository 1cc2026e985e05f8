using System.Text.Json.Nodes;

namespace ChatOpsIncident.Contracts.Slack.Emulator;

/// <summary>Posts, changes, pins, as Slack keeps them.</summary>
public sealed class MessageSpecs : EmulatorSpecs
{
    [Fact]
    public async Task A_message_is_posted_changed_and_pinned_once()
    {
        var channel = await NewChannel();
        var posted = await Call("chat.postMessage", ("channel", channel), ("text", "SEV2"), ("blocks", Section("*SEV2*")));
        var ts = posted["ts"]!.ToString();
        (await Call("chat.update", ("channel", channel), ("ts", ts), ("text", "SEV1"), ("blocks", Section("*SEV1*"))))["ok"]!.GetValue<bool>().ShouldBeTrue();
        await Call("pins.add", ("channel", channel), ("timestamp", ts));
        (await Error("pins.add", ("channel", channel), ("timestamp", ts))).ShouldBe("already_pinned");

        var seen = Slack.Screen(channel).Single();
        (seen.Ts, seen.Text, seen.Shown, seen.Updates).ShouldBe((ts, "SEV1", "*SEV1*", 1));
        Slack.Channel(channel)!.Pins.ShouldBe([ts]);
        Slack.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_timestamp_of_a_channel_is_later_than_the_one_before()
    {
        var channel = await NewChannel();
        Slack.Rates.On = false;
        for (var i = 0; i < 20; i++) await Post(channel, "again");
        var all = Slack.Screen(channel).Select(m => m.Ts).ToList();
        all.ShouldBe(all.Order(StringComparer.Ordinal));
        all.Distinct().Count().ShouldBe(20);
    }

    [Fact]
    public async Task A_change_without_blocks_takes_them_away_and_is_a_violation()
    {
        var channel = await NewChannel();
        var ts = (await Call("chat.postMessage", ("channel", channel), ("text", "a"), ("blocks", Section("a"))))["ts"]!.ToString();
        await Call("chat.update", ("channel", channel), ("ts", ts), ("text", "b"));
        Slack.Screen(channel).Single().Blocks.ShouldBeNull();
        Slack.Violations.ShouldHaveSingleItem().ShouldContain("text and blocks together");
    }

    [Fact]
    public async Task Somebody_elses_message_is_not_changed_and_a_removed_one_is_not_found()
    {
        var channel = await NewChannel();
        await Call("conversations.invite", ("channel", channel), ("users", "U0ANA"));
        await Slack.As("U0ANA").Says("hello", channel);
        var hers = Slack.Screen(channel).Single().Ts;
        (await Error("chat.update", ("channel", channel), ("ts", hers), ("text", "x"))).ShouldBe("cant_update_message");
        (await Error("chat.delete", ("channel", channel), ("ts", hers))).ShouldBe("cant_delete_message");
        await Slack.As("U0ANA").Deletes(Slack.Screen(channel).Single());
        (await Error("chat.update", ("channel", channel), ("ts", hers), ("text", "x"))).ShouldBe("message_not_found");
    }

    [Fact]
    public async Task A_long_text_without_blocks_becomes_several_messages()
    {
        var channel = await NewChannel();
        await Post(channel, new string('x', 9_000));
        Slack.Screen(channel).Select(m => m.Text.Length).ShouldBe([4_000, 4_000, 1_000]);
    }

    [Fact]
    public async Task Metadata_comes_back_whole_only_when_asked_for_and_a_dot_in_its_type_loses_it()
    {
        var channel = await NewChannel();
        var metadata = new JsonObject { ["event_type"] = "incident_message", ["event_payload"] = new JsonObject { ["key"] = "home" } };
        await Call("chat.postMessage", ("channel", channel), ("text", "a"), ("metadata", metadata.ToJsonString()));
        metadata["event_type"] = "incident.message";
        await Call("chat.postMessage", ("channel", channel), ("text", "b"), ("metadata", metadata.ToJsonString()));

        var all = await Call("conversations.history", ("channel", channel), ("include_all_metadata", "true"));
        all["messages"]![0]!["metadata"].ShouldBeNull();
        all["messages"]![1]!["metadata"]!["event_payload"]!["key"]!.ToString().ShouldBe("home");
        (await Call("conversations.history", ("channel", channel)))["messages"]![1]!["metadata"]!.AsObject().ShouldNotContainKey("event_payload");
        Slack.Violations.ShouldHaveSingleItem().ShouldContain("dropped in silence");
    }

    [Fact]
    public async Task What_only_one_person_sees_needs_them_in_the_channel_and_is_not_in_its_history()
    {
        var channel = await NewChannel();
        (await Error("chat.postEphemeral", ("channel", channel), ("user", "U0BEN"), ("text", "psst"))).ShouldBe("user_not_in_channel");
        await Call("conversations.invite", ("channel", channel), ("users", "U0BEN"));
        await Call("chat.postEphemeral", ("channel", channel), ("user", "U0BEN"), ("text", "psst"));
        Slack.SeenOnlyBy("U0BEN").Single().Text.ShouldBe("psst");
        Slack.SeenOnlyBy("U0ANA").ShouldBeEmpty();
        Slack.Screen(channel).ShouldBeEmpty();
    }

    [Fact]
    public async Task Wrong_blocks_are_refused_with_the_place_and_count_as_a_violation()
    {
        var channel = await NewChannel();
        var answer = await Call("chat.postMessage", ("channel", channel), ("text", "a"), ("blocks", Section(new string('x', 3_001))));
        answer["error"]!.ToString().ShouldBe("invalid_blocks");
        answer["response_metadata"]!["messages"]![0]!.ToString().ShouldBe("[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]");
        Slack.Violations.ShouldHaveSingleItem();
        Slack.Screen(channel).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_message_to_a_person_opens_their_direct_message()
    {
        await Post("U0ANA", "hello");
        Slack.DirectOf("U0ANA").Single().Text.ShouldBe("hello");
        Slack.DirectOf("U0BEN").ShouldBeEmpty();
        (await Error("chat.postMessage", ("channel", "U0NOBODY"), ("text", "hello"))).ShouldBe("user_not_found");
    }

    [Fact]
    public async Task Nothing_is_posted_where_the_bot_is_not_or_what_is_archived()
    {
        Slack.Add("random", secret: false, "U0ANA");
        Slack.Add("board", secret: true, "U0ANA");
        (await Error("chat.postMessage", ("channel", Slack.Channel("random")!.Id), ("text", "a"))).ShouldBe("not_in_channel");
        (await Error("chat.postMessage", ("channel", Slack.Channel("board")!.Id), ("text", "a"))).ShouldBe("channel_not_found");
        var channel = await NewChannel();
        await Call("conversations.archive", ("channel", channel));
        (await Error("chat.postMessage", ("channel", channel), ("text", "a"))).ShouldBe("is_archived");
    }
}

using System.Collections.Immutable;
using ChatOpsIncident.Emulators.Slack.Web;
using ChatOpsIncident.Engine;
using ChatOpsIncident.Incidents.Cards;
using ChatOpsIncident.Incidents.Conversation;
using ChatOpsIncident.Incidents.Timeline;
using ChatOpsIncident.Storage.Sqlite;
using static ChatOpsIncident.Contracts.Slack.SlackWorld;

namespace ChatOpsIncident.Contracts.Slack.Chat;

/// <summary>Messages on Slack: posted once for a key, found by it, kept current, and never a ping that nobody asked for.</summary>
public sealed class MessageSpecs
{
    private static readonly DateTimeOffset Begin = DateTimeOffset.UtcNow;

    private static ChatMessage Card(string words) => new(words, new Card([new TextBlock(words)], [new Press("Do it", "note", "STREAM", ImmutableDictionary<string, string>.Empty)], words), []);

    private static async Task<(SlackWorld World, ToRoom Room)> InRoom()
    {
        var world = await Start();
        return (world, new(await world.Chat.OpenRoom("k", new("STREAM", "inc-42", "INC-42", false, [Ana]) { Since = Begin })));
    }

    [Fact]
    public async Task A_card_is_posted_found_changed_pinned_and_taken_away()
    {
        var (world, room) = await InRoom();
        await using var _ = world;
        (await world.Chat.Find("STREAM.card.home", room, Begin)).ShouldBeEmpty();
        var card = await world.Chat.Post("STREAM.card.home", room, Card("reported"));
        (await world.Chat.Find("STREAM.card.home", room, Begin)).ShouldBe([card]);
        (await world.Chat.Find("STREAM.card.other", room, Begin)).ShouldBeEmpty();
        await world.Chat.Update(card, Card("declared"));
        await world.Chat.Pin(card);
        await world.Chat.Pin(card);
        world.Slack.Screen(room.Room).ShouldHaveSingleItem().ShouldSatisfyAllConditions(m => m.Shown.ShouldContain("declared"), m => m.Text.ShouldBe("declared"), m => m.Buttons.ShouldBe(["Do it"]));
        world.Slack.Channel(room.Room).ShouldNotBeNull().Pins.ShouldHaveSingleItem();
        (await world.Chat.Find("STREAM.card.home", room, Begin)).ShouldBe([card], "a change keeps its key");
        await world.Chat.Remove(card);
        await world.Chat.Remove(card);
        world.Slack.Screen(room.Room).ShouldBeEmpty();
        world.Slack.Violations.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(FaultKind.Reset)]
    [InlineData(FaultKind.Http500)]
    [InlineData(FaultKind.FatalError)]
    [InlineData(FaultKind.InternalError)]
    [InlineData(FaultKind.TruncatedJson)]
    public async Task A_message_whose_answer_was_lost_is_found_by_its_key(FaultKind fault)
    {
        var (world, room) = await InRoom();
        await using var _ = world;
        world.Slack.PageCap = 1;
        for (var i = 0; i < 2; i++) await world.Chat.Post($"other.{i}", room, Card("other"));
        world.Slack.Faults.Add("chat.postMessage", fault, afterEffect: true);
        await Should.ThrowAsync<ChatMaybeDoneException>(() => world.Chat.Post("STREAM.m.1", room, Card("lost")));
        var found = (await world.Chat.Find("STREAM.m.1", room, Begin)).ShouldHaveSingleItem();
        world.Slack.Screen(room.Room).Single(m => m.Text == "lost").Reference.ShouldBe(found);
        world.Slack.Faults.Add("chat.postMessage", fault, afterEffect: false);
        await Should.ThrowAsync<ChatMaybeDoneException>(() => world.Chat.Post("STREAM.m.2", room, Card("never")));
        (await world.Chat.Find("STREAM.m.2", room, Begin)).ShouldBeEmpty();
        world.Slack.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task Doubles_are_found_oldest_first_and_older_ones_than_the_first_try_are_not_looked_at()
    {
        var (world, room) = await InRoom();
        await using var _ = world;
        var (first, second) = (await world.Chat.Post("STREAM.m.1", room, Card("one")), await world.Chat.Post("STREAM.m.1", room, Card("two")));
        (await world.Chat.Find("STREAM.m.1", room, Begin)).ShouldBe([first, second]);
        (await world.Chat.Find("STREAM.m.1", room, DateTimeOffset.UtcNow.AddMinutes(3))).ShouldBeEmpty();
        world.Slack.Calls[^1].Arguments["oldest"].ShouldEndWith(".000000");
        world.Slack.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_card_that_somebody_deleted_is_gone_and_says_so()
    {
        var (world, room) = await InRoom();
        await using var _ = world;
        var card = await world.Chat.Post("k1", room, Card("x"));
        await world.Chat.Remove(card);
        await Should.ThrowAsync<ChatGoneException>(() => world.Chat.Update(card, Card("y")));
        await Should.ThrowAsync<ChatGoneException>(() => world.Chat.Pin(card));
        await Should.ThrowAsync<ChatGoneException>(() => world.Chat.Update("web:1", Card("y")));
    }

    [Fact]
    public async Task A_place_that_takes_nothing_any_more_is_not_asked_again_and_again()
    {
        var (world, room) = await InRoom();
        await using var _ = world;
        await world.Chat.Archive(room.Room);
        await Should.ThrowAsync<ChatRefusedException>(() => world.Chat.Post("k1", room, Card("x")));
        (await world.Chat.Find("k1", room, Begin)).ShouldBeEmpty();
        await Should.ThrowAsync<ChatRefusedException>(() => world.Chat.Post("k1", new ToRoom("C0NOWHERE"), Card("x")));
        await Should.ThrowAsync<ChatRefusedException>(() => world.Chat.Post("k1", new ToPerson(new("slack:U0NOBODY")), Card("x")));
        await Should.ThrowAsync<ChatRefusedException>(() => world.Chat.Post("k1", new ToPerson(new("web:zoe")), Card("x")));
    }

    [Fact]
    public async Task A_direct_message_goes_to_that_person_and_is_found_there()
    {
        await using var world = await Start();
        var message = await world.Chat.Post("STREAM.m.1", new ToPerson(Ben), new("You are on call.", null, [Ben]));
        await world.Chat.Post("STREAM.m.2", new ToPerson(Ben), new("Again.", null, [Ben]));
        (await world.Chat.Find("STREAM.m.1", new ToPerson(Ben), Begin)).ShouldBe([message]);
        (await world.Chat.Find("STREAM.m.1", new ToPerson(Ana), Begin)).ShouldBeEmpty();
        world.Methods.Count(m => m == "conversations.open").ShouldBe(2, "once for each person");
        world.Slack.DirectOf("U0BEN").Count.ShouldBe(2);
        world.Slack.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task Only_who_is_asked_for_is_mentioned_and_nothing_that_somebody_typed_mentions_anybody()
    {
        var (world, room) = await InRoom();
        await using var _ = world;
        await world.Chat.Post("k1", room, new($"{Ana} asks {Ben}: {new Text("<!channel> <@U0CHI> @here"):quote}", null, [Ben]));
        var blocks = world.Slack.Screen(room.Room).ShouldHaveSingleItem().Blocks!.ToJsonString().Replace("\\u003C", "<", StringComparison.Ordinal).Replace("\\u003E", ">", StringComparison.Ordinal);
        blocks.ShouldContain("Ana Ruiz asks <@U0BEN>");
        blocks.ShouldNotContain("<!channel>");
        blocks.ShouldNotContain("<@U0CHI>");
        world.Slack.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_incident_in_a_text_is_a_way_to_its_channel()
    {
        var (world, room) = await InRoom();
        await using var _ = world;
        await world.Chat.Post("k1", new ToPerson(Ana), new($"See {new ToIncident("STREAM", "#inc-42")} and {new ToIncident("OTHER", "#inc-7")}", null, []));
        world.Slack.DirectOf("U0ANA").ShouldHaveSingleItem().Shown.ShouldContain(room.Room);
        world.Slack.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task Removed_from_a_public_channel_we_come_back()
    {
        var (world, room) = await InRoom();
        await using var _ = world;
        await world.Api.Call("conversations.leave", new() { { "channel", room.Room } });
        await world.Chat.Post("k1", room, Card("still here"));
        world.Slack.Screen(room.Room).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Blocks_that_Slack_should_not_take_keep_no_words_back()
    {
        await using var slack = await SlackStub.Start(c => c.Method switch
        {
            "chat.postMessage" when c.Fields.ContainsKey("blocks") => StubAnswer.Error("invalid_blocks"),
            "chat.postMessage" => StubAnswer.Ok(new { ts = "1.000001" }),
            _ => StubAnswer.Ok(),
        });
        using var folder = new TemporaryFolder();
        await using var store = SqliteStore.Open($"Data Source={folder.File("store.db")}");
        var api = slack.Api();
        var (self, links) = (new Edges.Slack.SlackSelf(api), new Edges.Slack.SlackLinks(store, TimeProvider.System));
        var people = new Edges.Slack.People.SlackDirectory(api, self, TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger<Edges.Slack.People.SlackDirectory>.Instance);
        var chat = new Edges.Slack.SlackChat(api, self, links, new(people, links), Microsoft.Extensions.Logging.Abstractions.NullLogger<Edges.Slack.SlackChat>.Instance);
        (await chat.Post("k", new ToRoom("C1"), Card("words"))).ShouldBe("C1/1.000001");
        slack.Calls.Last().Fields["text"].ShouldBe("words");
    }
}

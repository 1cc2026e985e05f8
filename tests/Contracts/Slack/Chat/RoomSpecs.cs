using ChatOpsIncident.Emulators.Slack.State;
using ChatOpsIncident.Emulators.Slack.Web;
using ChatOpsIncident.Engine;
using ChatOpsIncident.Incidents.Conversation;
using static ChatOpsIncident.Contracts.Slack.SlackWorld;

namespace ChatOpsIncident.Contracts.Slack.Chat;

/// <summary>Rooms on Slack: one for a key, whatever goes wrong on the way.</summary>
public sealed class RoomSpecs
{
    private static RoomToOpen Room(string name = "inc-42-finance-mail", bool isPrivate = false) => new("STREAM", name, "INC-42", isPrivate, [Ana]) { Since = DateTimeOffset.UtcNow };

    [Fact]
    public async Task A_room_opens_with_one_call()
    {
        await using var world = await Start();
        var room = await world.Chat.OpenRoom("STREAM.room.1", Room());
        world.Methods.ShouldBe(["conversations.create"]);
        world.Slack.Channel(room).ShouldNotBeNull().Name.ShouldBe("inc-42-finance-mail");
        world.Slack.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_private_incident_has_a_private_channel()
    {
        await using var world = await Start();
        world.Slack.Channel(await world.Chat.OpenRoom("STREAM.room.1", Room("inc-42", isPrivate: true))).ShouldNotBeNull().Private.ShouldBeTrue();
        world.Slack.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_room_that_is_left_is_emptied_of_what_the_bot_said_and_says_nothing_any_more()
    {
        await using var world = await Start();
        var room = await world.Chat.OpenRoom("STREAM.room.1", Room());
        var (home, _) = (await world.Chat.Post("k1", new ToRoom(room), new("Home", null, [])), await world.Chat.Post("k2", new ToRoom(room), new("Finance got a mail", null, [])));
        await world.Slack.As("U0CHI").Joins(room);
        await world.Slack.As("U0CHI").Says("I saw it too", room);
        await world.Chat.Empty(room, home);
        await world.Chat.Rename(room, "inc-42-moved");
        await world.Chat.Rename(room, "inc-42-moved");
        world.Slack.Screen(room).Select(m => m.Text).ShouldBe(["Home", "I saw it too"]);
        world.Slack.Channel(room)!.Name.ShouldBe("inc-42-moved");
        await world.Chat.Archive(room);
        (await world.Chat.FindRoom("STREAM.room.1", Room() with { IsLeft = true })).ShouldBeEmpty();
        world.Slack.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task Somebody_is_taken_out_of_a_room_once_or_more_often()
    {
        await using var world = await Start();
        var room = await world.Chat.OpenRoom("STREAM.room.1", Room(isPrivate: true));
        await world.Chat.Invite(room, [Chi]);
        await world.Chat.TakeOut(room, Chi);
        await world.Chat.TakeOut(room, Chi);
        world.Slack.Channel(room)!.Members.ShouldNotContain("U0CHI");
        world.Slack.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task Where_the_scope_to_take_people_out_is_missing_the_port_says_that_it_is_not_allowed()
    {
        await using var world = await Start();
        var room = await world.Chat.OpenRoom("STREAM.room.1", Room(isPrivate: true));
        await world.Chat.Invite(room, [Chi]);
        world.Slack.Installed.Scopes.RemoveWhere(s => s.StartsWith("groups:write", StringComparison.Ordinal));
        await Should.ThrowAsync<ChatForbiddenException>(() => world.Chat.TakeOut(room, Chi));
        world.Slack.Channel(room)!.Members.ShouldContain("U0CHI");
    }

    [Fact]
    public async Task A_bookmark_leads_to_a_card_and_follows_it()
    {
        await using var world = await Start();
        var room = await world.Chat.OpenRoom("STREAM.room.1", Room());
        var (first, second) = (await world.Chat.Post("k1", new ToRoom(room), new("Home", null, [])), await world.Chat.Post("k2", new ToRoom(room), new("Home again", null, [])));
        await world.Chat.Bookmark(room, "Where it stands", first);
        await world.Chat.Bookmark(room, "Where it stands", first);
        await world.Chat.Bookmark(room, "Where it stands", second);
        var bookmark = world.Slack.Channel(room)!.Bookmarks.ShouldHaveSingleItem();
        bookmark.Title.ShouldBe("Where it stands");
        bookmark.Link.ShouldNotBeNull().ShouldContain(second.Split('/')[1].Replace(".", "", StringComparison.Ordinal));
        world.Slack.Violations.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("INC 42: Größe & Co", "inc-42-gr-e-co")]
    [InlineData("---", "incident")]
    public async Task Whatever_it_is_to_be_called_the_name_is_one_that_Slack_takes(string wanted, string name)
    {
        await using var world = await Start();
        world.Slack.Channel(await world.Chat.OpenRoom("k", Room(wanted))).ShouldNotBeNull().Name.ShouldBe(name);
        world.Slack.Channel(await world.Chat.OpenRoom("k2", Room(wanted + new string('x', 200)))).ShouldNotBeNull().Name.Length.ShouldBe(80);
        world.Slack.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_name_that_somebody_has_already_gets_a_number_and_that_channel_is_left_alone()
    {
        await using var world = await Start();
        world.Slack.Add("inc-42-finance-mail", true, "U0CHI");
        var room = await world.Chat.OpenRoom("STREAM.room.1", Room());
        world.Slack.Channel(room).ShouldNotBeNull().Name.ShouldBe("inc-42-finance-mail-2");
        (await world.Chat.FindRoom("STREAM.room.1", Room())).ShouldBe([room]);
        world.Slack.Violations.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(FaultKind.Reset)]
    [InlineData(FaultKind.Http500)]
    [InlineData(FaultKind.FatalError)]
    [InlineData(FaultKind.TruncatedJson)]
    [InlineData(FaultKind.Html)]
    public async Task A_room_whose_answer_was_lost_is_found_again_and_not_opened_twice(FaultKind fault)
    {
        await using var world = await Start();
        var wanted = Room();
        (await world.Chat.FindRoom("STREAM.room.1", wanted)).ShouldBeEmpty();
        world.Slack.Faults.Add("conversations.create", fault, afterEffect: true);
        await Should.ThrowAsync<ChatMaybeDoneException>(() => world.Chat.OpenRoom("STREAM.room.1", wanted));
        var room = (await world.Chat.FindRoom("STREAM.room.1", wanted)).ShouldHaveSingleItem();
        (await world.Chat.OpenRoom("STREAM.room.1", wanted)).ShouldBe(room, "its name is taken by ourselves");
        world.Slack.Channels.Count(c => c.Name.StartsWith("inc-42", StringComparison.Ordinal)).ShouldBe(1);
        world.Slack.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_channel_that_was_there_before_it_began_or_that_is_archived_is_none_of_its_own()
    {
        await using var world = await Start();
        var old = await world.Chat.OpenRoom("STREAM.room.1", Room());
        (await world.Chat.FindRoom("STREAM.room.1", Room() with { Since = DateTimeOffset.UtcNow.AddMinutes(5) })).ShouldBeEmpty();
        await world.Chat.Archive(old);
        await world.Chat.Archive(old);
        (await world.Chat.FindRoom("STREAM.room.1", Room())).ShouldBeEmpty();
        world.Slack.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task Somebody_who_cant_be_invited_keeps_nobody_else_out()
    {
        await using var world = await Start();
        world.Slack.Add(new SlackUser("U0GUEST", "Gus") { Guest = true });
        var room = await world.Chat.OpenRoom("k", Room());
        await world.Chat.Invite(room, [Ana, new("slack:U0GUEST"), new("slack:U0NOBODY"), new("web:zoe"), Ben]);
        await world.Chat.Invite(room, [Ana, Ben]);
        await world.Chat.Invite(room, [Ana]);
        await world.Chat.Invite(room, [new("slack:U0NOBODY")]);
        world.Slack.Channel(room).ShouldNotBeNull().Members.ShouldBe(["U0BOT", "U0ANA", "U0BEN"], ignoreOrder: true);
        world.Slack.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_topic_is_plain_words_and_fits()
    {
        await using var world = await Start();
        var room = await world.Chat.OpenRoom("k", Room());
        await world.Chat.SetTopic(room, (Rich)$"INC-42 · {"SEV2":b} · {Ana} <!channel> & " + new string('x', 400));
        world.Slack.Channel(room).ShouldNotBeNull().Topic.ShouldSatisfyAllConditions(t => t.Length.ShouldBeLessThanOrEqualTo(250), t => t.ShouldStartWith("INC-42 · SEV2 · Ana Ruiz &lt;!channel&gt; &amp; x"));
        world.Slack.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task Where_a_scope_is_missing_the_call_waits_and_the_scope_is_named()
    {
        await using var world = await Start();
        world.Slack.Installed.Scopes.RemoveWhere(s => s.StartsWith("channels:manage", StringComparison.Ordinal));
        await Should.ThrowAsync<ChatBusyException>(() => world.Chat.OpenRoom("k", Room()));
        world.Api.Troubles.ShouldHaveSingleItem().Needed.ShouldNotBeNull().ShouldContain("channels:manage");
    }

    [Fact]
    public async Task Too_many_rooms_at_once_wait_their_turn_and_nothing_else_waits_with_them()
    {
        await using var world = await Start();
        world.Slack.Rates.On = true;
        for (var i = 0; i < 20; i++) await world.Chat.OpenRoom($"k{i}", Room($"inc-{i}"));
        (await Should.ThrowAsync<ChatBusyException>(() => world.Chat.OpenRoom("k21", Room("inc-21")))).After.ShouldBeGreaterThan(TimeSpan.FromSeconds(1));
        await world.Chat.Post("m", new ToPerson(Ana), new("It is on its way.", null, []));
        world.Slack.Violations.ShouldBeEmpty();
    }
}

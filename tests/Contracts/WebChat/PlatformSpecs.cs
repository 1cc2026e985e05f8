using System.Net;
using ChatOpsIncident.Engine;
using ChatOpsIncident.Incidents.Timeline;

namespace ChatOpsIncident.Contracts.WebChat;

/// <summary>The web chat keeps the chat port's contract: idempotent by delivery key, and what it holds can be looked up.</summary>
public sealed class PlatformSpecs : WebChatSpecs
{
    private static readonly Person Ana = new("web:ana");
    private static readonly Person Ben = new("web:ben");

    private static readonly RoomToOpen Room = new("S1", "inc-1-odd-mail", "Phishing", false, [Ana]);

    private IChat Chat => Host.Chat;

    [Fact]
    public async Task A_room_is_opened_once_for_its_key_and_found_by_it()
    {
        (await Chat.FindRoom("S1.room.1", Room)).ShouldBeEmpty();
        var room = await Open("S1.room.1");
        (await Open("S1.room.1")).ShouldBe(room);
        (await Chat.FindRoom("S1.room.1", Room)).ShouldBe([room]);
        (await Open("S2.room.1")).ShouldNotBe(room);
        (await Listed("ana")).Count(id => id == room).ShouldBe(1);
    }

    [Fact]
    public async Task A_message_is_posted_once_for_its_key_and_holds_what_was_sent_last()
    {
        var room = await Open("S1.room.1");
        (await Chat.Find("home", new ToRoom(room), default)).ShouldBeEmpty();
        var message = await Chat.Post("home", new ToRoom(room), Says("first"));
        (await Chat.Post("home", new ToRoom(room), Says("second"))).ShouldBe(message);
        (await Chat.Find("home", new ToRoom(room), default)).ShouldBe([message]);
        (await Texts(room)).ShouldBe(["second"]);
        await Chat.Update(message, Says("third"));
        (await Texts(room)).ShouldBe(["third"]);
    }

    [Fact]
    public async Task What_is_removed_is_gone_and_removing_it_again_is_fine()
    {
        var room = await Open("S1.room.1");
        var message = await Chat.Post("home", new ToRoom(room), Says("first"));
        await Chat.Remove(message);
        await Chat.Remove(message);
        (await Chat.Find("home", new ToRoom(room), default)).ShouldBeEmpty();
        await Should.ThrowAsync<ChatGoneException>(() => Chat.Update(message, Says("more")));
        (await Chat.Post("home", new ToRoom(room), Says("back"))).ShouldBe(message);
        (await Texts(room)).ShouldBe(["back"]);
    }

    [Fact]
    public async Task A_pinned_message_is_reachable_at_the_top()
    {
        var room = await Open("S1.room.1");
        var message = await Chat.Post("home", new ToRoom(room), Says("the card"));
        await Chat.Pin(message);
        await Chat.Pin(message);
        (await Host.Get($"places/{room}")).Json.GetProperty("pinned").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task A_private_room_does_not_exist_for_those_who_are_not_in_it()
    {
        var room = await Open("S1.room.1", isPrivate: true);
        await Chat.Post("home", new ToRoom(room), Says("secret"));
        var unknown = await Host.Get("places/NOSUCHROOM", "ben");
        foreach (var path in new[] { $"places/{room}", $"places/{room}?after=1", $"places/{room}/offers" })
        {
            var answer = await Host.Get(path, "ben");
            (answer.Status, answer.Text).ShouldBe((HttpStatusCode.NotFound, unknown.Text), path);
        }
        (await Host.Post($"places/{room}/say", new { request = Request(), text = "hello" }, "ben")).Text.ShouldBe(unknown.Text);
        (await Listed("ben")).ShouldNotContain(room);
        await Chat.Invite(room, [Ben]);
        (await Texts(room, "ben")).ShouldBe(["secret"]);
        (await Listed("ben")).ShouldContain(room);
    }

    [Fact]
    public async Task A_direct_message_reaches_one_person_and_waits_for_them()
    {
        var message = await Chat.Post("page.1", new ToPerson(Ben), Says("needs a look"));
        (await Chat.Post("page.1", new ToPerson(Ben), Says("needs a look"))).ShouldBe(message);
        (await Chat.Find("page.1", new ToPerson(Ben), default)).ShouldBe([message]);
        (await Chat.Find("page.1", new ToPerson(Ana), default)).ShouldBeEmpty();
        Waiting(await Host.Get("places", "ben"), "dm.ben.bot").ShouldBe(1);
        await Host.Post("places/dm.ben.bot/read", new { upTo = 1 }, "ben");
        Waiting(await Host.Get("places", "ben"), "dm.ben.bot").ShouldBe(0);
        (await Host.Get("places/dm.ben.bot", "ana")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Only_who_is_pinged_is_waited_for()
    {
        var room = await Open("S1.room.1");
        await Chat.Post("nudge", new ToRoom(room), Says("the update is due") with { Pings = [Ben] });
        Waiting(await Host.Get("places", "ben"), room).ShouldBe(1);
        Waiting(await Host.Get("places"), room).ShouldBe(0);
        await Host.Post($"places/{room}/read", new { upTo = 1 }, "ben");
        Waiting(await Host.Get("places", "ben"), room).ShouldBe(0);
    }

    [Fact]
    public async Task The_page_reads_only_what_changed()
    {
        var room = await Open("S1.room.1");
        var first = await Chat.Post("one", new ToRoom(room), Says("one"));
        await Chat.Post("two", new ToRoom(room), Says("two"));
        var version = (await Host.Get($"places/{room}")).Json.GetProperty("version").GetInt32();
        (await Host.Get($"places/{room}?after={version}")).Json.GetProperty("messages").GetArrayLength().ShouldBe(0);
        await Chat.Update(first, Says("one, changed"));
        var changes = (await Host.Get($"places/{room}?after={version}")).Json;
        changes.GetProperty("messages").EnumerateArray().Select(m => m.GetProperty("number").GetInt32()).ShouldBe([1]);
        changes.GetProperty("whole").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task What_cannot_be_done_says_so_in_the_ports_words()
    {
        await Should.ThrowAsync<ChatGoneException>(() => Chat.Post("k", new ToRoom("NOSUCHROOM"), Says("x")));
        await Should.ThrowAsync<ChatGoneException>(() => Chat.SetTopic("NOSUCHROOM", "x"));
        await Should.ThrowAsync<ChatRefusedException>(() => Chat.Post("k", new ToPerson(new("web:zed")), Says("x")));
        Host.Store.Away = true;
        await Should.ThrowAsync<ChatBusyException>(() => Open("S9.room.1"));
    }

    [Fact]
    public async Task An_archived_room_is_listed_nowhere_and_not_found_by_its_key()
    {
        var room = await Open("S1.room.1");
        await Chat.Archive(room);
        (await Listed("ana")).ShouldNotContain(room);
        (await Chat.FindRoom("S1.room.1", Room)).ShouldBeEmpty();
    }

    private static ChatMessage Says(string text) => new(text, null, []);

    private Task<string> Open(string key, bool isPrivate = false) => Chat.OpenRoom(key, Room with { Private = isPrivate });

    private async Task<List<string>> Listed(string actingAs) => [.. (await Host.Get("places", actingAs)).Json.EnumerateArray().Select(p => p.GetProperty("id").GetString()!)];

    private async Task<List<string>> Texts(string room, string actingAs = "ana") =>
        [.. (await Host.Get($"places/{room}", actingAs)).Json.GetProperty("messages").EnumerateArray().Select(m => m.GetProperty("text")[0].GetString()!)];

    private static int Waiting(Answer places, string place) =>
        places.Json.EnumerateArray().Single(p => p.GetProperty("id").GetString() == place).GetProperty("asked").GetInt32();
}

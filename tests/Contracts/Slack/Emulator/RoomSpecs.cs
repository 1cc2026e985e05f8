namespace ChatOpsIncident.Contracts.Slack.Emulator;

/// <summary>Channels: names, members, topics, scopes.</summary>
public sealed class RoomSpecs : EmulatorSpecs
{
    [Theory]
    [InlineData("Inc 1", "invalid_name_specials")]
    [InlineData("inc.1", "invalid_name_specials")]
    [InlineData("---", "invalid_name_punctuation")]
    [InlineData("general", "name_taken")]
    public async Task A_name_follows_the_rules(string name, string error)
    {
        (await Error("conversations.create", ("name", name))).ShouldBe(error);
        (await Error("conversations.create", ("name", new string('x', 81)))).ShouldBe("invalid_name_maxlength");
    }

    [Fact]
    public async Task An_archived_channel_keeps_its_name_and_an_unseen_private_one_too()
    {
        Slack.Add("secret", secret: true, "U0ANA");
        (await Error("conversations.create", ("name", "secret"))).ShouldBe("name_taken");
        var channel = await NewChannel("inc-9");
        await Call("conversations.archive", ("channel", channel));
        (await Error("conversations.create", ("name", "inc-9"))).ShouldBe("name_taken");
        (await Error("conversations.unarchive", ("channel", channel))).ShouldBe("not_in_channel");
    }

    [Fact]
    public async Task One_wrong_person_stops_an_invitation_unless_it_is_forced()
    {
        var channel = await NewChannel();
        var refused = await Call("conversations.invite", ("channel", channel), ("users", "U0ANA,U0NOBODY"));
        refused["error"]!.ToString().ShouldBe("user_not_found");
        refused["errors"]![0]!["user"]!.ToString().ShouldBe("U0NOBODY");
        Slack.Channel(channel)!.Members.ShouldNotContain("U0ANA");
        await Call("conversations.invite", ("channel", channel), ("users", "U0ANA,U0NOBODY"), ("force", "true"));
        Slack.Channel(channel)!.Members.ShouldContain("U0ANA");
        (await Error("conversations.invite", ("channel", channel), ("users", "U0ANA"))).ShouldBe("already_in_channel");
    }

    [Fact]
    public async Task A_scope_that_is_missing_is_named_and_depends_on_the_kind_of_channel()
    {
        Slack.Installed.Scopes.Remove("groups:write");
        (await NewChannel("open-one")).ShouldNotBeEmpty();
        var refused = await Call("conversations.create", ("name", "closed-one"), ("is_private", "true"));
        refused["error"]!.ToString().ShouldBe("missing_scope");
        refused["needed"]!.ToString().ShouldBe("groups:write");
        refused["provided"]!.ToString().ShouldNotContain("groups:write");
    }

    [Fact]
    public async Task A_topic_is_at_most_250_characters_and_setting_it_says_so_in_the_channel()
    {
        var channel = await NewChannel();
        await Call("conversations.setTopic", ("channel", channel), ("topic", "SEV2"));
        await Call("conversations.setTopic", ("channel", channel), ("topic", "SEV2"));
        Slack.Channel(channel)!.Messages.Count(m => m.Subtype == "channel_topic").ShouldBe(1);
        (await Error("conversations.setTopic", ("channel", channel), ("topic", new string('x', 251)))).ShouldBe("too_long");
    }

    [Fact]
    public async Task Pages_may_be_short_or_empty_and_end_where_no_cursor_is()
    {
        Slack.PageCap = 1;
        var channel = await NewChannel();
        await Call("conversations.invite", ("channel", channel), ("users", "U0ANA,U0BEN"));
        var (found, cursor, pages) = (new List<string>(), "", 0);
        do
        {
            var page = await Call("conversations.members", ("channel", channel), ("cursor", cursor), ("limit", "100"));
            found.AddRange(page["members"]!.AsArray().Select(m => m!.ToString()));
            cursor = page["response_metadata"]!["next_cursor"]!.ToString();
            pages++;
        }
        while (cursor.Length > 0);
        (string.Join(' ', found), pages).ShouldBe(("U0BOT U0ANA U0BEN", 5));
        (await Error("conversations.members", ("channel", channel), ("cursor", "made-up"))).ShouldBe("invalid_cursor");
    }

    [Fact]
    public async Task People_are_found_with_their_address_only_where_the_scope_allows_it()
    {
        (await Call("users.info", ("user", "U0ANA")))["user"]!["profile"]!["email"]!.ToString().ShouldBe("ana@example.com");
        Slack.Installed.Scopes.Remove("users:read.email");
        (await Call("users.info", ("user", "U0ANA")))["user"]!["profile"]!["email"].ShouldBeNull();
        (await Error("users.lookupByEmail", ("email", "ana@example.com"))).ShouldBe("missing_scope");
        (await Error("users.info", ("user", "U0NOBODY"))).ShouldBe("user_not_found");
    }

    [Fact]
    public async Task Bookmarks_are_links()
    {
        var channel = await NewChannel();
        (await Error("bookmarks.add", ("channel_id", channel), ("title", "Call"), ("type", "link"), ("link", "slack://x"))).ShouldBe("invalid_link");
        await Call("bookmarks.add", ("channel_id", channel), ("title", "Call"), ("type", "link"), ("link", "https://call.example.com"));
        (await Call("bookmarks.list", ("channel_id", channel)))["bookmarks"]![0]!["title"]!.ToString().ShouldBe("Call");
    }
}

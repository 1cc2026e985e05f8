using System.Text.Json.Nodes;
using ChatOpsIncident.Edges.Slack.Api;
using Microsoft.Extensions.Time.Testing;

namespace ChatOpsIncident.Contracts.Slack.Api;

/// <summary>Calls as Slack takes them, and its answers as they are understood.</summary>
public sealed class SlackApiSpecs
{
    [Fact]
    public async Task Everything_is_sent_as_a_form_with_JSON_in_its_fields_and_what_is_null_is_left_out()
    {
        await using var slack = await SlackStub.Start(_ => StubAnswer.Ok());
        await slack.Api().Call("chat.postMessage", new()
        {
            { "channel", "C1" }, { "text", "a & b = ü" }, { "unfurl_links", false }, { "limit", 5 }, { "thread_ts", (string?)null }, { "blocks", new JsonArray(new JsonObject { ["type"] = "divider" }) },
        });
        var call = slack.Calls.ShouldHaveSingleItem();
        call.ContentType.ShouldBe("application/x-www-form-urlencoded");
        call.Token.ShouldBe("Bearer xoxb-test");
        call.Fields.Select(f => $"{f.Key}={f.Value}").Order(StringComparer.Ordinal).ShouldBe(["blocks=[{\"type\":\"divider\"}]", "channel=C1", "limit=5", "text=a & b = ü", "unfurl_links=false"]);
    }

    [Fact]
    public async Task Only_opening_a_socket_is_done_with_the_app_level_token()
    {
        await using var slack = await SlackStub.Start(_ => StubAnswer.Ok());
        await slack.Api().Call("apps.connections.open", SlackArguments.None);
        slack.Calls.ShouldHaveSingleItem().Token.ShouldBe("Bearer xapp-test");
    }

    [Theory]
    [InlineData("already_pinned")]
    [InlineData("already_in_channel")]
    [InlineData("already_archived")]
    public async Task What_is_as_it_should_be_already_is_no_error(string error)
    {
        await using var slack = await SlackStub.Start(_ => StubAnswer.Error(error));
        await slack.Api().Call("pins.add", SlackArguments.None);
    }

    [Theory]
    [InlineData(500, "{\"ok\":false}")]
    [InlineData(502, "<html>Bad gateway</html>")]
    [InlineData(200, "{\"ok\":tr")]
    [InlineData(200, "{\"ok\":false,\"error\":\"fatal_error\"}")]
    [InlineData(200, "{\"ok\":false,\"error\":\"internal_error\"}")]
    [InlineData(200, "[]")]
    public async Task Nobody_knows_whether_a_write_that_broke_took_effect_and_it_is_not_repeated(int status, string body)
    {
        await using var slack = await SlackStub.Start(_ => new StubAnswer(body, status));
        await Should.ThrowAsync<SlackMaybeDoneException>(() => slack.Api().Call("chat.postMessage", new() { { "channel", "C1" } }));
        slack.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_reset_is_a_call_that_may_have_been_made_and_reading_is_repeated()
    {
        var calls = 0;
        await using var slack = await SlackStub.Start(_ => Interlocked.Increment(ref calls) < 3 ? new StubAnswer("") { Breaks = true } : StubAnswer.Ok());
        await slack.Api().Call("users.info", new() { { "user", "U1" } });
        slack.Calls.Count.ShouldBe(3);
        calls = 0;
        await Should.ThrowAsync<SlackMaybeDoneException>(() => slack.Api().Call("chat.update", new() { { "channel", "C1" } }));
    }

    [Fact]
    public async Task Where_nobody_listens_nothing_was_done()
    {
        var gone = await SlackStub.Start(_ => StubAnswer.Ok());
        var api = gone.Api();
        await api.Call("api.test", SlackArguments.None);
        await using var slack = await SlackStub.Start(_ => StubAnswer.Ok());
        var nobody = new SlackApi(new HttpClient(SlackApi.Connection()), new("t", null, null, new("http://127.0.0.1:9/api/")), TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger<SlackApi>.Instance);
        await Should.ThrowAsync<SlackBusyException>(() => nobody.Call("chat.postMessage", new() { { "channel", "C1" } }));
        await gone.DisposeAsync();
    }

    [Fact]
    public async Task A_429_stops_its_own_method_and_channel_only_and_not_before_its_time_is_over_another_call_is_made()
    {
        var time = new FakeTimeProvider();
        await using var slack = await SlackStub.Start(c => c.Fields.GetValueOrDefault("channel") == "C1" ? new StubAnswer("{\"ok\":false,\"error\":\"ratelimited\"}", 429, "30") : StubAnswer.Ok());
        var api = slack.Api(time);
        var busy = await Should.ThrowAsync<SlackBusyException>(() => api.Call("chat.postMessage", new() { { "channel", "C1" } }));
        busy.After.ShouldBe(TimeSpan.FromSeconds(28), "so that the most urgent is first when it opens");
        await Should.ThrowAsync<SlackBusyException>(() => api.Call("chat.postMessage", new() { { "channel", "C1" } }));
        slack.Calls.Count.ShouldBe(1);
        await api.Call("chat.postMessage", new() { { "channel", "C2" } });
        await api.Call("views.open", new() { { "trigger_id", "t" } });
        time.Advance(TimeSpan.FromSeconds(30));
        await Should.ThrowAsync<SlackBusyException>(() => api.Call("chat.postMessage", new() { { "channel", "C1" } }));
        slack.Calls.Count.ShouldBe(4);
    }

    [Fact]
    public async Task A_429_that_names_no_time_is_waited_for_all_the_same()
    {
        await using var slack = await SlackStub.Start(_ => new StubAnswer("{\"ok\":false,\"error\":\"ratelimited\"}", 429));
        (await Should.ThrowAsync<SlackBusyException>(() => slack.Api().Call("pins.add", SlackArguments.None))).After.ShouldBeGreaterThan(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task A_missing_scope_is_named_until_it_is_granted()
    {
        var granted = false;
        await using var slack = await SlackStub.Start(_ => granted ? StubAnswer.Ok() : StubAnswer.Error("missing_scope", new { needed = "pins:write", provided = "chat:write" }));
        var api = slack.Api();
        var error = await Should.ThrowAsync<SlackErrorException>(() => api.Call("pins.add", SlackArguments.None));
        error.Message.ShouldBe("pins.add: missing_scope (needs pins:write)");
        api.Troubles.ShouldHaveSingleItem().Needed.ShouldBe("pins:write");
        granted = true;
        await api.Call("pins.add", SlackArguments.None);
        api.Troubles.ShouldBeEmpty();
    }

    [Fact]
    public async Task Once_the_token_is_revoked_nothing_is_sent_but_the_question_whether_it_works_again()
    {
        var revoked = true;
        await using var slack = await SlackStub.Start(_ => revoked ? StubAnswer.Error("token_revoked") : StubAnswer.Ok());
        var api = slack.Api();
        for (var i = 0; i < 5; i++) (await Should.ThrowAsync<SlackErrorException>(() => api.Call("pins.add", SlackArguments.None))).Kind.ShouldBe(ErrorKind.Installation);
        slack.Calls.Count.ShouldBe(1);
        revoked = false;
        await api.Call("auth.test", SlackArguments.None);
        await api.Call("pins.add", SlackArguments.None);
        api.Troubles.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_error_says_what_Slack_says_about_it()
    {
        await using var slack = await SlackStub.Start(_ => StubAnswer.Error("invalid_blocks", new { response_metadata = new { messages = new[] { "[ERROR] too long [json-pointer:/blocks/0]" } } }));
        var error = await Should.ThrowAsync<SlackErrorException>(() => slack.Api().Call("chat.postMessage", new() { { "channel", "C1" } }));
        (error.Kind, error.Messages.ShouldHaveSingleItem()).ShouldBe((ErrorKind.OurFault, "[ERROR] too long [json-pointer:/blocks/0]"));
    }

    [Fact]
    public async Task A_list_is_read_to_its_end_also_over_short_and_empty_pages()
    {
        await using var slack = await SlackStub.Start(c => StubAnswer.Ok(c.Fields.GetValueOrDefault("cursor") switch
        {
            null => new { channels = new[] { "C1", "C2" }, response_metadata = new { next_cursor = "a" } },
            "a" => new { channels = Array.Empty<string>(), response_metadata = new { next_cursor = "b" } },
            _ => new { channels = new[] { "C3" }, response_metadata = new { next_cursor = "" } },
        }));
        var found = new List<string?>();
        await foreach (var one in slack.Api().Pages("users.conversations", "channels", cursor => new() { { "cursor", cursor } })) found.Add(one.GetString());
        found.ShouldBe(["C1", "C2", "C3"]);
    }
}

using System.Net;
using System.Text;
using ChatOpsIncident.Emulators.Slack;
using ChatOpsIncident.Emulators.Slack.BlockKit;
using ChatOpsIncident.Emulators.Slack.Web;

namespace ChatOpsIncident.Contracts.Slack.Emulator;

/// <summary>Tokens, forms, rates and what goes wrong on purpose.</summary>
public sealed class StrictnessSpecs : EmulatorSpecs
{
    /// <summary>Files are shown, never posted; inputs belong into dialogs; lengths count UTF-16 units here; the rest is newer than the published types.</summary>
    private static readonly string[] ElsewhereOrNewer = ["/file_", "/input_", "/data_visualization", "/card_", "/carousel_", "/header_block_emoji"];

    [Fact]
    public async Task Only_the_right_kind_of_token_is_taken_and_only_in_its_header()
    {
        (await Send("auth.test", null, null))["error"]!.ToString().ShouldBe("not_authed");
        (await Send("auth.test", "xoxb-other", null))["error"]!.ToString().ShouldBe("invalid_auth");
        (await Send("auth.test", Installation.AppToken, null))["error"]!.ToString().ShouldBe("not_allowed_token_type");
        (await Send("apps.connections.open", Installation.BotToken, null))["error"]!.ToString().ShouldBe("not_allowed_token_type");
        (await Send($"auth.test?token={Installation.BotToken}", null, null))["error"]!.ToString().ShouldBe("not_authed");
        Slack.Installed.Revoked = true;
        (await Error("auth.test")).ShouldBe("token_revoked");
    }

    [Fact]
    public async Task JSON_is_read_where_Slack_reads_it_and_dropped_in_silence_where_it_does_not()
    {
        var channel = await NewChannel();
        (await Send("chat.postMessage", Installation.BotToken, Json($$"""{"channel":"{{channel}}","text":"hello"}""")))["ok"]!.GetValue<bool>().ShouldBeTrue();
        (await Send("users.info", Installation.BotToken, Json("""{"user":"U0ANA"}""")))["error"]!.ToString().ShouldBe("user_not_found");
        (await Send("chat.postMessage", Installation.BotToken, Json("{")))["error"]!.ToString().ShouldBe("invalid_json");
        (await Send("chat.postMessage", Installation.BotToken, Json("[]")))["error"]!.ToString().ShouldBe("json_not_object");
        (await Send("chat.postMessage", Installation.BotToken, new StringContent("x", Encoding.UTF8, "application/xml")))["error"]!.ToString().ShouldBe("invalid_post_type");
    }

    [Fact]
    public async Task Unknown_methods_and_arguments_and_missing_ones_fail_the_test()
    {
        await Call("chat.shout", ("text", "a"));
        await Call("auth.test", ("loud", "true"));
        await Call("conversations.info");
        Slack.Violations.ShouldContain("there is no method chat.shout");
        Slack.Violations.ShouldContain("auth.test has no argument loud");
        Slack.Violations.ShouldContain("conversations.info lacks channel");
    }

    [Fact]
    public async Task Too_many_calls_of_one_method_wait_and_the_others_go_on()
    {
        var channel = await NewChannel();
        for (var i = 0; i < 20; i++) await Call("pins.list", ("channel", channel));
        using var limited = await Raw("pins.list", Installation.BotToken, new FormUrlEncodedContent([KeyValuePair.Create("channel", channel)]));
        (limited.StatusCode, limited.Headers.RetryAfter!.Delta).ShouldBe((HttpStatusCode.TooManyRequests, TimeSpan.FromSeconds(60)));
        (await Error("auth.test")).ShouldBe("none");
        Slack.Violations.ShouldBeEmpty();

        Time.Advance(TimeSpan.FromSeconds(30));
        (await Error("pins.list", ("channel", channel))).ShouldBe("ratelimited");
        Slack.Violations.ShouldHaveSingleItem().ShouldBe("pins.list came 30.0 s before Retry-After was over");
        Time.Advance(TimeSpan.FromSeconds(31));
        (await Error("pins.list", ("channel", channel))).ShouldBe("none");
    }

    [Fact]
    public async Task One_channel_takes_a_message_a_second_and_another_is_not_held_up()
    {
        var (one, two) = (await NewChannel("one"), await NewChannel("two"));
        for (var i = 0; i < 4; i++) await Post(one, "a");
        (await Error("chat.postMessage", ("channel", one), ("text", "a"))).ShouldBe("ratelimited");
        (await Error("chat.postMessage", ("channel", two), ("text", "a"))).ShouldBe("none");
    }

    [Theory]
    [InlineData(FaultKind.Reset, false, 0)]
    [InlineData(FaultKind.Reset, true, 1)]
    [InlineData(FaultKind.Http500, true, 1)]
    [InlineData(FaultKind.FatalError, false, 0)]
    [InlineData(FaultKind.FatalError, true, 1)]
    [InlineData(FaultKind.Html, true, 1)]
    [InlineData(FaultKind.TruncatedJson, true, 1)]
    [InlineData(FaultKind.RateLimitedWithoutTime, false, 0)]
    public async Task A_call_goes_wrong_before_or_after_it_took_effect(FaultKind kind, bool after, int posted)
    {
        var channel = await NewChannel();
        Slack.Faults.Add("chat.postMessage", kind, after);
        try
        {
            using var answer = await Raw("chat.postMessage", Installation.BotToken, new FormUrlEncodedContent([KeyValuePair.Create("channel", channel), KeyValuePair.Create("text", "a")]));
            kind.ShouldNotBe(FaultKind.Reset);
        }
        catch (HttpRequestException)
        {
            kind.ShouldBe(FaultKind.Reset);
        }
        Slack.Screen(channel).Count.ShouldBe(posted);
        await Post(channel, "b");
        Slack.Screen(channel).Count.ShouldBe(posted + 1);
    }

    [Fact]
    public void What_is_published_as_valid_is_taken()
    {
        foreach (var (name, example) in PublishedContract.Valid)
        {
            if (name.StartsWith("blocks/", StringComparison.Ordinal) && !ElsewhereOrNewer.Any(n => name.Contains(n, StringComparison.Ordinal)))
                Surfaces.Message(new System.Text.Json.Nodes.JsonArray(example!.DeepClone())).ShouldBeEmpty(name);
            if (name.StartsWith("views/", StringComparison.Ordinal)) Surfaces.View(example).ShouldBeEmpty(name);
        }
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");
}

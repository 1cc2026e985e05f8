using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using ChatOpsIncident.Edges.Slack.Inbound;

namespace ChatOpsIncident.Contracts.Slack.Inbound;

/// <summary>What is let in at the three endpoints, and what is refused without effect.</summary>
public sealed class DoorSpecs : IAsyncLifetime
{
    private const string Command = "token=verification&user_id=U1&channel_id=C1&command=%2Fincident&text=two+people+answered&trigger_id=1.2.a";
    private const string Json = "application/json";
    private DoorHost host = null!;

    public static TheoryData<string, string, string> Everywhere => new()
    {
        { "/slack/commands", Command, "application/x-www-form-urlencoded" },
        { "/slack/interactivity", "payload=%7B%22type%22%3A%22shortcut%22%7D", "application/x-www-form-urlencoded" },
        { "/slack/events", "{\"type\":\"event_callback\",\"event_id\":\"Ev1\",\"event\":{\"type\":\"message\",\"text\":\"two people answered\"}}", Json },
    };

    public async ValueTask InitializeAsync() => host = await DoorHost.Start();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Theory]
    [MemberData(nameof(Everywhere))]
    public async Task What_Slack_signed_comes_in_and_what_is_answered_goes_back(string path, string body, string type)
    {
        (await host.Post(path, body, type)).ShouldBe((HttpStatusCode.OK, ""));
        host.Pipeline.Answers = new JsonObject { ["text"] = "INC-1 is open" };
        (await host.Post(path, body, type + "; charset=UTF-8", secondsAgo: 1)).ShouldBe((HttpStatusCode.OK, "{\"text\":\"INC-1 is open\"}"));
        host.Pipeline.Took.Count.ShouldBe(2);
        host.Log.All.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Everywhere))]
    public async Task A_forged_signature_is_refused_without_effect(string path, string body, string type)
    {
        (await host.Post(path, body, type, signature: "v0=" + new string('a', 64))).Status.ShouldBe(HttpStatusCode.Unauthorized);
        Refused(path, 401, "its signature is not that of this app's signing secret");
    }

    [Theory]
    [MemberData(nameof(Everywhere))]
    public async Task No_signature_is_refused_without_effect(string path, string body, string type)
    {
        (await host.Post(path, body, type, carriesSignature: false)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        Refused(path, 401, "it carries no signature");
    }

    [Theory]
    [MemberData(nameof(Everywhere))]
    public async Task A_stale_timestamp_is_refused_without_effect_also_one_from_the_future(string path, string body, string type)
    {
        (await host.Post(path, body, type, secondsAgo: 301)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        (await host.Post(path, body, type, secondsAgo: -301)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        Refused(path, 401, "its time is more than five minutes away from this machine's", times: 2);
    }

    [Fact]
    public async Task A_replayed_command_is_refused_and_learns_nothing()
    {
        host.Pipeline.Answers = new JsonObject { ["text"] = "what only Ana may read" };
        (await host.Post("/slack/commands", Command)).Status.ShouldBe(HttpStatusCode.OK);
        (await host.Post("/slack/commands", Command)).ShouldBe((HttpStatusCode.Unauthorized, ""));
        host.Pipeline.Took.Count.ShouldBe(1);
        host.Log.All.ShouldBe(["Warning: A call of /slack/commands was refused with 401: the very same request came before"]);
    }

    [Fact]
    public async Task An_event_that_Slack_repeats_is_let_in_again_for_the_store_to_recognise()
    {
        const string body = "{\"type\":\"event_callback\",\"event_id\":\"Ev1\"}";
        (await host.Post("/slack/events", body, Json)).Status.ShouldBe(HttpStatusCode.OK);
        (await host.Post("/slack/events", body, Json)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [MemberData(nameof(Everywhere))]
    public async Task A_body_that_is_too_large_is_refused_whether_or_not_it_says_its_length(string path, string body, string type)
    {
        var large = Encoding.UTF8.GetBytes(body + new string(' ', Door.Largest));
        var timestamp = host.Clock.GetUtcNow().ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
        foreach (var length in new long?[] { large.Length, null })
        {
            var content = new StreamContent(new MemoryStream(large)) { Headers = { ContentType = MediaTypeHeaderValue.Parse(type), ContentLength = length } };
            (await host.Send(path, content, timestamp, host.Signature.Of(large, timestamp))).Status.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        }
        Refused(path, 413, "its body is too large, or did not come in time", times: 2);
    }

    [Theory]
    [InlineData("/slack/commands", "{}", Json)]
    [InlineData("/slack/interactivity", "payload=%7B", "application/x-www-form-urlencoded")]
    [InlineData("/slack/interactivity", "payload=%5B%5D", "application/x-www-form-urlencoded")]
    [InlineData("/slack/interactivity", "other=1", "application/x-www-form-urlencoded")]
    [InlineData("/slack/events", "{\"type\":", Json)]
    [InlineData("/slack/events", "[]", Json)]
    [InlineData("/slack/events", "type=event_callback", "application/x-www-form-urlencoded")]
    public async Task What_is_signed_but_cannot_be_read_is_refused(string path, string body, string type)
    {
        (await host.Post(path, body, type)).Status.ShouldBe(HttpStatusCode.BadRequest);
        Refused(path, 400, "its body cannot be read");
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_refused_and_half_a_character_is_no_fault()
    {
        byte[] body = [.. "{\"type\":\""u8, 0xff, 0xfe, .. "\"}"u8];
        var timestamp = host.Clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var content = new ByteArrayContent(body) { Headers = { ContentType = MediaTypeHeaderValue.Parse(Json) } };
        (await host.Send("/slack/events", content, timestamp, host.Signature.Of(body, timestamp))).Status.ShouldBe(HttpStatusCode.BadRequest);
        Refused("/slack/events", 400, "its body cannot be read");
        (await host.Post("/slack/events", "{\"type\":\"\\ud800\"}", Json)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_check_of_the_certificate_gets_an_empty_answer_and_smuggles_nothing_in()
    {
        foreach (var genuine in new[] { false, true })
        {
            (await host.Post("/slack/commands", Command + "&ssl_check=1", carriesSignature: genuine)).ShouldBe((HttpStatusCode.OK, ""));
            (await host.Post("/slack/interactivity", "ssl_check=1&payload=%7B%22type%22%3A%22shortcut%22%7D", carriesSignature: genuine)).ShouldBe((HttpStatusCode.OK, ""));
        }
        host.Pipeline.Took.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_large_body_is_no_check_of_the_certificate() =>
        (await host.Post("/slack/commands", "ssl_check=1&text=" + new string('x', 5000), carriesSignature: false)).Status.ShouldBe(HttpStatusCode.Unauthorized);

    [Fact]
    public async Task The_check_of_the_address_is_answered_with_its_challenge_if_it_is_signed()
    {
        var check = Published.Text("inbound/url_verification.json");
        (await host.Post("/slack/events", check, Json)).ShouldBe((HttpStatusCode.OK, "{\"challenge\":\"3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P\"}"));
        (await host.Post("/slack/events", check, Json, signature: "v0=0")).Status.ShouldBe(HttpStatusCode.Unauthorized);
        host.Pipeline.Took.ShouldBeEmpty();
    }

    [Fact]
    public async Task No_log_line_holds_content_or_secrets()
    {
        await host.Post("/slack/commands", Command, signature: "v0=forged");
        await host.Post("/slack/commands", Command, secondsAgo: 900);
        await host.Post("/slack/commands", Command);
        await host.Post("/slack/commands", Command);
        var log = string.Join('\n', host.Log.All);
        foreach (var secret in new[] { "answered", "verification", "U1", "the signing secret", "v0=", "1.2.a" }) log.ShouldNotContain(secret);
    }

    private void Refused(string path, int status, string because, int times = 1)
    {
        host.Pipeline.Took.ShouldBeEmpty();
        host.Log.All.ShouldBe(Enumerable.Repeat($"Warning: A call of {path} was refused with {status}: {because}", times));
    }
}

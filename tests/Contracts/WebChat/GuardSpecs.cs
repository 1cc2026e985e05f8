using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace ChatOpsIncident.Contracts.WebChat;

/// <summary>Without sign-in the web chat answers its own page on its own machine, and nobody else.</summary>
public sealed class GuardSpecs : WebChatSpecs
{
    private const string Elsewhere = "The web chat has no sign-in here, so it answers only a browser on its own machine, at http://localhost with its port. "
        + "Reaching it from elsewhere needs sign-in, set by WebChat:Authority, which comes with a later version. "
        + "To run the bot without web chat, set WebChat:Enabled to false.";

    private const string Foreign = "This call did not come from the web chat's own page, so it was not taken. Open the page at http://localhost with its port.";

    [Theory]
    [InlineData("X-Forwarded-For", "203.0.113.7")]
    [InlineData("X-Forwarded-Host", "chat.example.com")]
    [InlineData("x-forwarded-proto", "https")]
    [InlineData("Forwarded", "for=203.0.113.7")]
    [InlineData("X-Real-IP", "127.0.0.1")]
    [InlineData("X-Original-For", "127.0.0.1")]
    [InlineData("Via", "1.1 proxy")]
    public async Task Whatever_was_forwarded_is_refused_with_the_setting_to_use(string header, string value)
    {
        var answer = await Host.Call(HttpMethod.Get, "/chat/api/people", headers: (header, value));
        (answer.Status, answer.Says).ShouldBe((HttpStatusCode.Forbidden, Elsewhere));
    }

    [Theory]
    [InlineData("chat.example.com", false)]
    [InlineData("localhost.example.com", false)]
    [InlineData("127.0.0.1.example.com", false)]
    [InlineData("10.0.0.5:5080", false)]
    [InlineData("[::2]", false)]
    [InlineData("localhost", true)]
    [InlineData("LOCALHOST:5080", true)]
    [InlineData("127.0.0.1:5080", true)]
    [InlineData("[::1]:5080", true)]
    public async Task Only_the_names_of_this_machine_are_answered(string host, bool answered)
    {
        foreach (var path in new[] { "/chat/api/people", "/", "/chat/live/negotiate" })
        {
            var answer = await Host.Call(HttpMethod.Get, path, headers: ("Host", host));
            (answer.Status != HttpStatusCode.Forbidden).ShouldBe(answered, path);
        }
    }

    [Fact]
    public async Task Health_is_not_under_this_rule() =>
        (await Host.Call(HttpMethod.Get, "/health/live", actingAs: null, headers: [("Host", "bot.internal"), ("X-Forwarded-For", "203.0.113.7")])).Status.ShouldBe(HttpStatusCode.OK);

    [Theory]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "http://localhost:9999")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task Other_sites_are_refused(string header, string value)
    {
        foreach (var path in new[] { "/chat/api/people", "/chat/live/negotiate", "/" })
        {
            var answer = await Host.Call(path == "/" ? HttpMethod.Get : HttpMethod.Post, path, headers: (header, value));
            (answer.Status, answer.Says).ShouldBe((HttpStatusCode.Forbidden, Foreign), path);
        }
    }

    [Fact]
    public async Task A_form_of_another_site_lacks_the_header_that_only_the_page_can_send()
    {
        var body = new StringContent("{\"request\":\"request-1\",\"text\":\"hello\"}", Encoding.UTF8, "text/plain");
        (await Host.Call(HttpMethod.Post, "/chat/api/places/general/say", body, actingAs: null)).Status.ShouldBe(HttpStatusCode.Forbidden);
        body = new StringContent("{\"request\":\"request-1\",\"text\":\"hello\"}", Encoding.UTF8, "text/plain");
        (await Host.Call(HttpMethod.Post, "/chat/api/places/general/say", body)).Says.ShouldBe("The call has to carry JSON.");
    }

    [Fact]
    public async Task Somebody_who_follows_a_link_to_the_page_gets_there() =>
        (await Host.Call(HttpMethod.Get, "/", actingAs: null, headers: [("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "navigate"), ("Sec-Fetch-Dest", "document")]))
            .Status.ShouldNotBe(HttpStatusCode.Forbidden);

    [Fact]
    public async Task Every_answer_tells_the_browser_to_run_our_own_scripts_only_and_to_guess_nothing()
    {
        var headers = (await Host.Get("people")).Headers;
        headers["Content-Security-Policy"].ShouldContain("default-src 'none'; script-src 'self'; style-src 'self'");
        headers["Content-Security-Policy"].ShouldContain("frame-ancestors 'none'");
        headers["Content-Security-Policy"].ShouldNotContain("unsafe");
        headers["X-Content-Type-Options"].ShouldBe("nosniff");
        headers["Cache-Control"].ShouldBe("no-store");
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused_with_what_to_do_whether_or_not_it_says_its_length()
    {
        const string says = "That is more than 256 KB at once. Send the beginning now and the rest in further messages.";
        var large = Encoding.UTF8.GetBytes($"{{\"request\":\"request-1\",\"text\":\"{new string('x', 300_000)}\"}}");
        foreach (var length in new long?[] { large.Length, null })
        {
            var content = new StreamContent(new MemoryStream(large)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json"), ContentLength = length } };
            var answer = await Host.Call(HttpMethod.Post, "/chat/api/places/general/say", content, headers: length is null ? [("Transfer-Encoding", "chunked")] : []);
            (answer.Status, answer.Says).ShouldBe((HttpStatusCode.RequestEntityTooLarge, says));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"request\":")]
    [InlineData("{\"request\":\"request-1\",\"text\":\"\\ud800\"}")]
    public async Task Json_that_cannot_be_read_is_answered_kindly(string body)
    {
        var answer = await Host.Post("places/general/say", body);
        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Says.ShouldNotBeNullOrWhiteSpace();
    }

    [Theory]
    [InlineData("zed")]
    [InlineData("")]
    [InlineData("web:ana")]
    public async Task Nobody_acts_as_somebody_who_does_not_exist(string handle)
    {
        var answer = await Host.Get("places", handle);
        answer.Status.ShouldBe(HttpStatusCode.Forbidden);
        answer.Says.ShouldBe("Nobody in the sample organisation has this name. Choose somebody under “acting as”.");
    }
}

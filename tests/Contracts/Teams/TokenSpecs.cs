using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace ChatOpsIncident.Contracts.Teams;

/// <summary>Who is heard at the endpoint: each forgery is refused, nobody is asked anything, no token goes anywhere.</summary>
public sealed class TokenSpecs : IAsyncLifetime
{
    private TeamsHost host = null!;

    public async ValueTask InitializeAsync() => host = await TeamsHost.Start(change: s => s with { TeamId = null });

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task A_token_of_Teams_is_taken()
    {
        (await host.Send(host.Mention("status"))).Status.ShouldBe(HttpStatusCode.OK);
        host.Bot.Asked.ShouldHaveSingleItem();
    }

    [Fact]
    public Task No_token() => Refused(host.Mention("status"), null, HttpStatusCode.Unauthorized, "it carries no token");

    [Fact]
    public Task What_is_no_token() => Refused(host.Mention("status"), "a.b.c", HttpStatusCode.Unauthorized, "its token cannot be read");

    [Fact]
    public Task Another_issuer() => Refused(host.Mention("status"), host.Teams.Token(issuer: "https://sts.windows.net/x/"), HttpStatusCode.Unauthorized, "its token is issued by somebody else");

    [Fact]
    public Task Another_audience() => Refused(host.Mention("status"), host.Teams.Token(audience: "11111111-fece-44f7-9a48-56465e2d5ab8"), HttpStatusCode.Unauthorized, "its token is for another app");

    [Fact]
    public Task A_token_that_is_over() => Refused(host.Mention("status"), host.Teams.Token(from: -70, until: -6), HttpStatusCode.Unauthorized, "its token is over, or not good yet");

    [Fact]
    public Task A_token_that_is_not_good_yet() => Refused(host.Mention("status"), host.Teams.Token(from: 6), HttpStatusCode.Unauthorized, "its token is over, or not good yet");

    [Fact]
    public async Task A_clock_that_is_off_by_less_than_five_minutes_is_fine() =>
        (await host.Send(host.Mention("status"), host.Teams.Token(from: -70, until: -4))).Status.ShouldBe(HttpStatusCode.OK);

    [Fact]
    public Task No_algorithm()
    {
        var parts = host.Teams.Token().Split('.');
        var header = Base64UrlEncoder.Encode("""{"alg":"none","typ":"JWT","kid":"k1"}""");
        return Refused(host.Mention("status"), $"{header}.{parts[1]}.", HttpStatusCode.Unauthorized, "its token is not signed with RS256");
    }

    [Fact]
    public Task The_public_key_used_as_a_secret()
    {
        var secret = new SymmetricSecurityKey(Encoding.UTF8.GetBytes(host.Teams.Keys["k1"].Key.ExportSubjectPublicKeyInfoPem())) { KeyId = "k1" };
        var token = new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = TeamsStub.Issuer,
            Audience = TeamsStub.App,
            Claims = new Dictionary<string, object> { ["serviceurl"] = host.Teams.Service },
            SigningCredentials = new(secret, SecurityAlgorithms.HmacSha256),
        });
        return Refused(host.Mention("status"), token, HttpStatusCode.Unauthorized, "its token is not signed with RS256");
    }

    [Fact]
    public Task Another_RSA_algorithm() => Refused(host.Mention("status"), host.Teams.Token(algorithm: SecurityAlgorithms.RsaSsaPssSha256), HttpStatusCode.Unauthorized, "its token is not signed with RS256");

    [Fact]
    public Task The_right_name_of_a_key_and_another_key() => Refused(host.Mention("status"), host.Teams.Token(signedWith: TeamsStub.Other), HttpStatusCode.Unauthorized, "its token is not signed with the key that it names");

    [Fact]
    public async Task A_key_that_Teams_does_not_have()
    {
        var token = host.Teams.Token(key: "k9", signedWith: TeamsStub.Other);
        for (var i = 0; i < 5; i++) await Refused(host.Mention("status"), token, HttpStatusCode.Unauthorized, "its token is signed with a key that Teams does not have");
        host.Teams.Calls.Count(c => c.Path == "/keys").ShouldBeLessThanOrEqualTo(2);
    }

    [Fact]
    public async Task A_new_key_is_asked_for_once()
    {
        (await host.Send(host.Mention("status"))).Status.ShouldBe(HttpStatusCode.OK);
        host.Teams.Keys["k2"] = (TeamsStub.Other, ["msteams"]);
        (await host.Send(host.Mention("status"), host.Teams.Token(key: "k2"))).Status.ShouldBe(HttpStatusCode.OK);
        host.Teams.Calls.Count(c => c.Path == "/keys").ShouldBe(2);
    }

    [Theory]
    [InlineData("webchat")]
    [InlineData("")]
    public async Task A_key_that_is_not_endorsed_for_Teams(string endorsed)
    {
        host.Teams.Keys["k3"] = (TeamsStub.Other, endorsed.Length == 0 ? [] : [endorsed]);
        await Refused(host.Mention("status"), host.Teams.Token(key: "k3"), HttpStatusCode.Forbidden, "the key of its token is not endorsed for its channel");
    }

    [Fact]
    public Task A_token_for_another_service_address() => Refused(host.Mention("status"), host.Teams.Token(service: "https://smba.trafficmanager.net/emea/"), HttpStatusCode.Forbidden, "its token is for another service address");

    [Fact]
    public Task A_token_for_no_service_address() => Refused(host.Mention("status"), host.Teams.Token(service: ""), HttpStatusCode.Forbidden, "its token is for another service address");

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("https://smba.trafficmanager.net.evil.example/")]
    [InlineData("http://smba.trafficmanager.net/emea/")]
    [InlineData("https://127.0.0.1@evil.example/")]
    public Task A_service_address_of_another_host(string address)
    {
        var activity = host.Mention("status");
        activity["serviceUrl"] = address;
        return Refused(activity, host.Teams.Token(service: address), HttpStatusCode.Forbidden, "its service address is not one that a token may be sent to");
    }

    [Fact]
    public Task Another_organisation()
    {
        var activity = host.Mention("status");
        activity["channelData"]!["tenant"]!["id"] = "99999999-0237-4969-b378-8d42590f9c00";
        return Refused(activity, host.Teams.Token(), HttpStatusCode.Forbidden, "it is of another organisation");
    }

    [Fact]
    public Task A_conversation_of_another_organisation()
    {
        var activity = host.Mention("status");
        activity["conversation"]!["tenantId"] = "99999999-0237-4969-b378-8d42590f9c00";
        return Refused(activity, host.Teams.Token(), HttpStatusCode.Forbidden, "it is of another organisation");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public Task No_organisation_at_all(string? tenant)
    {
        var activity = host.Mention("status");
        activity["conversation"]!["tenantId"] = tenant;
        activity["channelData"]!["tenant"] = tenant is null ? null : new JsonObject { ["id"] = tenant };
        return Refused(activity, host.Teams.Token(), HttpStatusCode.Forbidden, "it is of another organisation");
    }

    [Fact]
    public async Task For_which_bot_it_is_the_token_says_and_ids_are_opaque()
    {
        var activity = host.Mention("status");
        activity["recipient"]!["id"] = "bot-of-the-playground";
        activity["entities"]![0]!["mentioned"]!["id"] = "bot-of-the-playground";
        activity["from"] = new JsonObject { ["id"] = "user-id-0", ["aadObjectId"] = "00000000-0000-0000-0000-0000000000020" };
        (await host.Send(activity)).Status.ShouldBe(HttpStatusCode.OK);
        host.Bot.Asked.ShouldHaveSingleItem().Who.Id.ShouldBe("teams:00000000-0000-0000-0000-0000000000020");
    }

    [Fact]
    public Task Another_channel()
    {
        var activity = host.Mention("status");
        activity["channelId"] = "webchat";
        return Refused(activity, host.Teams.Token(), HttpStatusCode.Forbidden, "the key of its token is not endorsed for its channel");
    }

    [Fact]
    public async Task A_repeat_has_the_same_answer_and_happens_once()
    {
        var pressed = host.Invoke("adaptiveCard/action", JsonNode.Parse("""{"action":{"type":"Action.Execute","verb":"ack","data":{"word":"ack","stream":"S"}},"trigger":"manual"}""")!);
        var (first, again) = (await host.Send(pressed), await host.Send(pressed));
        again.Body!.ToJsonString().ShouldBe(first.Body!.ToJsonString());
        host.Bot.Asked.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task An_admin_who_looks_is_answered_405()
    {
        using var http = new HttpClient();
        (await http.GetAsync(host.Endpoint)).StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
    }

    private async Task Refused(JsonNode activity, string? token, HttpStatusCode status, string because)
    {
        (await host.Send(activity, token, unsigned: token is null)).Status.ShouldBe(status);
        host.Log.All.ShouldContain(l => l.Contains(because, StringComparison.Ordinal));
        host.Bot.Asked.ShouldBeEmpty();
        host.Teams.Made.ShouldAllBe(c => c.Path == "/token", "but for its own at the start");
    }
}

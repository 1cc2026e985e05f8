using System.Net;
using System.Text;
using ChatOpsIncident.Edges.Teams.Inbound;
using Microsoft.Extensions.Time.Testing;

namespace ChatOpsIncident.Contracts.Teams;

/// <summary>What is unsigned is taken from this machine alone, where the settings say so; and what comes again too late is not taken.</summary>
public sealed class UnsignedSpecs
{
    [Fact]
    public async Task From_this_machine_where_the_settings_say_so()
    {
        await using var host = await TeamsHost.Start(change: s => s with { AllowAnonymous = true, Credential = null, TeamId = null });
        (await host.Send(host.Mention("status"), unsigned: true)).Status.ShouldBe(HttpStatusCode.OK);
        host.Bot.Asked.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("X-Forwarded-For", "10.0.0.1")]
    [InlineData("Host", "incidents.example.org")]
    public async Task Never_through_a_proxy_or_by_another_name(string header, string value)
    {
        await using var host = await TeamsHost.Start(change: s => s with { AllowAnonymous = true, Credential = null, TeamId = null });
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, host.Endpoint) { Content = new StringContent(host.Mention("status").ToJsonString(), Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation(header, value).ShouldBeTrue();
        (await http.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        host.Bot.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task Its_answer_stays_on_this_machine()
    {
        await using var host = await TeamsHost.Start(change: s => s with { AllowAnonymous = true, Credential = null, TeamId = null, ServiceHosts = ["smba.trafficmanager.net", "127.0.0.1"] });
        var activity = host.Mention("status");
        activity["serviceUrl"] = "https://smba.trafficmanager.net/emea/";
        (await host.Send(activity, unsigned: true)).Status.ShouldBe(HttpStatusCode.Forbidden);
        host.Bot.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_very_same_activity_has_the_same_answer_for_a_minute_and_none_later()
    {
        var clock = new FakeTimeProvider();
        var repeats = new Repeats(clock);
        var made = 0;
        Task<Response> Make() => Task.FromResult(new Response(200 + made++));
        (await repeats.Once("a", Make)!).Status.ShouldBe(200);
        clock.Advance(TimeSpan.FromSeconds(59));
        (await repeats.Once("a", Make)!).Status.ShouldBe(200);
        clock.Advance(TimeSpan.FromSeconds(2));
        repeats.Once("a", Make).ShouldBeNull();
        (await repeats.Once("b", Make)!).Status.ShouldBe(201);
    }

    [Fact]
    public async Task What_did_not_go_through_is_tried_anew_when_it_comes_again()
    {
        var repeats = new Repeats(new FakeTimeProvider());
        var made = 0;
        Task<Response> Make() => Task.FromResult(new Response(made++ == 0 ? 500 : 200));
        (await repeats.Once("a", Make)!).Status.ShouldBe(500);
        (await repeats.Once("a", Make)!).Status.ShouldBe(200);
        (await repeats.Once("a", Make)!).Status.ShouldBe(200);
        made.ShouldBe(2);
    }
}

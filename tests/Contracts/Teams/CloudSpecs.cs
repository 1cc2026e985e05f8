using System.Net;
using ChatOpsIncident.Edges.Teams;

namespace ChatOpsIncident.Contracts.Teams;

/// <summary>Each cloud has its own keys, its own login and its own hosts; nothing of one is good in another.</summary>
public sealed class CloudSpecs
{
    [Theory]
    [InlineData("Public", "login.botframework.com", "https://login.microsoftonline.com/t/oauth2/v2.0/token", "https://api.botframework.com/.default", "https://graph.microsoft.com/v1.0/", "smba.trafficmanager.net")]
    [InlineData("usgovernment", "login.botframework.azure.us", "https://login.microsoftonline.us/t/oauth2/v2.0/token", "https://api.botframework.us/.default", "https://graph.microsoft.us/v1.0/", "*.teams.microsoft.us")]
    [InlineData("UsDefense", "login.botframework.azure.us", "https://login.microsoftonline.us/t/oauth2/v2.0/token", "https://api.botframework.us/.default", "https://dod-graph.microsoft.us/v1.0/", "*.teams.microsoft.us")]
    [InlineData("China", "login.botframework.azure.cn", "https://login.partner.microsoftonline.cn/t/oauth2/v2.0/token", "https://api.botframework.azure.cn/.default", "https://microsoftgraph.chinacloudapi.cn/v1.0/", "*.botframework.azure.cn")]
    public void A_cloud_by_its_name_has_its_addresses(string name, string keys, string token, string scope, string graph, string host)
    {
        var settings = new TeamsSettings("a", null, ["t"], TeamsCloud.Named(name).ShouldNotBeNull());
        settings.OpenIdMetadata.AbsoluteUri.ShouldBe($"https://{keys}/v1/.well-known/openidconfiguration");
        (settings.TokenUrl.AbsoluteUri, settings.Cloud.Scope, settings.GraphUrl.AbsoluteUri).ShouldBe((token, scope, graph));
        settings.ServiceHosts.ShouldContain(host);
    }

    [Fact]
    public void Hosts_of_one_cloud_are_of_no_other() =>
        TeamsCloud.All.SelectMany(c => c.ServiceHosts.Select(h => (h, c.Issuer))).Distinct().GroupBy(h => h.h).ShouldAllBe(g => g.Count() == 1);

    [Theory]
    [InlineData("Public")]
    [InlineData("UsGovernment")]
    [InlineData("UsDefense")]
    [InlineData("China")]
    public async Task Only_its_own_issuer_is_believed_and_our_token_is_asked_for_there(string name)
    {
        var cloud = TeamsCloud.Named(name)!;
        await using var host = await TeamsHost.Start(change: s => s with { Cloud = cloud, TeamId = null });
        (await host.Send(host.Mention("status INC-1 and what follows from it"), host.Teams.Token(issuer: cloud.Issuer))).Status.ShouldBe(HttpStatusCode.OK);
        await host.Until(() => host.Teams.Cards.Any(), "an answer");
        host.Teams.Calls.Where(c => c.Path == "/token").Select(c => (string?)c.Body!["scope"]).ShouldContain(cloud.Scope);
        foreach (var other in TeamsCloud.All.Where(c => c.Issuer != cloud.Issuer))
            (await host.Send(host.Mention("status INC-1"), host.Teams.Token(issuer: other.Issuer))).Status.ShouldBe(HttpStatusCode.Unauthorized, other.Name);
    }
}

using System.Collections.Immutable;

namespace ChatOpsIncident.Edges.Teams;

/// <summary>A cloud that Teams lives in: who signs what is sent to us, and where we may send to.</summary>
/// <param name="Name">As <c>Teams:Cloud</c> has it.</param>
/// <param name="Issuer">Who issues the tokens of those who call us.</param>
/// <param name="OpenIdMetadata">Where their keys are named.</param>
/// <param name="Login">Where our own tokens come from.</param>
/// <param name="Scope">What our token for conversations is for.</param>
/// <param name="Graph">Microsoft Graph, with its version and a slash at the end.</param>
/// <param name="Client">Where people open Teams.</param>
/// <param name="ServiceHosts">Hosts of the Connector.</param>
/// <remarks>https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication and how-to-deploy-gov-cloud-high there.</remarks>
public sealed record TeamsCloud(string Name, string Issuer, Uri OpenIdMetadata, Uri Login, string Scope, Uri Graph, Uri Client, ImmutableArray<string> ServiceHosts)
{
    /// <summary>The public cloud.</summary>
    public static TeamsCloud Public { get; } = new(
        "Public", "https://api.botframework.com", new("https://login.botframework.com/v1/.well-known/openidconfiguration"), new("https://login.microsoftonline.com/"),
        "https://api.botframework.com/.default", new("https://graph.microsoft.com/v1.0/"), new("https://teams.microsoft.com/"), ["smba.trafficmanager.net", "*.teams.microsoft.com", "*.botframework.com"]);

    /// <summary>US government, GCC High.</summary>
    public static TeamsCloud UsGovernment { get; } = new(
        "UsGovernment", "https://api.botframework.us", new("https://login.botframework.azure.us/v1/.well-known/openidconfiguration"), new("https://login.microsoftonline.us/"),
        "https://api.botframework.us/.default", new("https://graph.microsoft.us/v1.0/"), new("https://gov.teams.microsoft.us/"), ["*.teams.microsoft.us", "*.botframework.azure.us"]);

    /// <summary>US government, Department of Defense.</summary>
    public static TeamsCloud UsDefense { get; } = UsGovernment with { Name = "UsDefense", Graph = new("https://dod-graph.microsoft.us/v1.0/"), Client = new("https://dod.teams.microsoft.us/") };

    /// <summary>China, operated by 21Vianet. Hosts of its Connector beyond these are named by <c>Teams:AllowedServiceHosts</c>.</summary>
    /// <remarks>https://learn.microsoft.com/azure/bot-service/how-to-deploy-china-cloud</remarks>
    public static TeamsCloud China { get; } = new(
        "China", "https://api.botframework.azure.cn", new("https://login.botframework.azure.cn/v1/.well-known/openidconfiguration"), new("https://login.partner.microsoftonline.cn/"),
        "https://api.botframework.azure.cn/.default", new("https://microsoftgraph.chinacloudapi.cn/v1.0/"), new("https://teams.microsoftonline.cn/"), ["*.botframework.azure.cn"]);

    /// <summary>All of them.</summary>
    public static ImmutableArray<TeamsCloud> All { get; } = [Public, UsGovernment, UsDefense, China];

    /// <summary>The cloud of this name; null: there is none.</summary>
    public static TeamsCloud? Named(string name) => All.FirstOrDefault(c => string.Equals(c.Name, name, StringComparison.OrdinalIgnoreCase));
}

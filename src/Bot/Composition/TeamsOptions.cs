using System.Collections.Immutable;
using ChatOpsIncident.Edges.Teams;

namespace ChatOpsIncident.Bot.Composition;

/// <summary>The settings of Teams: what they say, and what about them cannot be. Their values are secret and never shown.</summary>
internal static class TeamsOptions
{
    private const string App = "Teams:AppId";
    private const string Tenant = "Teams:TenantId";
    private const string Secret = "Teams:ClientSecret";
    private const string Certificate = "Teams:CertificatePath";
    private const string Machine = "Teams:ManagedIdentity";
    private const string Federated = "Teams:FederatedTokenFile";
    private const string Team = "Teams:TeamId";
    private const string Cloud = "Teams:Cloud";
    private const string Metadata = "Teams:OpenIdMetadataUrl";
    private const string Token = "Teams:TokenUrl";
    private const string Graph = "Teams:GraphUrl";
    private const string Hosts = "Teams:AllowedServiceHosts";
    private const string Anonymous = "Teams:AllowAnonymous";

    private static readonly ImmutableArray<string> Credentials = [Secret, Certificate, Machine, Federated];

    /// <summary>All of them.</summary>
    public static ImmutableArray<string> Names { get; } = [App, Tenant, .. Credentials, Team, Cloud, Metadata, Token, Graph, Hosts, Anonymous];

    /// <summary>Null: Teams is off.</summary>
    public static TeamsSettings? Read(IConfiguration configuration)
    {
        if (Of(configuration, App) is not { } app) return null;
        var cloud = Of(configuration, Cloud) is { } named ? TeamsCloud.Named(named) ?? TeamsCloud.Public : TeamsCloud.Public;
        var settings = new TeamsSettings(app, Credential(configuration), List(configuration, Tenant), cloud) { TeamId = Of(configuration, Team), AllowAnonymous = IsAnonymous(configuration) };
        var hosts = List(configuration, Hosts);
        return settings with
        {
            OpenIdMetadata = Address(Of(configuration, Metadata)) ?? settings.OpenIdMetadata,
            TokenUrl = Address(Of(configuration, Token)) ?? settings.TokenUrl,
            GraphUrl = Address(Of(configuration, Graph)) ?? settings.GraphUrl,
            ServiceHosts = hosts.IsEmpty ? settings.AllowAnonymous ? [.. settings.ServiceHosts, "localhost", "127.0.0.1"] : settings.ServiceHosts : hosts,
        };
    }

    public static IEnumerable<string> Faults(IConfiguration configuration)
    {
        if (Of(configuration, App) is null)
        {
            foreach (var name in Names.Where(n => n != App && configuration.GetSection(n).Exists()))
                yield return $"{name}: it needs {App} beside it. Copy the Application (client) ID of the app registration, or remove {name}.";
            yield break;
        }
        var set = Credentials.Where(c => Of(configuration, c) is not null).ToArray();
        if (set.Length > 1) yield return $"{set[1]}: {set[0]} is set too. Keep one of {string.Join(", ", Credentials)}.";
        if (set.Length == 0 && !IsAnonymous(configuration)) yield return $"{App}: the bot cannot prove that it is itself. Set {Secret}, or one of {string.Join(", ", Credentials.Skip(1))}.";
        if (List(configuration, Tenant).IsEmpty && !IsAnonymous(configuration)) yield return $"{Tenant}: the organisation is not named. Copy the Directory (tenant) ID of the app registration.";
        foreach (var fault in Values(configuration)) yield return fault;
        if (configuration[Anonymous] is { } anonymous && !bool.TryParse(anonymous, out _)) yield return $"{Anonymous}: '{anonymous}' is neither. Write true or false.";
        if (IsAnonymous(configuration) && IsProduction(configuration)) yield return $"{Anonymous}: in Production everybody has to say who they are. Remove it, or set ASPNETCORE_ENVIRONMENT to Development on your own machine.";
    }

    private static IEnumerable<string> Values(IConfiguration configuration)
    {
        foreach (var (name, id) in List(configuration, Tenant).Select(t => (Tenant, t)).Append((App, Of(configuration, App)!)).Append((Team, Of(configuration, Team) ?? "")))
        {
            if (id.Length > 0 && !Guid.TryParseExact(id, "D", out _)) yield return $"{name}: '{id}' is not an id. It looks like 11111111-2222-3333-4444-555555555555; README, Teams, says where it stands.";
        }
        foreach (var name in new[] { Certificate, Federated })
        {
            if (Of(configuration, name) is { } path && !File.Exists(path)) yield return $"{name}: there is no file {Path.GetFullPath(path)}. Write the path as seen from here.";
        }
        if (Of(configuration, Cloud) is { } cloud && TeamsCloud.Named(cloud) is null) yield return $"{Cloud}: there is no {cloud}. Write {string.Join(", ", TeamsCloud.All.Select(c => c.Name))}, or leave it out.";
        foreach (var name in new[] { Metadata, Token, Graph })
        {
            if (Of(configuration, name) is { } address && Address(address) is null) yield return $"{name}: '{address}' is not an address. Write it with https, or leave it out; http is taken on this machine only.";
        }
        if (Of(configuration, Graph) is { } graph && !graph.EndsWith("/v1.0/", StringComparison.Ordinal)) yield return $"{Graph}: it ends in /v1.0/, such as {TeamsCloud.Public.Graph}.";
    }

    private static TeamsCredential? Credential(IConfiguration configuration) => (Of(configuration, Secret), Of(configuration, Certificate), Of(configuration, Machine), Of(configuration, Federated)) switch
    {
        ({ } secret, _, _, _) => new ClientSecret(secret),
        (_, { } certificate, _, _) => new ClientCertificate(certificate),
        (_, _, { } machine, _) => new MachineIdentity(machine),
        (_, _, _, { } federated) => new FederatedToken(federated),
        _ => null,
    };

    /// <summary>What nobody said otherwise runs for real.</summary>
    private static bool IsProduction(IConfiguration configuration) => configuration["environment"] is not { Length: > 0 } set || set.Equals("Production", StringComparison.OrdinalIgnoreCase);

    private static bool IsAnonymous(IConfiguration configuration) => bool.TryParse(configuration[Anonymous], out var on) && on;

    private static string? Of(IConfiguration configuration, string name) => configuration[name] is { } value && value.Trim() is { Length: > 0 } set ? set : null;

    /// <summary>With commas, or one by one.</summary>
    private static ImmutableArray<string> List(IConfiguration configuration, string name) =>
    [
        .. (Of(configuration, name)?.Split(',') ?? []).Concat(configuration.GetSection(name).GetChildren().Select(c => c.Value ?? ""))
            .Select(v => v.Trim().ToLowerInvariant()).Where(v => v.Length > 0).Distinct(),
    ];

    private static Uri? Address(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)) ? address : null;
}

using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using ChatOpsIncident.Edges.Teams;
using ChatOpsIncident.Engine;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace ChatOpsIncident.Contracts.Teams;

/// <summary>How the app proves that it is itself, and how long its token is kept.</summary>
public sealed class CredentialSpecs : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task By_a_secret_and_once_for_as_long_as_the_token_is_good()
    {
        await using var host = await Started(new ClientSecret("secret"));
        await Says(host);
        await Says(host);
        var asked = host.Teams.Calls.Single(c => c.Path == "/token" && (string?)c.Body!["scope"] == "https://api.botframework.com/.default").Body!;
        ((string?)asked["grant_type"], (string?)asked["client_id"], (string?)asked["client_secret"]).ShouldBe(("client_credentials", TeamsStub.App, "secret"));
    }

    [Fact]
    public async Task By_a_certificate()
    {
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=incidents", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(TimeProvider.System.GetUtcNow(), TimeProvider.System.GetUtcNow().AddDays(1));
        var file = folder.File("app.pem");
        await File.WriteAllTextAsync(file, certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem());
        await using var host = await Started(new ClientCertificate(file));
        await Says(host);
        var asked = host.Teams.Calls.First(c => c.Path == "/token").Body!;
        asked["client_secret"].ShouldBeNull();
        var assertion = (string)asked["client_assertion"]!;
        var verdict = await new JsonWebTokenHandler().ValidateTokenAsync(assertion, new()
        {
            IssuerSigningKey = new RsaSecurityKey(key),
            ValidIssuer = TeamsStub.App,
            ValidAudience = new Uri(host.Teams.Address, "token").AbsoluteUri,
        });
        verdict.IsValid.ShouldBeTrue(verdict.Exception?.Message);
        var token = new JsonWebToken(assertion);
        token.Subject.ShouldBe(TeamsStub.App);
        token.GetHeaderValue<string>("x5t#S256").ShouldBe(Base64UrlEncoder.Encode(certificate.GetCertHash(HashAlgorithmName.SHA256)));
    }

    [Fact]
    public async Task By_the_token_of_a_workload_read_anew_each_time()
    {
        var file = folder.File("token");
        await File.WriteAllTextAsync(file, "from-the-cluster\n");
        await using var host = await Started(new FederatedToken(file));
        await Says(host);
        var asked = host.Teams.Calls.First(c => c.Path == "/token").Body!;
        ((string?)asked["client_assertion"], (string?)asked["client_assertion_type"]).ShouldBe(("from-the-cluster", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"));
    }

    /// <summary>As Azure hands out tokens inside a web app; the address stands in the environment there.</summary>
    [Fact]
    public async Task By_what_the_machine_is_on_Azure()
    {
        const string Address = "IDENTITY_ENDPOINT", Header = "IDENTITY_HEADER";
        try
        {
            await using var host = await TeamsHost.Start(change: s =>
            {
                Environment.SetEnvironmentVariable(Address, new Uri(s.TokenUrl, "/identity").AbsoluteUri);
                Environment.SetEnvironmentVariable(Header, "of-this-machine");
                return s with { Credential = new MachineIdentity("e15a9416-0ad3-4172-9210-7beb711d3f99"), TeamId = null };
            });
            host.Teams.Says = call => call.Path.StartsWith("/identity", StringComparison.Ordinal)
                ? (200, new JsonObject { ["access_token"] = "of-azure", ["expires_on"] = TimeProvider.System.GetUtcNow().AddHours(1).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), ["token_type"] = "Bearer" })
                : null;
            await Says(host);
            host.Teams.Calls.ShouldNotContain(c => c.Path == "/token");
            var asked = host.Teams.Calls.Last(c => c.Path.StartsWith("/identity", StringComparison.Ordinal)).Path;
            asked.ShouldContain("resource=https://api.botframework.com");
            asked.ShouldContain("client_id=e15a9416-0ad3-4172-9210-7beb711d3f99");
            host.Teams.Made.Last(c => c.Path.Contains("/activities", StringComparison.Ordinal)).Authorization.ShouldBe("Bearer of-azure");
        }
        finally
        {
            Environment.SetEnvironmentVariable(Address, null);
            Environment.SetEnvironmentVariable(Header, null);
        }
    }

    [Fact]
    public async Task No_token_goes_to_a_host_that_is_not_listed_whatever_the_store_says()
    {
        await using var host = await Started(new ClientSecret("secret"));
        var store = host.The<IStore>();
        await Says(host);
        var before = host.Teams.Made.Count();
        await using var other = await TeamsStub.Start();
        var elsewhere = new UriBuilder(other.Address) { Host = "localhost" }.Uri.AbsoluteUri;
        await store.Write([new Put(new(TableNames.Index, $"teams-places.{TeamsStub.App}", Hash("19:other@thread.tacv2")), $"\"{elsewhere}\"")]);
        var post = () => host.The<IChat>().Post("s.card.home", new ToRoom("19:other@thread.tacv2"), new("words", null, []));
        await post.ShouldThrowAsync<ChatBusyException>();
        host.Teams.Made.Count().ShouldBe(before);
        other.Calls.ShouldBeEmpty();
    }

    public void Dispose() => folder.Dispose();

    private static Task<TeamsHost> Started(TeamsCredential credential) => TeamsHost.Start(change: s => s with { Credential = credential, TeamId = null });

    private static async Task Says(TeamsHost host)
    {
        var before = host.Teams.Cards.Count();
        await host.Send(host.Mention("status INC-1 and what follows from it"));
        await host.Until(() => host.Teams.Cards.Count() > before, "an answer");
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));
}

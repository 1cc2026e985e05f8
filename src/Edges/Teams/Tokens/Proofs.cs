using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Azure.Core;
using Azure.Identity;
using ChatOpsIncident.Edges.Teams.Connector;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace ChatOpsIncident.Edges.Teams.Tokens;

/// <summary>How the app proves to Entra that it is itself.</summary>
internal interface IProof
{
    /// <summary>Fields of the form that asks for a token.</summary>
    IReadOnlyDictionary<string, string> Fields(Uri tokenUrl);

    /// <summary>Where the machine itself hands out tokens; null: they are asked for by the form.</summary>
    Func<string, CancellationToken, Task<(string Token, TimeSpan Lasts)>>? Own => null;
}

/// <summary>The proof for each credential.</summary>
internal static class Proofs
{
    /// <summary>The proof; null: there is none, and calls go without a token.</summary>
    public static IProof? Of(TeamsSettings settings, TimeProvider clock) => settings.Credential switch
    {
        ClientSecret secret => new BySecret(secret.Secret),
        ClientCertificate certificate => new ByCertificate(certificate.Path, settings.AppId, clock),
        FederatedToken federated => new ByAssertion(federated.Path),
        MachineIdentity machine => new ByMachine(machine.ClientId, clock),
        _ => null,
    };
}

/// <summary>By a secret.</summary>
internal sealed class BySecret(string secret) : IProof
{
    public IReadOnlyDictionary<string, string> Fields(Uri tokenUrl) => new Dictionary<string, string> { ["client_secret"] = secret };
}

/// <summary>By an assertion that another system wrote into a file; read anew each time, because it is renewed there.</summary>
/// <remarks>https://learn.microsoft.com/entra/workload-id/workload-identity-federation</remarks>
internal sealed class ByAssertion(string path) : IProof
{
    public IReadOnlyDictionary<string, string> Fields(Uri tokenUrl)
    {
        try
        {
            return Assertions.Of(File.ReadAllText(path).Trim());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TeamsErrorException("token", System.Net.HttpStatusCode.Unauthorized, "Teams:FederatedTokenFile cannot be read");
        }
    }
}

/// <summary>By an assertion that is signed with a certificate; lives for ten minutes.</summary>
/// <remarks>https://learn.microsoft.com/entra/identity-platform/certificate-credentials</remarks>
internal sealed class ByCertificate(string path, string app, TimeProvider clock) : IProof
{
    private static readonly TimeSpan Lives = TimeSpan.FromMinutes(10);

    private readonly JsonWebTokenHandler handler = new() { SetDefaultTimesOnTokenCreation = false };

    public IReadOnlyDictionary<string, string> Fields(Uri tokenUrl)
    {
        using var certificate = Load();
        using var key = certificate.GetRSAPrivateKey() ?? throw new TeamsErrorException("token", System.Net.HttpStatusCode.Unauthorized, "Teams:CertificatePath holds no RSA key");
        var now = clock.GetUtcNow();
        var credentials = new SigningCredentials(new RsaSecurityKey(key) { CryptoProviderFactory = new() { CacheSignatureProviders = false } }, SecurityAlgorithms.RsaSha256);
        return Assertions.Of(handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = app,
            Audience = tokenUrl.AbsoluteUri,
            Claims = new Dictionary<string, object> { ["sub"] = app, ["jti"] = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)) },
            NotBefore = now.UtcDateTime,
            Expires = (now + Lives).UtcDateTime,
            SigningCredentials = credentials,
            AdditionalHeaderClaims = new Dictionary<string, object> { ["x5t#S256"] = Base64UrlEncoder.Encode(certificate.GetCertHash(HashAlgorithmName.SHA256)) },
        }));
    }

    private X509Certificate2 Load()
    {
        try
        {
            return path.EndsWith(".pem", StringComparison.OrdinalIgnoreCase) ? X509Certificate2.CreateFromPemFile(path) : X509CertificateLoader.LoadPkcs12FromFile(path, null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new TeamsErrorException("token", System.Net.HttpStatusCode.Unauthorized, "Teams:CertificatePath cannot be read");
        }
    }
}

/// <summary>By what the machine is, on Azure.</summary>
internal sealed class ByMachine(string client, TimeProvider clock) : IProof
{
    private readonly ManagedIdentityCredential identity = new(ManagedIdentityId.FromUserAssignedClientId(client));

    public IReadOnlyDictionary<string, string> Fields(Uri tokenUrl) => new Dictionary<string, string>();

    public Func<string, CancellationToken, Task<(string Token, TimeSpan Lasts)>> Own => async (scope, cancel) =>
    {
        try
        {
            var token = await identity.GetTokenAsync(new TokenRequestContext([scope]), cancel);
            return (token.Token, token.ExpiresOn - clock.GetUtcNow());
        }
        catch (AuthenticationFailedException)
        {
            throw new TeamsErrorException("token", System.Net.HttpStatusCode.Unauthorized, "the managed identity gives no token");
        }
    };
}

/// <summary>The form's fields for an assertion.</summary>
internal static class Assertions
{
    public static IReadOnlyDictionary<string, string> Of(string assertion) => new Dictionary<string, string>
    {
        ["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
        ["client_assertion"] = assertion,
    };
}

using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace ChatOpsIncident.Edges.Teams.Tokens;

/// <summary>
/// Whether a call comes from Teams: a token signed with RS256 by a key of the metadata document, by the cloud's issuer, for this app, in its time.
/// What the token says about the activity is checked by <see cref="Good.Covers"/>, once that was read.
/// </summary>
/// <remarks>https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication#step-4-verify-the-jwt-token. All of it is required.</remarks>
internal sealed class InboundToken(SigningKeys keys, TeamsSettings settings, TimeProvider clock)
{
    /// <summary>How far the sender's clock may be off, either way.</summary>
    public static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    private const string Algorithm = SecurityAlgorithms.RsaSha256;
    private const int Longest = 16 * 1024;

    private readonly JsonWebTokenHandler handler = new() { MapInboundClaims = false, MaximumTokenSizeInBytes = Longest };

    /// <summary>Reads the header <c>Authorization</c>.</summary>
    public async Task<Verdict> Check(string? authorization, CancellationToken cancel)
    {
        if (authorization is null || !authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)) return new Bad("it carries no token");
        var token = authorization["Bearer ".Length..].Trim();
        if (token.Length > Longest || Read(token) is not { } read) return new Bad("its token cannot be read");
        if (read.Alg != Algorithm) return new Bad("its token is not signed with RS256");
        if (read.Kid is not { Length: > 0 and <= 256 } id) return new Bad("its token names no key");
        if (await keys.Find(id, cancel) is not { } key) return new Bad("its token is signed with a key that Teams does not have");
        var result = await handler.ValidateTokenAsync(read, Parameters(key));
        if (!result.IsValid) return new Bad(Why(result.Exception));
        return new Good(key, ServiceUrl(read));
    }

    private JsonWebToken? Read(string token)
    {
        try
        {
            return handler.CanReadToken(token) ? handler.ReadJsonWebToken(token) : null;
        }
        catch (Exception e) when (e is ArgumentException or SecurityTokenException or JsonException)
        {
            return null;
        }
    }

    private TokenValidationParameters Parameters(SigningKey key) => new()
    {
        ValidAlgorithms = [Algorithm],
        RequireSignedTokens = true,
        IssuerSigningKey = key.Key,
        ValidateIssuerSigningKey = true,
        TryAllIssuerSigningKeys = false,
        ValidIssuer = settings.Cloud.Issuer,
        ValidateIssuer = true,
        AudienceValidator = (audiences, _, _) => audiences.Any(a => a.Equals(settings.AppId, StringComparison.OrdinalIgnoreCase)),
        RequireAudience = true,
        ValidateAudience = true,
        RequireExpirationTime = true,
        ValidateLifetime = true,
        LifetimeValidator = (from, until, _, _) => until is { } end && IsNow(from, end),
    };

    private bool IsNow(DateTime? from, DateTime until)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return now - Skew < until && (from is null || from <= now + Skew);
    }

    private static string Why(Exception? fault) => fault switch
    {
        SecurityTokenInvalidIssuerException => "its token is issued by somebody else",
        SecurityTokenInvalidAudienceException => "its token is for another app",
        SecurityTokenInvalidLifetimeException or SecurityTokenNoExpirationException or SecurityTokenExpiredException or SecurityTokenNotYetValidException => "its token is over, or not good yet",
        _ => "its token is not signed with the key that it names",
    };

    /// <summary>The claim's name is written in more than one way.</summary>
    private static string? ServiceUrl(JsonWebToken token) =>
        token.Claims.Where(c => c.Type.Equals("serviceurl", StringComparison.OrdinalIgnoreCase)).Select(c => c.Value).Distinct(StringComparer.Ordinal).ToArray() is [var only] ? only : null;
}

/// <summary>What a token comes to.</summary>
internal abstract record Verdict;

/// <summary>It does not come from Teams.</summary>
internal sealed record Bad(string Because) : Verdict;

/// <summary>It comes from Teams.</summary>
internal sealed record Good(SigningKey Key, string? ServiceUrl) : Verdict
{
    /// <summary>Null: the token is good for this activity; else why not.</summary>
    public string? Covers(string? channel, string? serviceUrl)
    {
        if (channel is null || !Key.Endorsements.Contains(channel)) return "the key of its token is not endorsed for its channel";
        return ServiceUrl is null || ServiceUrl != serviceUrl ? "its token is for another service address" : null;
    }
}

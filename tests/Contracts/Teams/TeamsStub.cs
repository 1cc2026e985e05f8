using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace ChatOpsIncident.Contracts.Teams;

/// <summary>A call as it came.</summary>
public sealed record TeamsStubCall(string Method, string Path, JsonNode? Body, string Authorization);

/// <summary>
/// As much of Teams as a report needs: keys, tokens, the Connector and Graph on one loopback server, answering as it should unless a test says otherwise.
/// </summary>
internal sealed class TeamsStub : IAsyncDisposable
{
    public const string App = "0b6fe6d1-fece-44f7-9a48-56465e2d5ab8";
    public const string Tenant = "50612dbb-0237-4969-b378-8d42590f9c00";
    public const string Group = "da849743-4259-475f-ae7a-4f4b0fb49943";
    public const string Issuer = "https://api.botframework.com";

    /// <summary>Made once: that takes long.</summary>
    public static readonly RSA Good = RSA.Create(2048);
    public static readonly RSA Other = RSA.Create(2048);

    private readonly WebApplication app;
    private int ids = 1000;

    private TeamsStub()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.Run(Answer);
    }

    /// <summary>Keys by their id, with the channels that they are endorsed for.</summary>
    public ConcurrentDictionary<string, (RSA Key, string[] Endorsements)> Keys { get; } = new();

    public ConcurrentQueue<TeamsStubCall> Calls { get; } = [];

    /// <summary>Null: as it should be.</summary>
    public Func<TeamsStubCall, (int Status, JsonNode? Body)?> Says { get; set; } = _ => null;

    public Uri Address => new(app.Urls.First());

    public string Service => Address.AbsoluteUri + "emea/" + Tenant + "/";

    /// <summary>Calls that went out to the Connector or Graph.</summary>
    public IEnumerable<TeamsStubCall> Made => Calls.Where(c => !c.Path.StartsWith("/keys", StringComparison.Ordinal) && !c.Path.StartsWith("/metadata", StringComparison.Ordinal));

    public IEnumerable<JsonNode> Cards => Made.Where(c => c.Method is "POST" or "PUT" && c.Path.Contains("/activities", StringComparison.Ordinal)).Select(c => c.Body!["attachments"]![0]!["content"]!);

    public static async Task<TeamsStub> Start()
    {
        var stub = new TeamsStub();
        stub.Keys["k1"] = (Good, ["msteams"]);
        await stub.app.StartAsync();
        return stub;
    }

    /// <summary>A token as Teams makes it, or with something wrong in it.</summary>
    public string Token(string key = "k1", string issuer = Issuer, string audience = App, string? service = null, double from = -5, double until = 60, string? algorithm = null, RSA? signedWith = null)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var rsa = new RsaSecurityKey(signedWith ?? Keys[key].Key) { KeyId = key, CryptoProviderFactory = new() { CacheSignatureProviders = false } };
        var claims = new Dictionary<string, object>();
        if (service != "") claims["serviceurl"] = service ?? Service;
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer,
            Audience = audience,
            Claims = claims,
            NotBefore = now.AddMinutes(from),
            IssuedAt = now.AddMinutes(from),
            Expires = now.AddMinutes(until),
            SigningCredentials = new(rsa, algorithm ?? SecurityAlgorithms.RsaSha256),
        });
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private async Task Answer(HttpContext http)
    {
        var body = await Read(http.Request);
        var call = new TeamsStubCall(http.Request.Method, Uri.UnescapeDataString(http.Request.Path + http.Request.QueryString), body, http.Request.Headers.Authorization.ToString());
        Calls.Enqueue(call);
        var (status, said) = Says(call) ?? Usual(call);
        http.Response.StatusCode = status;
        if (status == 429) http.Response.Headers.RetryAfter = "7";
        if (said is JsonValue raw) await http.Response.WriteAsync(raw.ToString());
        else if (said is not null) await http.Response.WriteAsJsonAsync(said);
    }

    /// <summary>JSON, the fields of a form, or plain text.</summary>
    private static async Task<JsonNode?> Read(HttpRequest request)
    {
        if (request.HasJsonContentType()) return await JsonNode.ParseAsync(request.Body);
        if (request.HasFormContentType) return new JsonObject((await request.ReadFormAsync()).Select(f => KeyValuePair.Create<string, JsonNode?>(f.Key, f.Value.ToString())));
        using var reader = new StreamReader(request.Body);
        return await reader.ReadToEndAsync() is { Length: > 0 } text ? JsonValue.Create(text) : null;
    }

    private (int Status, JsonNode? Body) Usual(TeamsStubCall call)
    {
        var path = call.Path;
        if (path == "/metadata") return (200, new JsonObject { ["issuer"] = Issuer, ["jwks_uri"] = new Uri(Address, "keys").AbsoluteUri });
        if (path == "/keys") return (200, new JsonObject { ["keys"] = new JsonArray([.. Keys.Select(Key)]) });
        if (path == "/token") return (200, new JsonObject { ["token_type"] = "Bearer", ["expires_in"] = 3600, ["access_token"] = "ours" });
        if (path.Contains("/members/", StringComparison.Ordinal)) return (200, Member(path.Split('/')[^1]));
        if (path.Contains("/tags/", StringComparison.Ordinal)) return (200, new JsonObject { ["value"] = new JsonArray(new JsonObject { ["userId"] = Ids.Ben }) });
        if (path.EndsWith("/tags", StringComparison.Ordinal)) return (200, new JsonObject { ["value"] = new JsonArray(new JsonObject { ["id"] = "t1", ["displayName"] = "On-call" }) });
        if (path.EndsWith("/channels", StringComparison.Ordinal) && call.Method == "POST")
            return (201, new JsonObject { ["id"] = $"19:{Next()}@thread.tacv2", ["displayName"] = (string?)call.Body!["displayName"], ["createdDateTime"] = "2030-01-01T00:00:00Z" });
        if (path.EndsWith("/v3/conversations", StringComparison.Ordinal)) return (201, new JsonObject { ["id"] = "a:with-" + call.Body!["members"]![0]!["id"] });
        if (path.Contains("/v1.0/", StringComparison.Ordinal)) return (200, new JsonObject { ["value"] = new JsonArray() });
        return (call.Method == "POST" ? 201 : 200, new JsonObject { ["id"] = Next() });
    }

    private string Next() => Interlocked.Increment(ref ids).ToString(CultureInfo.InvariantCulture);

    private static JsonNode Key(KeyValuePair<string, (RSA Key, string[] Endorsements)> key)
    {
        var of = key.Value.Key.ExportParameters(false);
        var json = new JsonObject { ["kty"] = "RSA", ["use"] = "sig", ["kid"] = key.Key, ["n"] = Base64UrlEncoder.Encode(of.Modulus), ["e"] = Base64UrlEncoder.Encode(of.Exponent) };
        if (key.Value.Endorsements.Length > 0) json["endorsements"] = new JsonArray([.. key.Value.Endorsements.Select(e => JsonValue.Create(e))]);
        return json;
    }

    private static JsonObject Member(string id) => new()
    {
        ["id"] = id.StartsWith("29:", StringComparison.Ordinal) ? id : "29:" + id,
        ["aadObjectId"] = id.StartsWith("29:", StringComparison.Ordinal) ? id[3..] : id,
        ["name"] = id.EndsWith(Ids.Ben, StringComparison.Ordinal) ? "Ben Okafor" : "Ana Ruiz",
        ["tenantId"] = Tenant,
        ["userRole"] = id.EndsWith(Ids.Guest, StringComparison.Ordinal) ? "guest" : "user",
    };
}

/// <summary>People of the stub.</summary>
internal static class Ids
{
    public const string Ana = "b15a9416-0ad3-4172-9210-7beb711d3f70";
    public const string Ben = "c15a9416-0ad3-4172-9210-7beb711d3f71";
    public const string Guest = "d15a9416-0ad3-4172-9210-7beb711d3f72";
}

using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace ChatOpsIncident.Emulators.Teams.Tokens;

/// <summary>What a token says that comes with an activity, and how it is signed; a forgery changes one thing.</summary>
/// <param name="ServiceUrl">Where the sender wants to be answered.</param>
/// <param name="At">When it was signed.</param>
public sealed record ActivityToken(string ServiceUrl, DateTimeOffset At)
{
    public string Issuer { get; init; } = Signer.Issuer;

    public string Audience { get; init; } = Installation.AppId;

    public DateTimeOffset NotBefore { get; init; } = At - TimeSpan.FromMinutes(5);

    public DateTimeOffset Expires { get; init; } = At + TimeSpan.FromHours(1);

    /// <summary><c>RS256</c>, <c>none</c>, or <c>HS256</c> with the public key as if it were the secret.</summary>
    public string Algorithm { get; init; } = "RS256";

    public KeyKind Key { get; init; } = KeyKind.Usual;

    /// <summary>The key's id as the token names it; null: the right one.</summary>
    public string? KeyId { get; init; }

    /// <summary>Without: no such claim.</summary>
    public bool SaysServiceUrl { get; init; } = true;
}

/// <summary>Keys that a token can be signed with.</summary>
public enum KeyKind
{
    /// <summary>Published, and endorsed for Teams.</summary>
    Usual,

    /// <summary>Published, and endorsed for other channels.</summary>
    OtherChannel,

    /// <summary>Published, without endorsements.</summary>
    WithoutEndorsements,

    /// <summary>Published from <see cref="Signer.Roll"/> on, in place of the usual one.</summary>
    Next,

    /// <summary>Nobody's.</summary>
    Unknown,
}

/// <summary>Signs what is sent to the bot, and publishes the keys.</summary>
public sealed class Signer
{
    public const string Issuer = "https://api.botframework.com";

    // One set for all emulators of a process: making keys takes long, and they are nobody's.
    private static readonly Dictionary<KeyKind, RSA> Keys = Enum.GetValues<KeyKind>().ToDictionary(k => k, _ => RSA.Create(2048));

    private bool rolled;

    /// <summary>How often the keys were asked for.</summary>
    public int Asked { get; private set; }

    /// <summary>From now on the next key is the usual one, and the one until now is not known any more.</summary>
    public void Roll() => rolled = true;

    /// <summary>The token as it stands in the header after <c>Bearer</c>.</summary>
    public string Sign(ActivityToken token)
    {
        ArgumentNullException.ThrowIfNull(token);
        var kind = token.Key == KeyKind.Usual && rolled ? KeyKind.Next : token.Key;
        var header = new JsonObject { ["typ"] = "JWT", ["alg"] = token.Algorithm, ["kid"] = token.KeyId ?? IdOf(kind), ["x5t"] = IdOf(kind) };
        var claims = new JsonObject
        {
            ["iss"] = token.Issuer,
            ["aud"] = token.Audience,
            ["nbf"] = token.NotBefore.ToUnixTimeSeconds(),
            ["exp"] = token.Expires.ToUnixTimeSeconds(),
        };
        if (token.SaysServiceUrl) claims["serviceurl"] = token.ServiceUrl;
        var signed = $"{Encoded(header)}.{Encoded(claims)}";
        var bytes = Encoding.ASCII.GetBytes(signed);
        var signature = token.Algorithm switch
        {
            "RS256" => Keys[kind].SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
            "HS256" => HMACSHA256.HashData(Encoding.ASCII.GetBytes(Keys[kind].ExportSubjectPublicKeyInfoPem()), bytes),
            _ => [],
        };
        return $"{signed}.{Encoded(signature)}";
    }

    internal JsonObject Document()
    {
        Asked++;
        var usual = rolled ? KeyKind.Next : KeyKind.Usual;
        return new() { ["keys"] = new JsonArray(Published(KeyKind.OtherChannel, "webchat", "skype"), Published(usual, "msteams", "webchat"), Published(KeyKind.WithoutEndorsements)) };
    }

    private static JsonObject Published(KeyKind kind, params IReadOnlyList<string> endorsements)
    {
        var key = Keys[kind].ExportParameters(false);
        var json = new JsonObject
        {
            ["kty"] = "RSA",
            ["use"] = "sig",
            ["kid"] = IdOf(kind),
            ["x5t"] = IdOf(kind),
            ["n"] = Encoded(key.Modulus!),
            ["e"] = Encoded(key.Exponent!),
        };
        if (endorsements.Count > 0) json["endorsements"] = new JsonArray([.. endorsements.Select(e => (JsonNode)e)]);
        return json;
    }

    private static string IdOf(KeyKind kind) => $"emulator-{kind}";

    private static string Encoded(JsonObject json) => Encoded(Encoding.UTF8.GetBytes(json.ToJsonString()));

    private static string Encoded(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);
}

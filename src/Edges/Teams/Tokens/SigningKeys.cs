using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;

namespace ChatOpsIncident.Edges.Teams.Tokens;

/// <summary>
/// The keys of those who may call us, from the raw document: parsers of key sets drop the endorsements. Kept for a day; a key that nobody knows
/// is asked for once, and not more often than every five minutes, whoever sends what.
/// </summary>
/// <remarks>https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication#step-2-get-the-openid-metadata-document</remarks>
internal sealed partial class SigningKeys(HttpClient http, TeamsSettings settings, TimeProvider clock, ILogger<SigningKeys> log) : IDisposable
{
    /// <summary>So often at most the document is asked for because of a key that is not in it.</summary>
    public static readonly TimeSpan Between = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(1);
    private static readonly TimeSpan AfterTrouble = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>So long a request waits for them: it has to be answered within three seconds. They are read all the same, for the next one.</summary>
    private static readonly TimeSpan Awaited = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim one = new(1, 1);
    private ImmutableDictionary<string, SigningKey>? known;
    private DateTimeOffset loadedAt = DateTimeOffset.MinValue;
    private DateTimeOffset anewAt = DateTimeOffset.MinValue;
    private DateTimeOffset troubleAt = DateTimeOffset.MinValue;

    /// <summary>The key with this id; null: there is none. Throws <see cref="KeysUnavailableException"/> where that cannot be told.</summary>
    public async Task<SigningKey?> Find(string id, CancellationToken cancel)
    {
        if (Fresh(id) is { } key) return key;
        try
        {
            return await Look(id).WaitAsync(Awaited, clock, cancel);
        }
        catch (TimeoutException)
        {
            throw new KeysUnavailableException();
        }
    }

    /// <summary>Has them at hand, so that nobody's first word has to wait for them.</summary>
    public async Task Ready()
    {
        try
        {
            await Look("");
        }
        catch (KeysUnavailableException)
        {
            // Said in the log; asked for again with the first call.
        }
    }

    private async Task<SigningKey?> Look(string id)
    {
        await one.WaitAsync();
        try
        {
            if (Fresh(id) is { } meanwhile) return meanwhile;
            var now = clock.GetUtcNow();
            var stale = known is null || now - loadedAt >= KeptFor;
            if (!stale && (id.Length == 0 || now - anewAt < Between)) return null;
            if (now - troubleAt < AfterTrouble) return Older(id);
            if (!stale) anewAt = now;
            if (await Load() is not { } loaded)
            {
                troubleAt = now;
                return Older(id);
            }
            (known, loadedAt) = (loaded, now);
            return loaded.GetValueOrDefault(id);
        }
        finally
        {
            one.Release();
        }
    }

    public void Dispose() => one.Dispose();

    private SigningKey? Fresh(string id) => known is { } keys && clock.GetUtcNow() - loadedAt < KeptFor ? keys.GetValueOrDefault(id) : null;

    /// <summary>An older word is better than none.</summary>
    private SigningKey? Older(string id) => known is { } keys ? keys.GetValueOrDefault(id) : throw new KeysUnavailableException();

    private async Task<ImmutableDictionary<string, SigningKey>?> Load()
    {
        try
        {
            using var late = new CancellationTokenSource(Patience, clock);
            var metadata = await Get(settings.OpenIdMetadata, late.Token);
            if (!Uri.TryCreate(metadata.Text("jwks_uri"), UriKind.Absolute, out var address) || !IsSafe(address)) throw new JsonException("No jwks_uri.");
            var document = await Get(address, late.Token);
            var keys = document.Each("keys").Select(Read).OfType<SigningKey>().GroupBy(k => k.Id, StringComparer.Ordinal).ToImmutableDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
            return keys.IsEmpty ? throw new JsonException("No keys.") : keys;
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or OperationCanceledException or IOException)
        {
            Log.NoKeys(log, settings.OpenIdMetadata, e.GetType().Name);
            return null;
        }
    }

    private bool IsSafe(Uri address) => address.Scheme == Uri.UriSchemeHttps || (address.IsLoopback && settings.OpenIdMetadata.IsLoopback);

    private async Task<JsonElement> Get(Uri address, CancellationToken cancel)
    {
        using var response = await http.GetAsync(address, cancel);
        response.EnsureSuccessStatusCode();
        return JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsByteArrayAsync(cancel));
    }

    /// <summary>RSA keys for signing only, of at least 2048 bits.</summary>
    private static SigningKey? Read(JsonElement key)
    {
        if (key.Text("kty") != "RSA" || key.Text("use") is not (null or "sig") || key.Text("kid") is not { } id || key.Text("n") is not { } n || key.Text("e") is not { } e) return null;
        try
        {
            var rsa = new RsaSecurityKey(new RSAParameters { Modulus = Base64UrlEncoder.DecodeBytes(n), Exponent = Base64UrlEncoder.DecodeBytes(e) }) { KeyId = id };
            var endorsements = key.Each("endorsements").Where(t => t.ValueKind == JsonValueKind.String).Select(t => t.GetString()!);
            return rsa.KeySize >= 2048 ? new(id, rsa, [.. endorsements]) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The keys of Teams cannot be read from {Address} ({Why}): what Teams sends is refused until they can. Look whether this machine may call it")]
        public static partial void NoKeys(ILogger logger, Uri address, string why);
    }
}

/// <summary>A key that signs tokens, and the channels that it is good for.</summary>
internal sealed record SigningKey(string Id, RsaSecurityKey Key, ImmutableHashSet<string> Endorsements);

/// <summary>The keys could not be read; nothing can be told about a token.</summary>
internal sealed class KeysUnavailableException() : Exception("The signing keys cannot be read.");

using System.Collections.Concurrent;
using System.Text.Json;
using ChatOpsIncident.Edges.Teams.Connector;

namespace ChatOpsIncident.Edges.Teams.Tokens;

/// <summary>Our own tokens, one for each scope: kept until five minutes before their end, asked for once however many wait.</summary>
/// <remarks>https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow. What the token is stays in memory and is never logged.</remarks>
internal sealed class OurTokens(HttpClient http, TeamsSettings settings, IProof proof, TimeProvider clock)
{
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan ComeBack = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, Kept> kept = new(StringComparer.Ordinal);

    /// <summary>A token for this scope. Errors are those of the Connector: refused, busy.</summary>
    public async Task<string> Get(string scope, CancellationToken cancel)
    {
        var mine = kept.GetOrAdd(scope, _ => new());
        if (mine.Token is { } token && clock.GetUtcNow() < mine.Until - Ahead) return token;
        await mine.One.WaitAsync(cancel);
        try
        {
            if (mine.Token is { } newer && clock.GetUtcNow() < mine.Until - Ahead) return newer;
            var (fresh, lasts) = proof.Own is { } own ? await own(scope, cancel) : await Ask(scope, cancel);
            (mine.Token, mine.Until) = (fresh, clock.GetUtcNow() + lasts);
            return fresh;
        }
        finally
        {
            mine.One.Release();
        }
    }

    /// <summary>The platform does not take it any more: the next call asks for a new one.</summary>
    public void Forget(string scope)
    {
        if (kept.TryGetValue(scope, out var mine)) mine.Until = clock.GetUtcNow();
    }

    private async Task<(string Token, TimeSpan Lasts)> Ask(string scope, CancellationToken cancel)
    {
        try
        {
            var form = new Dictionary<string, string>(proof.Fields(settings.TokenUrl)) { ["grant_type"] = "client_credentials", ["client_id"] = settings.AppId, ["scope"] = scope };
            using var request = new HttpRequestMessage(HttpMethod.Post, settings.TokenUrl) { Content = new FormUrlEncodedContent(form) };
            var (status, after, json) = await http.Call(request, Patience, clock, cancel);
            var answer = json ?? default;
            if ((int)status is >= 200 and < 300 && answer.Text("access_token") is { } token) return (token, Lasts(answer));
            if ((int)status is >= 500 or 429) throw new TeamsBusyException(after ?? ComeBack);
            throw new TeamsErrorException("token", status, answer.Text("error") ?? "no token", Code(answer));
        }
        catch (Exception e) when (Calling.WasNotAnswered(e, cancel))
        {
            throw new TeamsBusyException(ComeBack);
        }
    }

    private static TimeSpan Lasts(JsonElement answer) => TimeSpan.FromSeconds(answer.At("expires_in") switch
    {
        { ValueKind: JsonValueKind.Number } number => number.GetDouble(),
        _ when double.TryParse(answer.Text("expires_in"), System.Globalization.CultureInfo.InvariantCulture, out var seconds) => seconds,
        _ => 600,
    });

    /// <summary>Entra's own number of the fault, <c>AADSTS…</c>; the words around it hold ids.</summary>
    private static string? Code(JsonElement answer) => answer.Text("error_description") is { } says && says.StartsWith("AADSTS", StringComparison.Ordinal) ? says.Split(':')[0] : null;

    private sealed class Kept
    {
        public SemaphoreSlim One { get; } = new(1, 1);

        public string? Token { get; set; }

        public DateTimeOffset Until { get; set; }
    }
}

using System.Net;
using System.Text.Json;

namespace ChatOpsIncident.Edges.Shared;

/// <summary>Calls to a platform by HTTP, as far as they are the same for every one.</summary>
internal static class Calling
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    /// <summary>The connection that they are made for: no redirects, no cookies, quick to say that nobody is there.</summary>
    public static HttpMessageHandler Connection() => new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(3),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        AutomaticDecompression = DecompressionMethods.All,
    };

    /// <summary>Makes one, and reads its whole answer.</summary>
    /// <param name="patience">So long it is waited for.</param>
    public static async Task<Answered> Call(this HttpClient http, HttpRequestMessage request, TimeSpan patience, TimeProvider clock, CancellationToken cancel)
    {
        using var late = new CancellationTokenSource(patience, clock);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancel);
        request.Headers.Accept.ParseAdd("application/json");
        using var response = await http.SendAsync(request, end.Token);
        var after = response.Headers.RetryAfter is { } said ? said.Delta ?? said.Date - clock.GetUtcNow() : null;
        return new(response.StatusCode, Bounded(after), Json(await response.Content.ReadAsByteArrayAsync(end.Token)));
    }

    /// <summary>Nobody heard the call: it can be made again as it is.</summary>
    public static bool WasNotHeard(HttpRequestException fault) =>
        fault.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError;

    /// <summary>No answer came, and it was not us who gave up.</summary>
    public static bool WasNotAnswered(Exception fault, CancellationToken cancel) =>
        fault is HttpRequestException or IOException || (fault is OperationCanceledException && !cancel.IsCancellationRequested);

    /// <summary>All of it; null: it is larger than that.</summary>
    public static async Task<byte[]?> AtMost(this HttpContent content, int largest, CancellationToken cancel)
    {
        await using var stream = await content.ReadAsStreamAsync(cancel);
        using var read = new MemoryStream();
        var chunk = new byte[64 * 1024];
        while (await stream.ReadAsync(chunk, cancel) is > 0 and var some)
        {
            read.Write(chunk, 0, some);
            if (read.Length > largest) return null;
        }
        return read.ToArray();
    }

    private static TimeSpan? Bounded(TimeSpan? after) => after is { } wait ? TimeSpan.FromTicks(Math.Clamp(wait.Ticks, TimeSpan.TicksPerSecond, LongestPause.Ticks)) : null;

    private static JsonElement? Json(byte[] body)
    {
        try
        {
            return body.Length == 0 ? null : JsonSerializer.Deserialize<JsonElement>(body);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>What a platform answered.</summary>
/// <param name="After">How long it wants us to wait, if it says so; within reason.</param>
/// <param name="Json">Null: nothing that can be read.</param>
internal readonly record struct Answered(HttpStatusCode Status, TimeSpan? After, JsonElement? Json);

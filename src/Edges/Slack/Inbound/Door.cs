using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;

namespace ChatOpsIncident.Edges.Slack.Inbound;

/// <summary>
/// The three endpoints: time, size and signature first, on the bytes as they came; only then is anything read from them.
/// What is refused is logged with the reason alone.
/// </summary>
internal sealed class Door(Signature signature, Replays replays, IPipeline pipeline, TimeProvider clock, ILogger<Door> log)
{
    /// <summary>The largest body, in bytes: Slack's largest view is 250 kB, three times that in a form.</summary>
    public const int Largest = 1024 * 1024;

    private const int LargestCheck = 4 * 1024;

    /// <summary><c>/slack/commands</c>.</summary>
    public Task<IResult> Command(HttpRequest request) => Enter(request, DeliveredAs.Command);

    /// <summary><c>/slack/interactivity</c>.</summary>
    public Task<IResult> Interaction(HttpRequest request) => Enter(request, DeliveredAs.Interaction);

    /// <summary><c>/slack/events</c>.</summary>
    public Task<IResult> Event(HttpRequest request) => Enter(request, DeliveredAs.Event);

    private async Task<IResult> Enter(HttpRequest request, DeliveredAs way)
    {
        var arrived = clock.GetUtcNow();
        var (timestamp, signed) = (One(request, "X-Slack-Request-Timestamp"), One(request, "X-Slack-Signature"));
        if (timestamp is null || signed is null) return await IsSslCheck(request) ? Results.Ok() : Refuse(request, 401, "it carries no signature");
        if (!signature.IsFresh(timestamp)) return Refuse(request, 401, "its time is more than five minutes away from this machine's");
        if (await request.Body(Largest, clock) is not { } body) return Refuse(request, 413, "its body is too large, or did not come in time");
        if (!signature.IsOf(body.Span, timestamp, signed)) return Refuse(request, 401, "its signature is not that of this app's signing secret");
        // Slack itself repeats events only, and these with a number on them; an event's answer is empty, and its id is known to the store.
        if (way != DeliveredAs.Event && !replays.IsFirst(signed)) return Refuse(request, 401, "the very same request came before");
        if (Payload(request, way, body) is not { } payload) return Refuse(request, 400, "its body cannot be read");
        if (payload.Text("ssl_check") == "1") return Results.Ok();
        if (way == DeliveredAs.Event && payload.Text("type") == "url_verification") return Results.Json(new { challenge = payload.Text("challenge") });
        var ack = await pipeline.Take(new(way, payload, arrived) { Attempt = int.TryParse(One(request, "X-Slack-Retry-Num"), NumberStyles.None, CultureInfo.InvariantCulture, out var repeat) ? repeat : 0 });
        if (ReferenceEquals(ack, Ack.Again)) return Results.StatusCode(503);
        return ack.Body is { } answer ? Results.Content(answer.ToJsonString(), "application/json", Encoding.UTF8) : Results.Ok();
    }

    private IResult Refuse(HttpRequest request, int status, string because)
    {
        log.LogWarning("A call of {Path} was refused with {Status}: {Because}", request.Path, status, because);
        return Results.StatusCode(status);
    }

    /// <summary>Slack's check of the certificate is not signed. It gets an empty answer, and nothing else in it is looked at.</summary>
    private async Task<bool> IsSslCheck(HttpRequest request) =>
        IsForm(request) && await request.Body(LargestCheck, clock) is { } body && Form(body)?.GetValueOrDefault("ssl_check") == "1";

    private static JsonElement? Payload(HttpRequest request, DeliveredAs way, ReadOnlyMemory<byte> body)
    {
        if (way == DeliveredAs.Event) return request.HasJsonContentType() ? Json(body) : null;
        if (!IsForm(request) || Form(body) is not { } form) return null;
        if (way == DeliveredAs.Command || form.ContainsKey("ssl_check")) return JsonSerializer.SerializeToElement(form);
        return form.TryGetValue("payload", out var payload) ? Json(Encoding.UTF8.GetBytes(payload)) : null;
    }

    private static JsonElement? Json(ReadOnlyMemory<byte> bytes)
    {
        // The parser itself looks at the bytes of a text only when it is asked for.
        if (!Utf8.IsValid(bytes.Span)) return null;
        try
        {
            var json = JsonSerializer.Deserialize<JsonElement>(bytes.Span);
            return json.ValueKind == JsonValueKind.Object ? json : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Dictionary<string, string>? Form(ReadOnlyMemory<byte> body)
    {
        using var reader = new FormReader(Encoding.UTF8.GetString(body.Span)) { ValueCountLimit = 100, KeyLengthLimit = 1000, ValueLengthLimit = Largest };
        try
        {
            return reader.ReadForm().ToDictionary(f => f.Key, f => f.Value.ToString(), StringComparer.Ordinal);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static bool IsForm(HttpRequest request) =>
        request.ContentType?.Split(';')[0].Trim().Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) == true;

    private static string? One(HttpRequest request, string header) => request.Headers[header] is { Count: 1 } values ? values[0] : null;
}

using System.Text;
using System.Text.Json;
using ChatOpsIncident.Edges.Teams.Tokens;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ChatOpsIncident.Edges.Teams.Inbound;

/// <summary>
/// The endpoint: the token first, then the body, then whether the token is good for it: channel, service address, host, organisation. For which bot it
/// is, the token's audience says. Only then is anything done. What is refused is logged with the reason alone, and no call follows from it.
/// </summary>
internal sealed class TeamsDoor(InboundToken tokens, ServiceHosts hosts, TeamsSettings settings, Repeats repeats, TeamsPipeline pipeline, TimeProvider clock, ILogger<TeamsDoor> log)
{
    /// <summary>The channel that this edge is for.</summary>
    public const string Channel = "msteams";

    /// <summary>The largest body, in bytes: what the Connector itself takes.</summary>
    public const int Largest = 256 * 1024;

    /// <summary><c>POST /api/messages</c>.</summary>
    public async Task<IResult> Enter(HttpRequest request)
    {
        var arrived = clock.GetUtcNow();
        var (good, refusal) = await Known(request);
        if (refusal is not null) return refusal;
        if (!request.HasJsonContentType()) return Refuse(request, 415, "its body is not JSON");
        if (await request.Body(Largest, clock) is not { } body) return Refuse(request, 413, "its body is too large, or did not come in time");
        if (Json(body) is not { } json) return Refuse(request, 400, "its body cannot be read");
        if (Wrong(json, good) is { } wrong) return Refuse(request, 403, wrong);
        var activity = new Activity(json, hosts.Allowed(json.Text("serviceUrl"))!, arrived);
        if (repeats.Once(Reading.Request(activity), () => pipeline.Take(activity)) is not { } answer) return Refuse(request, 403, "the very same activity came before");
        var response = await answer;
        return response.Body is { } said ? Results.Content(said.ToJsonString(JsonReading.Compact), "application/json", Encoding.UTF8, response.Status) : Results.StatusCode(response.Status);
    }

    /// <summary>The token's verdict; null and no refusal: unsigned, and taken because this machine sent it and the settings say so.</summary>
    private async Task<(Good? Good, IResult? Refusal)> Known(HttpRequest request)
    {
        if (request.Headers.Authorization.Count == 0 && settings.AllowAnonymous)
            return OnThisMachine.Sent(request.HttpContext) ? (null, null) : (null, Refuse(request, 403, "it is unsigned and not from this machine"));
        try
        {
            return await tokens.Check(request.Headers.Authorization is { Count: 1 } one ? one[0] : null, request.HttpContext.RequestAborted) switch
            {
                Good good => (good, null),
                Bad bad => (null, Refuse(request, 401, bad.Because)),
                var other => throw new InvalidOperationException($"Nobody knows {other.GetType().Name}."),
            };
        }
        catch (KeysUnavailableException)
        {
            return (null, Refuse(request, 503, "the keys of Teams cannot be read now"));
        }
    }

    /// <summary>Null: all is well.</summary>
    private string? Wrong(JsonElement activity, Good? good)
    {
        var (channel, service) = (activity.Text("channelId"), activity.Text("serviceUrl"));
        if (good?.Covers(channel, service) is { } uncovered) return uncovered;
        if (channel != Channel) return "it is not of the channel msteams";
        if (hosts.Allowed(service) is not { } address) return "its service address is not one that a token may be sent to";
        if (good is null && !address.IsLoopback) return "it is unsigned and wants its answer elsewhere than on this machine";
        return good is null && settings.Tenants.IsEmpty ? null : Stranger(activity);
    }

    /// <summary>Every organisation that it names is one of ours, and it names one.</summary>
    private string? Stranger(JsonElement activity)
    {
        string?[] named = [activity.Text("channelData", "tenant", "id"), activity.Text("conversation", "tenantId")];
        return named.All(t => t is null) || named.OfType<string>().Any(t => !settings.Tenants.Contains(t, StringComparer.OrdinalIgnoreCase)) ? "it is of another organisation" : null;
    }

    private IResult Refuse(HttpRequest request, int status, string because)
    {
        log.LogWarning("A call of {Path} was refused with {Status}: {Because}", request.Path, status, because);
        return Results.StatusCode(status);
    }

    private static JsonElement? Json(ReadOnlyMemory<byte> bytes)
    {
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
}

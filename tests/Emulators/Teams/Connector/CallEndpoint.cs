using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOpsIncident.Emulators.Teams.Tokens;
using Microsoft.AspNetCore.Http;

namespace ChatOpsIncident.Emulators.Teams.Connector;

/// <summary>The way of a call: logged, slowed, limited, checked, done, perhaps made to go wrong, answered.</summary>
/// <param name="scope">What its token has to be for.</param>
internal sealed class CallEndpoint(TeamsEmulator teams, Operation operation, string scope)
{
    /// <summary>Errors that are never Teams' or fate's: whoever gets one did something wrong.</summary>
    private static readonly HashSet<string> OurFaults = ["BadArgument", "BadSyntax", "BadRequest", "MessageSizeTooBig", "Unauthorized", "InvalidAuthenticationToken"];

    private static readonly HashSet<string> Writes = ["send", "update", "delete"];

    public async Task Answer(HttpContext http)
    {
        var holes = http.Request.RouteValues.ToDictionary(v => v.Key, v => v.Value?.ToString() ?? "");
        var body = await Read(http.Request);
        var conversation = Subject(holes, body);
        var call = teams.Log(operation.Name, $"{http.Request.Method} {http.Request.Path}{http.Request.QueryString}", conversation, body);
        var latency = teams.Latency(operation.Name);
        var writes = Writes.Contains(operation.Name) && conversation is not null;
        await teams.Wait(latency / 2, http.RequestAborted);
        if (teams.Rates.Take(call, teams.Now, out var early) is { } wait) await Limited(http, call, wait, early);
        else if (writes && !teams.Begin(conversation!)) await Send(http, call, Error(412, "PreconditionFailed", "Another operation is going on in the conversation.", call));
        else
        {
            call.Fault = teams.Faults.For(call);
            var answer = call.Fault is { AfterEffect: false } ? new Answer(200, new JsonObject()) : Run(http, call, holes, body);
            await teams.Wait(latency / 2, http.RequestAborted);
            if (writes) teams.Finish(conversation!);
            if (call.Fault is { } fault) await GoWrong(http, call, fault, answer);
            else await Send(http, call, answer);
        }
        teams.Ended(call);
    }

    private Answer Run(HttpContext http, TeamsCall call, Dictionary<string, string> holes, JsonNode? body)
    {
        try
        {
            if (!teams.Tokens.Allows(http.Request.Headers.Authorization, scope)) throw new TeamsRefusal(401, scope == TokenEndpoint.ForGraph ? "InvalidAuthenticationToken" : "Unauthorized", "The token is missing, over, or for something else.");
            if (http.Request.Query.Keys.Any(k => k is "access_token" or "token")) teams.Violated($"{operation.Name}: a token in the address");
            if (operation.Permissions.Count > 0 && !operation.Permissions.Any(teams.Installed.Permissions.Contains)) throw new TeamsRefusal(403, "Forbidden", $"Missing role permissions on the request. API requires one of '{string.Join(", ", operation.Permissions)}'.");
            var query = http.Request.Query.ToDictionary(q => q.Key, q => q.Value.ToString());
            var answer = teams.Within(world => operation.Run(new(teams, world, After(http.Request), holes, query, body)));
            call.TookEffect = true;
            return answer;
        }
        catch (TeamsRefusal refusal)
        {
            if (OurFaults.Contains(refusal.Code)) teams.Violated($"{operation.Name}: {refusal.Code} {refusal.Message}");
            return Error(refusal.Status, refusal.Code, refusal.Message, call);
        }
    }

    private async Task Limited(HttpContext http, TeamsCall call, TimeSpan wait, TimeSpan? early)
    {
        if (early is { } by) teams.Violated(string.Create(CultureInfo.InvariantCulture, $"{operation.Name} came {by.TotalSeconds:0.0} s before Retry-After was over"));
        http.Response.Headers.RetryAfter = ((int)wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        await Send(http, call, Error(429, "Throttled", "Too many requests.", call));
    }

    private async Task GoWrong(HttpContext http, TeamsCall call, Fault fault, Answer answer)
    {
        switch (fault.Kind)
        {
            case FaultKind.Reset:
                http.Abort();
                break;
            case FaultKind.Timeout:
                await teams.Never(http.RequestAborted);
                http.Abort();
                break;
            case FaultKind.TruncatedJson:
                await Write(http, answer.Status, answer.Body is { } body && body.ToJsonString() is { Length: > 2 } text ? text[..^2] : "{\"id\":\"1");
                break;
            case FaultKind.Html:
                http.Response.ContentType = "text/html";
                await http.Response.WriteAsync("<!doctype html><title>Teams</title><p>Something went wrong");
                break;
            default:
                if (fault.Kind == FaultKind.Throttled) http.Response.Headers.RetryAfter = "1";
                var (status, code) = fault.Kind switch
                {
                    FaultKind.BadGateway => (502, "ServiceError"),
                    FaultKind.Unavailable => (503, "ServiceError"),
                    FaultKind.Precondition => (412, "PreconditionFailed"),
                    FaultKind.Unauthorized => (401, "Unauthorized"),
                    FaultKind.Throttled or FaultKind.ThrottledWithoutTime => (429, "Throttled"),
                    _ => (500, "ServiceError"),
                };
                await Send(http, call, Error(status, code, "Made to go wrong.", call));
                break;
        }
    }

    private static Answer Error(int status, string code, string message, TeamsCall call)
    {
        call.Error = code;
        return new(status, new JsonObject { ["error"] = new JsonObject { ["code"] = code, ["message"] = message } });
    }

    private static Task Send(HttpContext http, TeamsCall call, Answer answer)
    {
        call.Status = answer.Status;
        return Write(http, answer.Status, answer.Body?.ToJsonString());
    }

    private static async Task Write(HttpContext http, int status, string? json)
    {
        http.Response.StatusCode = status;
        if (json is null) return;
        http.Response.ContentType = "application/json; charset=utf-8";
        await http.Response.WriteAsync(json);
    }

    private static string After(HttpRequest request) => request.Path.Value!.Split("/v1.0/")[^1];

    private static string? Subject(Dictionary<string, string> holes, JsonNode? body) => holes.TryGetValue("cid", out var id) ? id.Split(";messageid=")[0]
        : (body as JsonObject)?["channelData"]?["channel"]?["id"]?.ToString() ?? ((body as JsonObject)?["members"] as JsonArray)?.FirstOrDefault()?["id"]?.ToString();

    private async Task<JsonNode?> Read(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body);
        var text = await reader.ReadToEndAsync();
        if (text.Length == 0) return null;
        if (request.ContentType?.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) is not true) teams.Violated($"{operation.Name}: a body of the type {request.ContentType}");
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

using System.Text.Json.Nodes;
using ChatOpsIncident.Emulators.Slack.BlockKit;
using Microsoft.AspNetCore.Http;

namespace ChatOpsIncident.Emulators.Slack.Web;

/// <summary>The way of a call: logged, slowed, limited, checked, done, perhaps made to go wrong, answered.</summary>
internal sealed class ApiEndpoint(SlackEmulator slack)
{
    /// <summary>Errors that are never Slack's or fate's: whoever gets one did something wrong.</summary>
    private static readonly HashSet<string> OurFaults =
    [
        "invalid_arguments", "invalid_blocks", "invalid_blocks_format", "invalid_attachments", "invalid_json", "json_not_object", "invalid_form_data", "invalid_charset",
        "missing_post_type", "invalid_post_type", "no_text", "too_long", "msg_too_long", "msg_blocks_too_long", "view_too_large", "metadata_too_large", "invalid_metadata_format",
        "invalid_metadata_schema", "markdown_text_conflict", "block_mismatch", "invalid_name_required", "invalid_name_maxlength", "invalid_name_specials", "invalid_name_punctuation",
        "cant_invite_self", "invalid_link", "not_authed", "invalid_auth", "not_allowed_token_type", "push_limit_reached", "duplicate_external_id", "exchanged_trigger_id",
        "invalid_trigger_id", "invalid_limit", "invalid_ts_oldest", "cannot_dm_bot", "too_many_attachments", "insecure_request",
    ];

    /// <summary>With a token of a whole organisation these have to say which workspace is meant.</summary>
    private static readonly HashSet<string> OfWorkspaces = ["conversations.create", "conversations.list", "users.list", "users.conversations", "usergroups.list", "bots.info"];

    public async Task Answer(HttpContext http, string method)
    {
        SlackCall? call = null;
        try
        {
            var arguments = await RequestBody.Read(http.Request, method);
            call = slack.Log(method, arguments);
            var latency = slack.Latency(method);
            await slack.Wait(latency / 2, http.RequestAborted);
            if (slack.Rates.Take(call, slack.Now, out var early) is { } wait) await Limited(http, call, wait, early);
            else
            {
                call.Fault = slack.Faults.For(call);
                var answer = call.Fault is { AfterEffect: false } ? new JsonObject() : Run(http, call);
                await slack.Wait(latency / 2, http.RequestAborted);
                if (call.Fault is { } fault) await GoWrong(http, call, fault, answer);
                else await Send(http, answer.ToJsonString());
            }
        }
        catch (SlackRefusal refusal)
        {
            await Send(http, Refused(refusal, call, method).ToJsonString());
        }
        if (call is not null) slack.Ended(call);
    }

    private JsonObject Run(HttpContext http, SlackCall call)
    {
        try
        {
            Authenticate(http.Request, call.Method);
            foreach (var fault in RequestBody.Faults(call.Method, call.Arguments)) slack.Violated(fault);
            Scopes.Require(slack.Installed, Scopes.Of(call.Method));
            if (slack.Installed.OrgWide && OfWorkspaces.Contains(call.Method) && call.Arguments.GetValueOrDefault("team_id") != State.Workspace.Team) throw new SlackRefusal("missing_argument");
            var answer = call.Method == "apps.connections.open" ? OpenSocket(http.Request) : slack.Within(world => Methods.Find(call.Method)!(new ApiCall(world, slack.Installed, call.Method, call.Arguments, slack.Address)
            {
                PageCap = slack.PageCap,
                Complain = what => slack.Violated($"{call.Method}: {what}"),
            }));
            call.TookEffect = true;
            if (Shapes.Odd(call.Method, answer) is { } odd) slack.Violated($"the emulator's own answer to {call.Method} has {odd}, which Slack's has not");
            http.Response.Headers["x-oauth-scopes"] = string.Join(',', slack.Installed.Scopes.Order(StringComparer.Ordinal));
            http.Response.Headers["x-accepted-oauth-scopes"] = string.Join(',', Scopes.Of(call.Method));
            return answer;
        }
        catch (SlackRefusal refusal)
        {
            return Refused(refusal, call, call.Method);
        }
    }

    private JsonObject OpenSocket(HttpRequest request) => HttpMethods.IsPost(request.Method) ? slack.OpenSocket() : throw new SlackRefusal("insecure_request");

    private void Authenticate(HttpRequest request, string method)
    {
        if (request.Query.ContainsKey("token"))
        {
            slack.Violated($"{method}: a token in the address");
            throw new SlackRefusal("not_authed");
        }
        if (!PublishedContract.Contract.ContainsKey(method) || (Methods.Find(method) is null && method != "apps.connections.open"))
        {
            slack.Violated($"there is no method {method}");
            throw new SlackRefusal("unknown_method");
        }
        var token = RequestBody.Token(request) ?? throw new SlackRefusal("not_authed");
        if (token is not (Installation.BotToken or Installation.AppToken)) throw new SlackRefusal("invalid_auth");
        if (slack.Installed.Revoked) throw new SlackRefusal("token_revoked");
        if (token == Installation.AppToken != (method == "apps.connections.open")) throw new SlackRefusal("not_allowed_token_type");
    }

    private JsonObject Refused(SlackRefusal refusal, SlackCall? call, string method)
    {
        if (call is not null) call.Error = refusal.Error;
        if (OurFaults.Contains(refusal.Error)) slack.Violated($"{method}: {refusal.Error} {string.Join("; ", refusal.Messages)}".TrimEnd());
        var answer = new JsonObject { ["ok"] = false, ["error"] = refusal.Error };
        if (refusal.Needed is not null) answer["needed"] = refusal.Needed;
        if (refusal.Provided is not null) answer["provided"] = refusal.Provided;
        if (refusal.Errors is not null) answer["errors"] = refusal.Errors;
        if (refusal.Messages.Count > 0)
        {
            if (refusal.Error == "invalid_blocks") answer["errors"] = State.Pictures.Names(refusal.Messages.Select(m => m["[ERROR] ".Length..]));
            answer["response_metadata"] = new JsonObject { ["messages"] = State.Pictures.Names(refusal.Messages) };
        }
        return answer;
    }

    private async Task Limited(HttpContext http, SlackCall call, TimeSpan wait, TimeSpan? early)
    {
        call.Error = "ratelimited";
        if (early is { } by) slack.Violated(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{call.Method} came {by.TotalSeconds:0.0} s before Retry-After was over"));
        http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        http.Response.Headers.RetryAfter = ((int)wait.TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture);
        await Send(http, """{"ok":false,"error":"ratelimited"}""");
    }

    private async Task GoWrong(HttpContext http, SlackCall call, Fault fault, JsonObject answer)
    {
        switch (fault.Kind)
        {
            case FaultKind.Reset:
                http.Abort();
                break;
            case FaultKind.Timeout:
                await slack.Never(http.RequestAborted);
                http.Abort();
                break;
            case FaultKind.Http500:
                http.Response.StatusCode = StatusCodes.Status500InternalServerError;
                break;
            case FaultKind.TruncatedJson:
                await Send(http, answer.Count == 0 ? "{\"ok\":tr" : answer.ToJsonString()[..^2]);
                break;
            case FaultKind.Html:
                http.Response.ContentType = "text/html";
                await http.Response.WriteAsync("<!doctype html><title>Slack</title><p>Something went wrong");
                break;
            case FaultKind.RateLimited or FaultKind.RateLimitedWithoutTime:
                call.Error = "ratelimited";
                http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
                if (fault.Kind == FaultKind.RateLimited) http.Response.Headers.RetryAfter = "1";
                await Send(http, """{"ok":false,"error":"ratelimited"}""");
                break;
            default:
                call.Error = fault.Kind switch { FaultKind.FatalError => "fatal_error", FaultKind.InternalError => "internal_error", _ => "service_unavailable" };
                await Send(http, new JsonObject { ["ok"] = false, ["error"] = call.Error }.ToJsonString());
                break;
        }
    }

    private static Task Send(HttpContext http, string json)
    {
        http.Response.ContentType = "application/json; charset=utf-8";
        return http.Response.WriteAsync(json);
    }
}

using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using ChatOpsIncident.Edges.Slack.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChatOpsIncident.Contracts.Slack;

/// <summary>A call as it came.</summary>
public sealed record StubCall(string Method, ImmutableDictionary<string, string> Fields, string Token, string ContentType)
{
    /// <summary>The JSON in a field.</summary>
    public JsonNode? Json(string field) => Fields.GetValueOrDefault(field) is { } json ? JsonNode.Parse(json) : null;
}

/// <summary>What to answer: by default <c>ok</c>.</summary>
public sealed record StubAnswer(string Body, int Status = 200, string? RetryAfter = null)
{
    /// <summary>The connection breaks instead.</summary>
    public bool Breaks { get; init; }

    public static StubAnswer Ok(object? more = null)
    {
        var json = more is null ? [] : (JsonObject)System.Text.Json.JsonSerializer.SerializeToNode(more)!;
        json["ok"] = true;
        return new(json.ToJsonString());
    }

    public static StubAnswer Error(string error, object? more = null)
    {
        var json = (JsonObject)JsonNode.Parse(Ok(more).Body)!;
        (json["ok"], json["error"]) = (false, error);
        return new(json.ToJsonString());
    }
}

/// <summary>A server that answers as the test says, call by call: for what a whole Slack would hide.</summary>
public sealed class SlackStub : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly HttpClient http = new(SlackApi.Connection());

    private SlackStub(Func<StubCall, Task<StubAnswer>> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.MapPost("/api/{method}", async (string method, HttpContext context) =>
        {
            var form = await context.Request.ReadFormAsync();
            var call = new StubCall(method, form.ToImmutableDictionary(f => f.Key, f => f.Value.ToString()), context.Request.Headers.Authorization.ToString(), context.Request.ContentType ?? "");
            Calls.Enqueue(call);
            var said = await answer(call);
            if (said.Breaks)
            {
                context.Abort();
                return;
            }
            context.Response.StatusCode = said.Status;
            if (said.RetryAfter is { } after) context.Response.Headers.RetryAfter = after;
            await context.Response.WriteAsync(said.Body);
        });
    }

    public ConcurrentQueue<StubCall> Calls { get; } = [];

    public IEnumerable<string> Methods => Calls.Select(c => c.Method);

    public static Task<SlackStub> Start(Func<StubCall, StubAnswer> answer) => Start(call => Task.FromResult(answer(call)));

    public static async Task<SlackStub> Start(Func<StubCall, Task<StubAnswer>> answer)
    {
        var stub = new SlackStub(answer);
        await stub.app.StartAsync();
        return stub;
    }

    public SlackApi Api(TimeProvider? time = null) =>
        new(http, new("xoxb-test", "secret", "xapp-test", new Uri($"{app.Urls.First()}/api/")), time ?? TimeProvider.System, NullLogger<SlackApi>.Instance);

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await app.DisposeAsync();
    }
}

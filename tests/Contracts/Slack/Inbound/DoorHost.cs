using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using ChatOpsIncident.Edges.Slack.Inbound;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace ChatOpsIncident.Contracts.Slack.Inbound;

/// <summary>The endpoints on a real server, with a pipeline that notes what reaches it.</summary>
internal sealed class DoorHost : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly HttpClient client;

    private DoorHost(WebApplication app, FakeTimeProvider clock, Noting pipeline, LogLines log)
    {
        (this.app, Clock, Pipeline, Log) = (app, clock, pipeline, log);
        client = new() { BaseAddress = new(app.Urls.First()) };
        Signature = new("the signing secret", clock);
    }

    public FakeTimeProvider Clock { get; }

    public Noting Pipeline { get; }

    public LogLines Log { get; }

    public Signature Signature { get; }

    public static async Task<DoorHost> Start()
    {
        var (clock, pipeline, log) = (new FakeTimeProvider(new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero)), new Noting(), new LogLines());
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddProvider(log).AddFilter("Microsoft", LogLevel.Warning);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<TimeProvider>(clock).AddSingleton<IPipeline>(pipeline).AddSingleton<Replays>().AddSingleton<Door>();
        builder.Services.AddSingleton(new Signature("the signing secret", clock));
        var app = builder.Build();
        SlackRoutes.Map(app);
        await app.StartAsync();
        return new(app, clock, pipeline, log);
    }

    /// <summary>A call as Slack makes it, unless told otherwise.</summary>
    public Task<(HttpStatusCode Status, string Body)> Post(
        string path, string body, string type = "application/x-www-form-urlencoded", string? signature = null, int secondsAgo = 0, bool carriesSignature = true)
    {
        var timestamp = (Clock.GetUtcNow().ToUnixTimeSeconds() - secondsAgo).ToString(CultureInfo.InvariantCulture);
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        return Send(path, content, timestamp, carriesSignature ? signature ?? Signature.Of(Encoding.UTF8.GetBytes(body), timestamp) : null);
    }

    public async Task<(HttpStatusCode Status, string Body)> Send(string path, HttpContent content, string timestamp, string? signature)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        if (signature is not null)
        {
            request.Headers.Add("X-Slack-Request-Timestamp", timestamp);
            request.Headers.TryAddWithoutValidation("X-Slack-Signature", signature);
        }
        using var response = await client.SendAsync(request);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await app.DisposeAsync();
    }

    /// <summary>Notes what reaches it.</summary>
    internal sealed class Noting : IPipeline
    {
        public ConcurrentQueue<Delivered> Took { get; } = new();

        public JsonNode? Answers { get; set; }

        public Task<Ack> Take(Delivered delivered)
        {
            Took.Enqueue(delivered);
            return Task.FromResult(new Ack(Answers?.DeepClone()));
        }
    }
}

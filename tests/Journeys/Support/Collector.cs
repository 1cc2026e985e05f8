using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ChatOpsIncident.Journeys.Support;

/// <summary>Takes in what a bot sends by OpenTelemetry over HTTP, as a collector does; protobuf carries its strings as they are.</summary>
public sealed class Collector : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, StringBuilder> received = new(StringComparer.Ordinal);
    private readonly WebApplication app;

    private Collector()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.MapPost("/v1/{signal}", Take);
    }

    /// <summary>Its address.</summary>
    public string Address => app.Urls.First();

    public static async Task<Collector> Start()
    {
        var collector = new Collector();
        await collector.app.StartAsync();
        return collector;
    }

    /// <summary>All that came: <c>metrics</c>, <c>traces</c> or <c>logs</c>.</summary>
    public string Received(string signal)
    {
        var text = received.GetOrAdd(signal, _ => new());
        lock (text) return text.ToString();
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task Take(string signal, HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        var text = received.GetOrAdd(signal, _ => new());
        lock (text) text.Append(Encoding.UTF8.GetString(body.ToArray()));
    }
}

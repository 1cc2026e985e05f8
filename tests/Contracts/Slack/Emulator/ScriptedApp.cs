using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ChatOpsIncident.Contracts.Slack.Emulator;

/// <summary>What an app's three addresses get, and what it answers: as a test says.</summary>
internal sealed class ScriptedApp : IAsyncDisposable
{
    private readonly WebApplication app;

    private ScriptedApp(WebApplication app) => this.app = app;

    public Uri Address { get; private set; } = null!;

    public List<Received> All { get; } = [];

    /// <summary>The answer to each request; empty 200 by default.</summary>
    public Func<Received, (int Status, string Body)> Answer { get; set; } = _ => (200, "");

    /// <summary>Requests are held while this is not done.</summary>
    public Task Open { get; set; } = Task.CompletedTask;

    public static async Task<ScriptedApp> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var script = new ScriptedApp(builder.Build());
        script.app.MapPost("/slack/{kind}", script.Take);
        await script.app.StartAsync();
        script.Address = new(script.app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        return script;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task Take(HttpContext http, string kind)
    {
        using var reader = new StreamReader(http.Request.Body);
        var received = new Received(kind, await reader.ReadToEndAsync(), http.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase));
        lock (All) All.Add(received);
        await Open;
        var (status, body) = Answer(received);
        http.Response.StatusCode = status;
        if (body is ['{', ..]) http.Response.ContentType = "application/json";
        await http.Response.WriteAsync(body);
    }

    internal sealed record Received(string Kind, string Body, Dictionary<string, string> Headers)
    {
        public Dictionary<string, string> Form => Body.Split('&').Select(f => f.Split('=')).ToDictionary(f => Uri.UnescapeDataString(f[0]), f => Uri.UnescapeDataString(f[1].Replace('+', ' ')));

        public JsonObject Json => JsonNode.Parse(Kind == "events" ? Body : Form["payload"])!.AsObject();
    }
}

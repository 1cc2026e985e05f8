using System.Collections.Immutable;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using ChatOpsIncident.Edges.WebChat;
using ChatOpsIncident.Engine;
using ChatOpsIncident.Storage.Sqlite;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ChatOpsIncident.Contracts.WebChat;

/// <summary>The edge on a real server on this machine, with a real store and a scripted engine.</summary>
internal sealed class WebChatHost : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly SqliteStore sqlite;

    private WebChatHost(WebApplication app, SqliteStore sqlite, FailingStore store, ScriptedBot bot) =>
        (this.app, this.sqlite, Store, Bot, Client) = (app, sqlite, store, bot, new HttpClient { BaseAddress = new(app.Urls.First()) });

    public ScriptedBot Bot { get; }

    public FailingStore Store { get; }

    public HttpClient Client { get; }

    /// <summary>The engine that runs behind it.</summary>
    public IBot Engine => app.Services.GetRequiredService<IBot>();

    public IChat Chat => app.Services.GetRequiredService<IChat>();

    public static Task<WebChatHost> Start(string file) => Start(SqliteStore.Open($"Data Source={file}"));

    /// <param name="real">Null: the scripted engine.</param>
    public static async Task<WebChatHost> Start(SqliteStore sqlite, Func<IServiceProvider, IBot>? real = null, bool severalInstances = false)
    {
        var bot = new ScriptedBot();
        var store = new FailingStore(sqlite);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<IStore>(store).AddSingleton(real ?? (_ => bot)).AddSingleton(TimeProvider.System).AddWebChat(severalInstances);
        var app = builder.Build();
        app.MapGet("/health/live", () => Results.Ok());
        app.UseWebChat(unguarded: "/health");
        await app.StartAsync();
        return new(app, sqlite, store, bot);
    }

    /// <summary>A call as the page makes it.</summary>
    public async Task<Answer> Call(HttpMethod method, string path, object? body = null, string? actingAs = "ana", params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        if (actingAs is not null) request.Headers.Add("X-Acting-As", actingAs);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        request.Content = body switch
        {
            null => null,
            string raw => new StringContent(raw, Encoding.UTF8, "application/json"),
            HttpContent content => content,
            _ => JsonContent.Create(body),
        };
        using var response = await Client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return new(response.StatusCode, text, response.Headers.ToImmutableDictionary(h => h.Key, h => string.Join(',', h.Value), StringComparer.OrdinalIgnoreCase));
    }

    public Task<Answer> Get(string path, string actingAs = "ana") => Call(HttpMethod.Get, "/chat/api/" + path, null, actingAs);

    public Task<Answer> Post(string path, object body, string actingAs = "ana") => Call(HttpMethod.Post, "/chat/api/" + path, body, actingAs);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.DisposeAsync();
        await sqlite.DisposeAsync();
    }
}

/// <summary>What came back.</summary>
internal sealed record Answer(HttpStatusCode Status, string Text, ImmutableDictionary<string, string> Headers)
{
    public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Text);

    public string Says => Json.GetProperty("says").GetString()!;
}

/// <summary>A store that cannot be reached when told so.</summary>
internal sealed class FailingStore(IStore inner) : IStore
{
    public bool Away { get; set; }

    public Task<Row?> Read(Key key, CancellationToken cancel = default) => inner.Read(key, cancel);

    public Task<IReadOnlyList<Row>> Range(string table, string partition, string from, string to, int take = int.MaxValue, CancellationToken cancel = default) =>
        inner.Range(table, partition, from, to, take, cancel);

    public Task<ImmutableArray<string>> Write(ImmutableArray<Change> batch, CancellationToken cancel = default) => Away
        ? Task.FromException<ImmutableArray<string>>(new StoreUnavailableException("The disk is full. Make room; nothing was stored."))
        : inner.Write(batch, cancel);
}

using ChatOpsIncident.Emulators.Slack.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ChatOpsIncident.Emulators.Slack;

/// <summary>What listens: Web API, response URLs, files, WebSockets.</summary>
internal sealed class SlackServer(SlackEmulator slack) : IAsyncDisposable
{
    private WebApplication? app;

    public Uri Address { get; private set; } = null!;

    public async Task Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(1));
        app = builder.Build();
        app.UseWebSockets();
        var api = new ApiEndpoint(slack);
        app.MapMethods("/api/{method}", ["GET", "POST"], (HttpContext http, string method) => api.Answer(http, method));
        app.MapPost("/response/{id}", (HttpContext http, string id) => ResponseUrlEndpoint.Answer(http, slack, id));
        app.MapPost("/upload/v1/{id}", Upload);
        app.MapGet("/files-pri/{key}/{name}", Download);
        app.MapGet("/files-pri/{key}/download/{name}", Download);
        app.Map("/link", (HttpContext http) => slack.Sockets.Accept(http));
        await app.StartAsync();
        Address = new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    }

    public async ValueTask DisposeAsync()
    {
        if (app is not null) await app.DisposeAsync();
    }

    private async Task Upload(HttpContext http, string id)
    {
        using var content = new MemoryStream();
        if (http.Request.HasFormContentType) await (await http.Request.ReadFormAsync()).Files[0].CopyToAsync(content);
        else await http.Request.Body.CopyToAsync(content);
        slack.Within(world => world.Files[id] = world.Files[id] with { Content = content.ToArray() });
        await http.Response.WriteAsync($"OK - {content.Length}");
    }

    /// <summary>Only with the bot's token in the header, and the scope for it; the address alone opens nothing.</summary>
    private async Task Download(HttpContext http, string key, string name)
    {
        var file = slack.Within(world => world.Files.GetValueOrDefault(key.Split('-')[^1]));
        slack.Downloaded(key);
        if (http.Request.Query.ContainsKey("token")) slack.Violated("a token in a file's address");
        if (RequestBody.Token(http.Request) != Installation.BotToken) slack.Violated($"{name} was asked for without the bot's token");
        if (RequestBody.Token(http.Request) != Installation.BotToken || !slack.Installed.Scopes.Contains("files:read"))
        {
            // Slack shows its sign-in page with status 200 to whoever may not see the file.
            http.Response.ContentType = "text/html";
            await http.Response.WriteAsync("<!doctype html><title>Sign in</title>");
        }
        else if (file is null || file.Name != name) http.Response.StatusCode = StatusCodes.Status404NotFound;
        else if (file.SendsOnTo is { } elsewhere) http.Response.Redirect(elsewhere.ToString());
        else
        {
            http.Response.ContentType = file.Media;
            await http.Response.Body.WriteAsync(file.Content);
        }
    }
}

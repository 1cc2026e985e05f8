using ChatOpsIncident.Emulators.Teams.Connector;
using ChatOpsIncident.Emulators.Teams.Graph;
using ChatOpsIncident.Emulators.Teams.Tokens;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ChatOpsIncident.Emulators.Teams;

/// <summary>What listens: Connector, token endpoint, OpenID metadata and keys, Graph, and the page that draws conversations.</summary>
internal sealed class TeamsServer(TeamsEmulator teams) : IAsyncDisposable
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
        foreach (var operation in (IEnumerable<Operation>)[.. Activities.All, .. Conversations.All]) Map($"/emea/{Installation.TenantId}/{operation.Path}", operation, TokenEndpoint.ForConnector);
        foreach (var operation in GraphOperations.All) Map($"/graph/v1.0/{operation.Path}", operation, TokenEndpoint.ForGraph);
        app.MapPost("/{tenant}/oauth2/v2.0/token", Token);
        app.MapGet("/v1/.well-known/openidconfiguration", Metadata);
        app.MapGet("/v1/.well-known/keys", (HttpContext http) => http.Response.WriteAsJsonAsync(teams.Signer.Document()));
        Drawing.PageServer.Map(app, teams);
        app.MapFallback(Unknown);
        await app.StartAsync();
        Address = new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    }

    public async ValueTask DisposeAsync()
    {
        if (app is not null) await app.DisposeAsync();
    }

    private void Map(string path, Operation operation, string scope)
    {
        var endpoint = new CallEndpoint(teams, operation, scope);
        app!.MapMethods(path, [operation.Verb], (RequestDelegate)endpoint.Answer);
    }

    private async Task Token(HttpContext http)
    {
        var form = await http.Request.ReadFormAsync();
        var call = teams.Log("token", $"POST {http.Request.Path}", null, null);
        if (teams.Faults.For(call) is { } fault)
        {
            call.Fault = fault;
            http.Response.StatusCode = fault.Kind is FaultKind.Throttled or FaultKind.ThrottledWithoutTime ? 429 : 503;
            teams.Ended(call);
            return;
        }
        var answer = teams.Tokens.Give(http.Request.RouteValues["tenant"]!.ToString()!, form.ToDictionary(f => f.Key, f => f.Value.ToString()));
        call.Status = http.Response.StatusCode = answer.Status;
        await http.Response.WriteAsJsonAsync(answer.Body);
        teams.Ended(call);
    }

    private Task Metadata(HttpContext http) => http.Response.WriteAsJsonAsync(new Dictionary<string, object>
    {
        ["issuer"] = Signer.Issuer,
        ["jwks_uri"] = new Uri(Address, "v1/.well-known/keys").ToString(),
        ["id_token_signing_alg_values_supported"] = new[] { "RS256" },
        ["token_endpoint_auth_methods_supported"] = new[] { "private_key_jwt" },
    });

    private Task Unknown(HttpContext http)
    {
        teams.Violated($"there is no {http.Request.Method} {http.Request.Path}");
        http.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}

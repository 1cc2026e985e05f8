using ChatOpsIncident.Edges.Teams;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace ChatOpsIncident.Bot.Composition;

/// <summary>The first line: where to go.</summary>
internal sealed class Welcome(IServer server, IHostApplicationLifetime life, Settings settings, ILogger<Welcome> log) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        life.ApplicationStarted.Register(() =>
        {
            var address = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "http://localhost:5080";
            if (settings.WebChat) log.LogInformation("Open {Address}", address);
            else log.LogInformation("Running at {Address}; the web chat is off", address);
            if (settings.Slack is { SigningSecret: not null }) log.LogInformation("Slack reaches it at {Address}/slack/commands, /slack/interactivity and /slack/events", address);
            if (settings.Teams is not null) log.LogInformation("Teams reaches it at {Address}{Endpoint}", address, TeamsEdge.Endpoint);
        });
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

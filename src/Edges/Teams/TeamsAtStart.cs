using ChatOpsIncident.Edges.Teams.Connector;
using ChatOpsIncident.Edges.Teams.Graph;
using ChatOpsIncident.Edges.Teams.People;
using ChatOpsIncident.Edges.Teams.Tokens;
using ChatOpsIncident.Engine;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ChatOpsIncident.Edges.Teams;

/// <summary>Remembers whom it met, and asks once for keys, token and tags. The bot starts all the same: what people do is stored, and Teams is told later.</summary>
internal sealed partial class TeamsAtStart(TeamsPeople people, TeamsTags tags, SigningKeys keys, TeamsCalls calls, Places places, TeamsSettings settings, Afterwards afterwards, ILogger<TeamsAtStart> log) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        afterwards.Begin(_ => keys.Ready());
        afterwards.Begin(Begin);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task Begin(CancellationToken cancel)
    {
        try
        {
            await people.Remember(cancel);
            if (await places.AtHome(cancel) is null) Log.NotHeardYet(log, settings.AppId);
            await calls.Ready(settings.Cloud.Scope, cancel);
            await tags.Roster(cancel);
        }
        catch (Exception e) when (e is DirectoryUnavailableException or TeamsErrorException or TeamsBusyException or StoreUnavailableException)
        {
            Log.Away(log);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Teams has not called yet: add the app {App} to the team, and it does")]
        public static partial void NotHeardYet(ILogger logger, string app);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Teams cannot be reached now. What people do elsewhere is stored, and Teams follows as soon as it can")]
        public static partial void Away(ILogger logger);
    }
}

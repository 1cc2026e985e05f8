using ChatOpsIncident.Engine;

namespace ChatOpsIncident.Bot.Composition;

/// <summary>Runs the engine's alarm as long as the host runs.</summary>
internal sealed class EngineLoop(BotEngine engine) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => engine.Run(stoppingToken);
}

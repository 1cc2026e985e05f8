using ChatOpsIncident.Edges.Slack.Inbound;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ChatOpsIncident.Edges.Slack.SocketMode;

/// <summary>Two connections, staggered: whatever is renewed or lost, the other one takes deliveries.</summary>
internal sealed class SocketLoop(SocketAddress address, IPipeline pipeline, SocketState state, SocketTimes times, TimeProvider clock, ILogger<SocketLoop> log) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(Line(TimeSpan.Zero, stoppingToken), Line(times.Stagger, stoppingToken));

    private async Task Line(TimeSpan after, CancellationToken cancel)
    {
        try
        {
            await Task.Delay(after, clock, cancel);
        }
        catch (OperationCanceledException)
        {
            return;
        }
        await new SocketLine(address, pipeline, state, times, clock, log).Run(cancel);
    }
}

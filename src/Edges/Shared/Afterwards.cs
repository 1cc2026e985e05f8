using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ChatOpsIncident.Edges.Shared;

/// <summary>What goes on after the acknowledgement: answers on their way. When the bot stops it waits for them a little.</summary>
internal sealed class Afterwards(TimeProvider clock, ILogger<Afterwards> log) : IHostedService, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<Task, byte> working = new();
    private readonly CancellationTokenSource stop = new();

    /// <summary>Begins it, and sees to it that nothing goes wrong in silence.</summary>
    public void Begin(Func<CancellationToken, Task> work)
    {
        var task = Task.Run(() => Do(work));
        working.TryAdd(task, 0);
        task.ContinueWith(done => working.TryRemove(done, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.WhenAll(working.Keys).WaitAsync(Patience, clock, cancellationToken);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            // What was told is stored; only the answer is missing.
        }
        await stop.CancelAsync();
    }

    public void Dispose() => stop.Dispose();

    private async Task Do(Func<CancellationToken, Task> work)
    {
        try
        {
            await work(stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The bot stops.
        }
        catch (Exception e)
        {
            log.LogError(e, "An answer did not get through");
        }
    }
}

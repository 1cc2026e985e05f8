using System.Collections.Concurrent;

namespace ChatOpsIncident.Emulators;

/// <summary>What every emulated platform has: a clock, a list of what must not happen, and a pulse at each change for those who wait.</summary>
public abstract class EmulatedPlatform(TimeProvider time) : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> violations = [];
    private readonly CancellationTokenSource stopping = new();
    private readonly Lock pulseGate = new();
    private TaskCompletionSource pulse = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What happened that must not; a test ends with none.</summary>
    public IReadOnlyList<string> Violations => [.. violations];

    internal DateTimeOffset Now => time.GetUtcNow();

    internal CancellationToken Stopping => stopping.Token;

    /// <summary>The last calls, for a test that failed.</summary>
    protected abstract string LastCalls { get; }

    /// <summary>Waits until this is so; after the limit it fails with what was seen and violated.</summary>
    public async Task Until(Func<bool> so, TimeSpan? limit = null, string what = "what the test waits for")
    {
        ArgumentNullException.ThrowIfNull(so);
        using var late = new CancellationTokenSource(limit ?? TimeSpan.FromSeconds(20), TimeProvider.System);
        while (true)
        {
            Task changed;
            lock (pulseGate) changed = pulse.Task;
            if (so()) return;
            try
            {
                // Not everything that a test asks about makes a pulse.
                await Task.WhenAny(changed, Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, late.Token)).WaitAsync(late.Token);
            }
            catch (OperationCanceledException)
            {
                if (so()) return;
                throw new TimeoutException($"It did not come to {what}. Calls: {LastCalls}. Violations: {string.Join("; ", Violations)}");
            }
        }
    }

    public abstract ValueTask DisposeAsync();

    internal void Violated(string what) => violations.Enqueue(what);

    internal void Pulse()
    {
        lock (pulseGate)
        {
            pulse.TrySetResult();
            pulse = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    internal Task Wait(TimeSpan span, CancellationToken cancel) => span <= TimeSpan.Zero ? Task.CompletedTask : Task.Delay(span, time, cancel);

    /// <summary>Ends only when the caller gives up or the emulator stops.</summary>
    internal async Task Never(CancellationToken caller)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(caller, Stopping);
        var never = new TaskCompletionSource();
        await using var given = either.Token.Register(() => never.TrySetResult());
        await never.Task;
    }

    private protected Task Stop() => stopping.CancelAsync();

    private protected void Stopped() => stopping.Dispose();
}

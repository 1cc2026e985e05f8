namespace ChatOpsIncident.Specs.Simulation.World;

/// <summary>
/// One thread and virtual time. What can run waits in a bag from which the seed picks; only when the bag is empty does time go on, to the
/// next timer and sometimes a little past it.
/// </summary>
internal sealed class SimScheduler(int seed)
{
    private readonly Random order = new(seed);
    private readonly List<Ready> ready = [];
    private readonly PriorityQueue<(SimTimer Timer, int Armed), (long At, long Turn)> timers = new();
    private readonly int thread = Environment.CurrentManagedThreadId;
    private long turn;

    /// <summary>The world's time, UTC.</summary>
    public DateTimeOffset Now { get; private set; } = People.Noon;

    /// <summary>Continuations run so far.</summary>
    public long Steps { get; private set; }

    /// <summary>Told what happens, when a failing seed is replayed.</summary>
    public Action<string>? Trace { get; init; }

    /// <summary>Called before each step of a process: it may crash it.</summary>
    public Action<SimProcess> BeforeStep { get; set; } = _ => { };

    /// <summary>Throws when code of the simulated world runs on a thread of its own: then a seed would not replay.</summary>
    public void AssertOwnThread()
    {
        if (Environment.CurrentManagedThreadId != thread) throw new InvalidOperationException("Simulated code left its one thread.");
    }

    public void Enqueue(SimProcess process, SendOrPostCallback callback, object? state)
    {
        AssertOwnThread();
        ready.Add(new(process, callback, state));
    }

    public void Arm(SimTimer timer, int armed, DateTimeOffset at) => timers.Enqueue((timer, armed), (at.UtcTicks, turn++));

    /// <summary>Runs all that happens until then; time is then exactly that.</summary>
    public void RunUntil(DateTimeOffset until)
    {
        while (Step(until))
        {
        }
        if (Now < until) Now = until;
    }

    /// <summary>Nothing happens for this long (every process is down): timers of the world fire late, all at once.</summary>
    public void Jump(TimeSpan length) => Now += length;

    private bool Step(DateTimeOffset until)
    {
        if (ready.Count == 0 && !Advance(until)) return false;
        var index = order.Next(ready.Count);
        var next = ready[index];
        ready[index] = ready[^1];
        ready.RemoveAt(ready.Count - 1);
        if (next.Process.Holds(next.Callback, next.State)) return true;
        BeforeStep(next.Process);
        if (next.Process.IsDead) return true;
        Steps++;
        var before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(next.Process);
        try
        {
            next.Callback(next.State);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
        return true;
    }

    private bool Advance(DateTimeOffset until)
    {
        while (timers.TryPeek(out var next, out var when))
        {
            if (!next.Timer.IsArmed(next.Armed))
            {
                timers.Dequeue();
                continue;
            }
            if (when.At > until.UtcTicks) return false;
            var overshoot = order.Next(20) == 0 ? TimeSpan.FromMilliseconds(order.Next(300)) : TimeSpan.Zero;
            if (when.At > Now.UtcTicks) Now = new(when.At, TimeSpan.Zero);
            if (Now + overshoot <= until) Now += overshoot;
            FireUpToNow();
            if (ready.Count > 0) return true;
        }
        return false;
    }

    private void FireUpToNow()
    {
        while (timers.TryPeek(out var next, out var when) && when.At <= Now.UtcTicks)
        {
            timers.Dequeue();
            next.Timer.Fire(next.Armed);
        }
    }

    private readonly record struct Ready(SimProcess Process, SendOrPostCallback Callback, object? State);
}

namespace ChatOpsIncident.Specs.Simulation.World;

/// <summary>A process's clock: the world's time, a little off, and timers that die with the process.</summary>
internal sealed class SimTime(SimProcess process, SimScheduler scheduler, TimeSpan skew) : TimeProvider
{
    /// <summary>How far this clock is from the world's.</summary>
    public TimeSpan Skew { get; set; } = skew;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow() => scheduler.Now + Skew;

    public override long GetTimestamp() => scheduler.Now.UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        scheduler.AssertOwnThread();
        var timer = new SimTimer(process, scheduler, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }
}

/// <summary>A timer in virtual time; its callback runs as a step of its process.</summary>
internal sealed class SimTimer(SimProcess process, SimScheduler scheduler, TimerCallback callback, object? state) : ITimer
{
    private int armed;
    private bool on;
    private TimeSpan period;

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        armed++;
        this.period = period;
        on = dueTime != Timeout.InfiniteTimeSpan;
        if (on) scheduler.Arm(this, armed, scheduler.Now + dueTime);
        return true;
    }

    public void Dispose()
    {
        armed++;
        on = false;
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    internal bool IsArmed(int asOf) => on && armed == asOf && !process.IsDead;

    internal void Fire(int asOf)
    {
        if (!IsArmed(asOf)) return;
        if (period > TimeSpan.Zero) Change(period, period);
        else on = false;
        process.Post(static timer => ((SimTimer)timer!).Run(), this);
    }

    private void Run() => callback(state);
}

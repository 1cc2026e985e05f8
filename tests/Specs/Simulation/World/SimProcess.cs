namespace ChatOpsIncident.Specs.Simulation.World;

/// <summary>
/// Something that runs: an instance of the bot, or the world around it. A crashed process never runs again, wherever it was waiting;
/// what it had already sent out lands all the same, because that belongs to the world.
/// </summary>
internal sealed class SimProcess : SynchronizationContext
{
    private readonly SimScheduler scheduler;

    public SimProcess(SimScheduler scheduler, string name, TimeSpan skew = default)
    {
        this.scheduler = scheduler;
        Name = name;
        Time = new SimTime(this, scheduler, skew);
    }

    public string Name { get; }

    /// <summary>Its clock, and the timers that die with it.</summary>
    public SimTime Time { get; }

    public bool IsDead { get; private set; }

    /// <summary>Frozen until then (a long collection, a suspended machine) while the world goes on.</summary>
    public DateTimeOffset FrozenUntil { get; set; }

    public void Crash() => IsDead = true;

    /// <summary>Runs this on the process, from its next turn on.</summary>
    public void Do(Action act) => Post(static act => ((Action)act!)(), act);

    /// <summary>Runs this on the process after some virtual time.</summary>
    public void After(TimeSpan delay, Action act) => Time.CreateTimer(static act => ((Action)act!)(), act, delay, Timeout.InfiniteTimeSpan);

    public override void Post(SendOrPostCallback d, object? state)
    {
        if (!IsDead) scheduler.Enqueue(this, d, state);
    }

    public override void Send(SendOrPostCallback d, object? state) => throw new NotSupportedException("The simulated thread never waits.");

    public override SynchronizationContext CreateCopy() => this;

    /// <summary>True if this must not run now: never again, or not before the process thaws.</summary>
    internal bool Holds(SendOrPostCallback callback, object? state)
    {
        if (IsDead) return true;
        if (FrozenUntil <= scheduler.Now) return false;
        After(FrozenUntil - scheduler.Now, () => callback(state));
        return true;
    }
}

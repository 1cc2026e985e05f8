using ChatOpsIncident.Incidents.Timeline;

namespace ChatOpsIncident.Edges.Shared;

/// <summary>Who is in which group, as last heard: asked for again beside the work, never in front of it. Only the first answer is waited for.</summary>
internal sealed class LastHeard(TimeProvider time)
{
    /// <summary>So long what was heard is not asked for again.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromMinutes(5);

    private readonly Lock gate = new();
    private Roster? known;
    private DateTimeOffset askAgain = DateTimeOffset.MinValue;
    private Task<Roster>? asking;

    /// <summary>Null: nothing was heard yet.</summary>
    public Roster? Known
    {
        get
        {
            lock (gate) return known;
        }
    }

    /// <summary>At once, but for the first time.</summary>
    /// <param name="ask">Asks the platform, and says with <see cref="Keep"/> what it heard.</param>
    public Task<Roster> Get(Func<Task<Roster>> ask)
    {
        lock (gate)
        {
            if (known is not null && time.GetUtcNow() < askAgain) return Task.FromResult(known);
            if (asking is null or { IsCompleted: true }) asking = ask();
            return known is not null ? Task.FromResult(known) : asking;
        }
    }

    /// <summary>From now on it is this; asked for again when that time is over.</summary>
    public Roster Keep(Roster roster, TimeSpan asLong)
    {
        lock (gate) (known, askAgain) = (roster, time.GetUtcNow() + asLong);
        return roster;
    }

    /// <summary>It is this as long as nothing was heard.</summary>
    public Roster Meanwhile(Roster roster)
    {
        lock (gate) return known ??= roster;
    }

    /// <summary>It changed: asked for the next time.</summary>
    public void Changed()
    {
        lock (gate) askAgain = DateTimeOffset.MinValue;
    }
}

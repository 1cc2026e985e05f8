namespace ChatOpsIncident.Edges.Slack.Api;

/// <summary>
/// Calls that share a limit go through one lane: at most so many at once, none before it opens again, the most urgent first. Who would wait
/// long is told when to come back: a little before the lane opens, so that the most urgent is first then too.
/// </summary>
/// <remarks>The framework's rate limiters know neither urgency nor a <see cref="TimeProvider"/>.</remarks>
/// <param name="atOnce">So many under way at the same time.</param>
/// <param name="burst">So many within <paramref name="window"/>; 0: any number.</param>
internal sealed class Lane(TimeProvider time, int atOnce, int burst, TimeSpan window) : IDisposable
{
    /// <summary>So long a call waits here at most.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    private static readonly TimeSpan Early = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan AtLeast = TimeSpan.FromSeconds(0.5);

    private readonly Lock gate = new();
    private readonly PriorityQueue<TaskCompletionSource, (Urgency Urgency, long Order)> waiting = new();
    private readonly Queue<DateTimeOffset> lately = new();
    private ITimer? timer;
    private DateTimeOffset opens;
    private long order;
    private int inside;

    /// <summary>Waits for a turn. Every turn is given back by <see cref="Leave"/>.</summary>
    /// <param name="waits">False: a closed lane says so at once.</param>
    public async Task Enter(Urgency urgency, bool waits, CancellationToken cancel)
    {
        var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
        {
            var left = opens - time.GetUtcNow();
            if (left > (waits ? Patience : TimeSpan.Zero)) throw new SlackBusyException(ComeBack(left));
            waiting.Enqueue(turn, (urgency, order++));
        }
        Admit();
        try
        {
            await turn.Task.WaitAsync(Patience, time, cancel);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            // Given a turn at this very moment: it goes to the next one.
            if (!turn.TrySetCanceled(CancellationToken.None)) Leave();
            if (e is OperationCanceledException) throw;
            lock (gate) throw new SlackBusyException(ComeBack(opens - time.GetUtcNow()));
        }
    }

    /// <summary>A call would go through now.</summary>
    public bool IsOpen
    {
        get
        {
            lock (gate) return inside == 0 && time.GetUtcNow() >= opens;
        }
    }

    /// <summary>The call is over.</summary>
    public void Leave()
    {
        lock (gate) inside--;
        Admit();
    }

    /// <summary>Slack takes no more such calls for so long.</summary>
    public TimeSpan Close(TimeSpan after)
    {
        lock (gate)
        {
            var until = time.GetUtcNow() + after;
            if (until > opens) opens = until;
            return ComeBack(opens - time.GetUtcNow());
        }
    }

    public void Dispose() => timer?.Dispose();

    private void Admit()
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            while (inside < atOnce && now >= opens && waiting.TryDequeue(out var turn, out _))
            {
                if (!turn.TrySetResult()) continue;
                inside++;
                Count(now);
            }
            if (waiting.Count == 0 || inside >= atOnce) return;
            timer ??= time.CreateTimer(_ => Admit(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            timer.Change(opens > now ? opens - now : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }

    private void Count(DateTimeOffset now)
    {
        if (burst == 0) return;
        lately.Enqueue(now);
        if (lately.Count < burst) return;
        var free = lately.Dequeue() + window;
        if (free > opens) opens = free;
    }

    private static TimeSpan ComeBack(TimeSpan left) => left - Early > AtLeast ? left - Early : AtLeast;
}

using ChatOpsIncident.Incidents.Preparation;
using ChatOpsIncident.Incidents.Timeline;

namespace ChatOpsIncident.Engine;

/// <summary>Everything the engine does for one aggregate: read, decide and append, tick and reconcile.</summary>
internal sealed class StreamKind<TState>(
    Streams<TState> streams, CommandQueue<TState> queue, Reconciler reconciler, Redactor<TState> redactor, TimeProvider time)
{
    /// <summary>An answer is due within the platforms' three seconds.</summary>
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(2.5);

    public Streams<TState> Streams => streams;

    public CommandQueue<TState> Queue => queue;

    public Task<Outcome<TState>> Send(string stream, string request, Command<TState> command, Func<TState, Moment> asked, bool opens = false) =>
        queue.Send(stream, new(request, command, asked) { Until = time.GetUtcNow() + AnswerWithin, Opens = opens });

    /// <summary>Ticks if something is due, then brings the chat to match. Yields when there is work again.</summary>
    public async Task<DateTimeOffset?> Visit(string stream, Func<TState, Moment> asked, Func<TState, Playbook> pinned)
    {
        var fold = streams.Fold;
        var loaded = await streams.Load(stream);
        if (loaded.ETag is null) return null;
        if (fold.Tick is { } tick && fold.NextAlarm(loaded.State) <= time.GetUtcNow())
        {
            await Send(stream, FormattableString.Invariant($"alarm:{fold.HeadOf(loaded.State).Number}"), tick, asked);
            loaded = await streams.Load(stream);
        }
        if (Redactor<TState>.IsNeeded(loaded))
        {
            await redactor.Apply(stream);
            loaded = await streams.Load(stream);
        }
        var comeBack = await reconciler.Visit(streams, stream, loaded.State, pinned(loaded.State));
        var alarm = fold.NextAlarm(loaded.State);
        return alarm is null || comeBack < alarm ? comeBack : alarm;
    }
}

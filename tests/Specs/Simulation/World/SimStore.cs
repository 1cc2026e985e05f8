using System.Collections.Immutable;
using ChatOpsIncident.Engine;

namespace ChatOpsIncident.Specs.Simulation.World;

/// <summary>One process's connection to the shared rows: slow, failing, losing answers as the weather has it.</summary>
internal sealed class SimStore(SimRows rows, SimProcess world, SimProcess caller, SimScheduler scheduler, Weather weather) : IStore
{
    public Task<Row?> Read(Key key, CancellationToken cancel = default) => Call(() => rows.Read(key), false, cancel);

    public Task<IReadOnlyList<Row>> Range(
        string table, string partition, string from, string to, int take = int.MaxValue, CancellationToken cancel = default) =>
        Call(() => rows.Range(table, partition, from, to, take), false, cancel);

    public Task<ImmutableArray<string>> Write(ImmutableArray<Change> batch, CancellationToken cancel = default) =>
        Call(() => Traced(batch), true, cancel);

    private ImmutableArray<string> Traced(ImmutableArray<Change> batch)
    {
        try
        {
            var etags = rows.Write(batch);
            scheduler.Trace?.Invoke($"{caller.Name} wrote {Of(batch)}");
            return etags;
        }
        catch (StoreConflictException)
        {
            scheduler.Trace?.Invoke($"{caller.Name} met a conflict at {Of(batch)}");
            throw;
        }
    }

    private static string Of(ImmutableArray<Change> batch) =>
        $"{batch[0].Key.Table} {batch[0].Key.Partition}: {string.Join(", ", batch.Select(c => $"{c.GetType().Name} {c.Key.Row}"))}";

    private Task<T> Call<T>(Func<T> effect, bool writes, CancellationToken cancel)
    {
        scheduler.AssertOwnThread();
        if (caller.IsDead) return new TaskCompletionSource<T>().Task;
        if (cancel.IsCancellationRequested) return Task.FromCanceled<T>(cancel);
        var fate = weather.NextStoreCall(writes);
        if (!writes && fate == default) return Task.FromResult(effect());
        var answer = new TaskCompletionSource<T>();
        if (cancel.CanBeCanceled) cancel.Register(() => answer.TrySetCanceled(cancel));
        if (fate.AnswersFirst) world.After(fate.After, () => answer.TrySetException(Lost()));
        if (fate.Before == TimeSpan.Zero) Land(effect, writes, fate, answer);
        else world.After(fate.Before, () => Land(effect, writes, fate, answer));
        return answer.Task;
    }

    private void Land<T>(Func<T> effect, bool writes, StoreFate fate, TaskCompletionSource<T> answer)
    {
        Action tell;
        try
        {
            tell = fate.Fate switch
            {
                Fate.NotDone => () => answer.TrySetException(new StoreUnavailableException("The store does not answer.")),
                Fate.NeverDone => () => answer.TrySetException(Lost()),
                _ when effect() is var result && fate.Fate == Fate.Done => () => answer.TrySetResult(result),
                _ => () => answer.TrySetException(Lost()),
            };
        }
        catch (StoreConflictException conflict)
        {
            tell = () => answer.TrySetException(conflict);
        }
        catch (ArgumentException beyondLimits)
        {
            tell = () => answer.TrySetException(beyondLimits);
        }
        if (writes && weather.CrashesHere()) caller.Crash();
        if (writes && weather.Suspends() is { Ticks: > 0 } pause) caller.FrozenUntil = scheduler.Now + pause;
        if (fate.After == TimeSpan.Zero) tell();
        else world.After(fate.After, tell);
    }

    private static StoreUncertainException Lost() => new("The connection broke.");
}

using System.Collections.Immutable;

namespace ChatOpsIncident.Engine;

/// <summary>Many questions to the store at once, but no more than it answers well: one after the other a long list would take as long as it is.</summary>
public static class SideBySide
{
    /// <summary>At once, unless said otherwise.</summary>
    public const int AtOnce = 32;

    /// <summary>The answers, in the order of what was asked.</summary>
    public static async Task<ImmutableArray<TAnswer>> Ask<T, TAnswer>(IReadOnlyList<T> of, Func<T, Task<TAnswer>> ask, int atOnce = AtOnce)
    {
        ArgumentNullException.ThrowIfNull(of);
        ArgumentNullException.ThrowIfNull(ask);
        var (answers, next) = (new TAnswer[of.Count], -1);
        await Task.WhenAll(Enumerable.Range(0, Math.Min(atOnce, of.Count)).Select(_ => OneAfterTheOther()));
        return ImmutableArray.Create(answers);

        async Task OneAfterTheOther()
        {
            while (Interlocked.Increment(ref next) is var i && i < answers.Length) answers[i] = await ask(of[i]);
        }
    }
}

using System.Collections.Concurrent;

namespace ChatOpsIncident.Edges.Teams.Inbound;

/// <summary>
/// Activities that this instance has taken. Teams sends one again within seconds when it has no answer yet, and gets the same answer; the same one
/// later is somebody else's, and is refused. What did not go through is no answer: a repeat tries anew. Across instances the store recognises the request, so that nothing happens twice there either.
/// </summary>
internal sealed class Repeats(TimeProvider clock)
{
    /// <summary>So long Teams itself may repeat.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromSeconds(60);

    private const int Sweep = 1024;

    /// <summary>A token lives for an hour, and its clock may be off.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(75);

    private readonly ConcurrentDictionary<string, Taken> taken = new(StringComparer.Ordinal);

    /// <summary>The answer, made once; null: this came too late to be a repeat of Teams.</summary>
    public Task<Response>? Once(string activity, Func<Task<Response>> answer)
    {
        var now = clock.GetUtcNow();
        if (taken.Count % Sweep == Sweep - 1) Forget(now);
        var mine = taken.GetOrAdd(activity, _ => new(now, new(answer)));
        return now - mine.At > Window ? null : Made(activity, mine);
    }

    private async Task<Response> Made(string activity, Taken mine)
    {
        var response = await mine.Answer.Value;
        if (response.Status >= 500 && response != Response.Unknown) taken.TryRemove(KeyValuePair.Create(activity, mine));
        return response;
    }

    private void Forget(DateTimeOffset now)
    {
        foreach (var (activity, one) in taken)
        {
            if (now - one.At > Remembered) taken.TryRemove(activity, out _);
        }
    }

    private sealed record Taken(DateTimeOffset At, Lazy<Task<Response>> Answer);
}

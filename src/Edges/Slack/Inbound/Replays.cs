using System.Collections.Concurrent;

namespace ChatOpsIncident.Edges.Slack.Inbound;

/// <summary>
/// Signatures that this instance has taken: Slack delivers commands and clicks once, so the same one again is somebody else's. Across
/// instances the store recognises the request, so that nothing happens twice there either.
/// </summary>
internal sealed class Replays(TimeProvider clock)
{
    private const int Sweep = 1024;
    private readonly ConcurrentDictionary<string, DateTimeOffset> taken = new(StringComparer.Ordinal);

    /// <summary>True the first time.</summary>
    public bool IsFirst(string signature)
    {
        var now = clock.GetUtcNow();
        if (taken.Count % Sweep == Sweep - 1) Forget(now);
        // A signature is fresh from one window before its time to one after it.
        return taken.TryAdd(signature, now + 2 * Signature.Window);
    }

    private void Forget(DateTimeOffset now)
    {
        foreach (var (signature, until) in taken)
        {
            if (until < now) taken.TryRemove(signature, out _);
        }
    }
}

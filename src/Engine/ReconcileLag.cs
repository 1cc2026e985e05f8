using System.Collections.Concurrent;
using ChatOpsIncident.Incidents.Timeline;

namespace ChatOpsIncident.Engine;

/// <summary>How long after an event the chat shows all that follows from it, over as many visits as that takes.</summary>
internal sealed class ReconcileLag(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> behind = new(StringComparer.Ordinal);

    /// <summary>After each visit.</summary>
    /// <param name="news">Events that no visit had seen yet.</param>
    /// <param name="done">Nothing is left to do.</param>
    public void Visited(string stream, IReadOnlyList<Recorded> news, bool done)
    {
        if (news.Count > 0) behind.TryAdd(stream, news[0].At);
        if (done && behind.TryRemove(stream, out var since)) Telemetry.Shown(time.GetUtcNow() - since);
    }
}

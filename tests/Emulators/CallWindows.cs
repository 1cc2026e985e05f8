namespace ChatOpsIncident.Emulators;

/// <summary>So many calls within so much time, counted over sliding windows; and who does not wait as long as they were told to.</summary>
internal sealed class CallWindows
{
    /// <summary>A call that was on its way when another one was told to wait could not know.</summary>
    private static readonly TimeSpan OnItsWay = TimeSpan.FromSeconds(0.7);

    private readonly Lock gate = new();
    private readonly Dictionary<string, List<DateTimeOffset>> taken = [];
    private readonly Dictionary<string, (DateTimeOffset Told, DateTimeOffset Free)> until = [];

    /// <summary>How long to wait, in whole seconds; null if the call may go on.</summary>
    /// <param name="windows">All that the call counts in.</param>
    /// <param name="now">When it came.</param>
    /// <param name="early">By how much the caller did not wait as long as it was told to; null if it did.</param>
    public TimeSpan? Take(IReadOnlyList<(string Key, int Most, TimeSpan Window)> windows, DateTimeOffset now, out TimeSpan? early)
    {
        early = null;
        lock (gate)
        {
            foreach (var (key, most, window) in windows)
            {
                if (until.TryGetValue(key, out var wall) && now < wall.Free && now - wall.Told > OnItsWay) early = wall.Free - now;
                var times = taken.TryGetValue(key, out var found) ? found : taken[key] = [];
                times.RemoveAll(t => now - t >= window);
                if (times.Count < most) continue;
                var wait = TimeSpan.FromSeconds(Math.Max(1, Math.Ceiling((times[0] + window - now).TotalSeconds)));
                if (!until.TryGetValue(key, out var before) || before.Free <= now) until[key] = (now, now + wait);
                return wait;
            }
            foreach (var (key, _, _) in windows) taken[key].Add(now);
            return null;
        }
    }
}

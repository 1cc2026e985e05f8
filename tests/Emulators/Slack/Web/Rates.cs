using ChatOpsIncident.Emulators.Slack.BlockKit;

namespace ChatOpsIncident.Emulators.Slack.Web;

/// <summary>
/// How often a method may be called: the published tiers over a sliding minute, and for posts one a second and channel with a short burst
/// (Slack tolerates one and does not say how long).
/// </summary>
public sealed class Rates
{
    private const int Burst = 4;
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private readonly Dictionary<string, List<DateTimeOffset>> taken = [];
    private readonly Dictionary<string, (DateTimeOffset Told, DateTimeOffset Free)> until = [];

    /// <summary>A call that was on its way when another one was told to wait could not know.</summary>
    private static readonly TimeSpan OnItsWay = TimeSpan.FromSeconds(0.7);

    /// <summary>Off: nothing is refused for being too much.</summary>
    public bool On { get; set; } = true;

    /// <summary>How long to wait; null if the call may go on.</summary>
    /// <param name="early">By how much the caller did not wait as long as it was told to; null if it did.</param>
    internal TimeSpan? Take(SlackCall call, DateTimeOffset now, out TimeSpan? early)
    {
        early = null;
        if (!On) return null;
        lock (gate)
        {
            foreach (var (key, most, window) in Windows(call))
            {
                if (until.TryGetValue(key, out var wall) && now < wall.Free && now - wall.Told > OnItsWay) early = wall.Free - now;
                var times = taken.TryGetValue(key, out var found) ? found : taken[key] = [];
                times.RemoveAll(t => now - t >= window);
                if (times.Count < most) continue;
                var wait = TimeSpan.FromSeconds(Math.Max(1, Math.Ceiling((times[0] + window - now).TotalSeconds)));
                if (!until.TryGetValue(key, out var before) || before.Free <= now) until[key] = (now, now + wait);
                return wait;
            }
            foreach (var (key, _, _) in Windows(call)) taken[key].Add(now);
            return null;
        }
    }

    private static IEnumerable<(string Key, int Most, TimeSpan Window)> Windows(SlackCall call)
    {
        if (call.Method == "chat.postMessage")
        {
            yield return ($"post {call.Channel}", Burst, TimeSpan.FromSeconds(Burst));
            yield return ("post", 300, Minute);
        }
        else yield return (call.Method, PerMinute(call.Method), Minute);
    }

    private static int PerMinute(string method) => PublishedContract.Contract[method]?["tier"]?.ToString() switch
    {
        ['T', 'i', 'e', 'r', ' ', '1', ..] => 1,
        ['T', 'i', 'e', 'r', ' ', '2', ..] => 20,
        ['T', 'i', 'e', 'r', ' ', '3', ..] => 50,
        ['T', 'i', 'e', 'r', ' ', '4', ..] => 100,
        _ => 200,
    };
}

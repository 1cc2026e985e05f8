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

    private readonly CallWindows windows = new();

    /// <summary>Off: nothing is refused for being too much.</summary>
    public bool On { get; set; } = true;

    /// <summary>How long to wait; null if the call may go on.</summary>
    /// <param name="early">By how much the caller did not wait as long as it was told to; null if it did.</param>
    internal TimeSpan? Take(SlackCall call, DateTimeOffset now, out TimeSpan? early)
    {
        early = null;
        return On ? windows.Take([.. Windows(call)], now, out early) : null;
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

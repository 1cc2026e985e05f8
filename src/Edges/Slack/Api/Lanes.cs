using System.Collections.Frozen;

namespace ChatOpsIncident.Edges.Slack.Api;

/// <summary>
/// Which lane a call takes: one for each method; posts and changes of them have one for each channel, in
/// which one is under way at a time. So a 429 stops only what it must.
/// </summary>
/// <remarks>By hand, because the limiters of System.Threading.RateLimiting take no clock, know no urgency, and can't be closed for as long as a 429 says.</remarks>
internal sealed class Lanes(TimeProvider time)
{
    private const int Many = 100;

    /// <summary>Slack takes a post a second in a channel, and short bursts; how short it does not say.</summary>
    private const int Burst = 4;

    private static readonly TimeSpan BurstIn = TimeSpan.FromSeconds(4.2);

    private static readonly FrozenSet<string> OfChannels = FrozenSet.ToFrozenSet(["chat.postMessage", "chat.update"], StringComparer.Ordinal);

    private readonly Dictionary<string, (Lane Lane, int Users)> lanes = new(StringComparer.Ordinal);
    private readonly Lock gate = new();

    /// <summary>A person waits for these: they never wait for anything else.</summary>
    public static bool IsInteractive(string method) => method.StartsWith("views.", StringComparison.Ordinal) || method == "chat.postEphemeral";

    /// <summary>Takes a turn for a call.</summary>
    public async Task<Turn> Enter(string method, SlackArguments arguments, CancellationToken cancel)
    {
        var name = OfChannels.Contains(method) ? $"{method} {arguments["channel"]}" : method;
        var lane = Use(name, method);
        try
        {
            await lane.Enter(arguments.Urgency, !IsInteractive(method), cancel);
            return new(this, name, lane);
        }
        catch
        {
            Unuse(name);
            throw;
        }
    }

    private Lane Use(string name, string method)
    {
        lock (gate)
        {
            var (lane, users) = lanes.TryGetValue(name, out var known) ? known : (New(method), 0);
            lanes[name] = (lane, users + 1);
            return lane;
        }
    }

    /// <summary>Lanes of channels nobody posts to any more go; those of methods stay, there are few.</summary>
    private void Unuse(string name)
    {
        lock (gate)
        {
            var (lane, users) = lanes[name];
            lanes[name] = (lane, users - 1);
            if (lanes.Count <= Many) return;
            foreach (var (idle, (unused, _)) in lanes.Where(l => l.Value.Users == 0 && l.Value.Lane.IsOpen && l.Key.Contains(' ', StringComparison.Ordinal)).ToArray())
            {
                lanes.Remove(idle);
                unused.Dispose();
            }
        }
    }

    private Lane New(string method) => method switch
    {
        "chat.postMessage" => new(time, 1, Burst, BurstIn),
        "chat.update" => new(time, 1, 0, default),
        // Two calls with one name at the same time would both be taken.
        "conversations.create" => new(time, 1, 0, default),
        _ => new(time, int.MaxValue, 0, default),
    };

    /// <summary>A call's turn; ends when disposed.</summary>
    internal readonly struct Turn(Lanes lanes, string name, Lane lane) : IDisposable
    {
        /// <summary>Slack said no more such calls for so long. When to come back.</summary>
        public TimeSpan Close(TimeSpan after) => lane.Close(after);

        public void Dispose()
        {
            lane.Leave();
            lanes.Unuse(name);
        }
    }
}

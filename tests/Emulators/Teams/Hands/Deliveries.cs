using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using ChatOpsIncident.Emulators.Teams.Tokens;

namespace ChatOpsIncident.Emulators.Teams.Hands;

/// <summary>Brings activities to the bot, signed, and holds it to its time: invokes to three seconds, everything else to fifteen.</summary>
public sealed class Deliveries : IDisposable
{
    private readonly TeamsEmulator teams;
    private readonly TimeProvider time;
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = TimeSpan.FromMinutes(2) };
    private readonly ConcurrentDictionary<int, Task> running = [];
    private readonly ConcurrentQueue<string> lost = [];
    private int number;

    internal Deliveries(TeamsEmulator teams, TimeProvider time)
    {
        this.teams = teams;
        this.time = time;
    }

    /// <summary>How long an invoke may take.</summary>
    public TimeSpan Deadline { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>How long anything else may take.</summary>
    public TimeSpan EventDeadline { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long Teams waits before each repeat of what the bot did not take.</summary>
    public IReadOnlyList<TimeSpan> Repeats { get; set; } = [TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(5)];

    /// <summary>Every third activity comes twice.</summary>
    public bool Duplicates { get; set; }

    /// <summary>Activities that the bot never took, in spite of all repeats.</summary>
    public IReadOnlyList<string> Lost => [.. lost];

    /// <summary>Ends when nothing is on its way any more.</summary>
    public async Task Settled()
    {
        while (!running.IsEmpty) await Task.WhenAll(running.Values);
    }

    public void Dispose() => http.Dispose();

    /// <summary>Brings this activity as it stands, with this token; null: with none. For what no client would send.</summary>
    public Task<Acked> Raw(string activity, string? token) => Exchange(activity, token, EventDeadline);

    /// <summary>Once, as invokes come; and once more where everything comes twice.</summary>
    internal async Task<Acked> Invoke(JsonObject activity)
    {
        var text = activity.ToJsonString();
        var acked = await Exchange(text, Token(activity), Deadline);
        if (Duplicates && Interlocked.Increment(ref number) % 3 == 0) await Exchange(text, Token(activity), Deadline);
        teams.Pulse();
        return acked;
    }

    /// <summary>With the repeats that it takes.</summary>
    internal async Task<Acked> Deliver(JsonObject activity)
    {
        var text = activity.ToJsonString();
        var acked = await Exchange(text, Token(activity), EventDeadline);
        foreach (var pause in Repeats)
        {
            if (acked.Status is >= 200 and < 500) break;
            await teams.Wait(pause, teams.Stopping);
            acked = await Exchange(text, Token(activity), EventDeadline);
        }
        if (!acked.Good) lost.Enqueue($"{activity["type"]} {activity["id"]}: {acked.Failure} {acked.Status}");
        else if (acked.Body.Length > 0) teams.Violated($"{activity["type"]} was answered with a body: {acked.Body}");
        if (acked.Good && Duplicates && Interlocked.Increment(ref number) % 3 == 0) await Exchange(text, Token(activity), EventDeadline);
        teams.Pulse();
        return acked;
    }

    /// <summary>Beside everything else.</summary>
    internal void Start(JsonObject activity)
    {
        if (teams.Bot is null) return;
        var key = Interlocked.Increment(ref number);
        var task = Task.Run(async () =>
        {
            try
            {
                await Deliver(activity);
            }
            catch (OperationCanceledException)
            {
                // The emulator stops.
            }
        });
        running[key] = task;
        task.ContinueWith(_ => running.TryRemove(key, out var _), TaskScheduler.Default);
    }

    private string Token(JsonObject activity) => teams.Signer.Sign(new ActivityToken(activity["serviceUrl"]?.ToString() ?? "", time.GetUtcNow()));

    private async Task<Acked> Exchange(string activity, string? token, TimeSpan deadline)
    {
        var begun = time.GetTimestamp();
        if (teams.Bot is not { } bot) return new(0, "", TimeSpan.Zero, "there is no bot");
        var sending = Send(new Uri(bot, "api/messages"), activity, token);
        // The request goes on when Teams gives up on it: a repeat may come while the first one runs.
        if (await Task.WhenAny(sending, teams.Wait(deadline, teams.Stopping)) != sending) return new(0, "", time.GetElapsedTime(begun), "it took too long");
        var (status, body, failure) = await sending;
        return new(status, body, time.GetElapsedTime(begun), failure);
    }

    private async Task<(int Status, string Body, string? Failure)> Send(Uri address, string activity, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new StringContent(activity, Encoding.UTF8, "application/json") };
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Add("User-Agent", "BF-DirectLine (Microsoft-BotFramework/3.2 +https://botframework.com/ua)");
        request.Headers.Add("x-ms-tenant-id", Installation.TenantId);
        try
        {
            using var response = await http.SendAsync(request, teams.Stopping);
            return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(teams.Stopping), response.IsSuccessStatusCode ? null : "refused");
        }
        catch (Exception failed) when (failed is HttpRequestException or OperationCanceledException)
        {
            return (0, failed.Message, "no connection");
        }
    }
}

using System.Collections.Concurrent;
using ChatOpsIncident.Emulators.Slack;
using static ChatOpsIncident.Journeys.Support.SlackTeam;

namespace ChatOpsIncident.Journeys.Support;

/// <summary>
/// Thirty reports in ten seconds in each of two workspaces, one for each way to Slack. They are sent before any other journey starts its bot; the rooms
/// then open as fast as Slack lets them, which is mostly waiting, while all other journeys go on.
/// </summary>
public sealed class ThirtyReports : IAsyncLifetime
{
    public const int Many = 30;

    private static readonly string[] Things =
    [
        "printer", "payroll", "badge reader", "mail gateway", "warehouse scanner", "web shop", "booking desk", "phone system", "build server", "data lake",
        "customer portal", "invoice archive", "time clock", "door camera", "search index", "map service", "chat widget", "backup tape", "license server", "lab freezer",
        "video wall", "fuel pump", "price list", "test farm", "news ticker", "parking gate", "survey form", "photo store", "route planner", "tax report",
    ];

    private static readonly ConcurrentStack<IAsyncDisposable> Parts = new();
    private static Task<Workspace[]>? rush;

    /// <summary>What was reported in each, and how long everybody waited for the first answer.</summary>
    internal IReadOnlyList<Workspace> Workspaces { get; private set; } = [];

    /// <summary>Over when all are sent, however that went; also where none are to be sent.</summary>
    internal static Task Sent => rush?.ContinueWith(_ => { }, TaskScheduler.Default) ?? Task.CompletedTask;

    /// <summary>They are part of this run: sends them now.</summary>
    internal static void Begin() => rush = Task.Run(() => Task.WhenAll(Rush(socketMode: false), Rush(socketMode: true)));

    public async ValueTask InitializeAsync() => Workspaces = await rush!;

    public async ValueTask DisposeAsync()
    {
        foreach (var part in Parts) await part.DisposeAsync();
    }

    private static async Task<Workspace> Rush(bool socketMode)
    {
        var team = await Start();
        Parts.Push(team);
        var bot = team.Bot(socketMode);
        bot.GoesFirst = true;
        Parts.Push(bot);
        await team.Begin(bot);
        var begun = DateTimeOffset.UtcNow;
        var reports = new List<Task<Waited>>();
        for (var i = 0; i < Many; i++)
        {
            reports.Add(Report(team, i));
            await Task.Delay(TimeSpan.FromSeconds(10.0 / Many));
        }
        return new(team.Slack, socketMode ? "Socket Mode" : "HTTP", begun, await Task.WhenAll(reports));
    }

    private static async Task<Waited> Report(SlackTeam team, int number)
    {
        var what = Things[number];
        var acked = await team.Slack.As(number % 2 == 0 ? Chi : Ana).Types($"/incident the {what} does strange things", "general");
        acked.Good.ShouldBeTrue(acked.Failure);
        return new(number, acked.Took.TotalMilliseconds, what);
    }

    internal sealed record Workspace(SlackEmulator Slack, string Way, DateTimeOffset Begun, IReadOnlyList<Waited> Waited);

    internal sealed record Waited(int Number, double Milliseconds, string What);
}

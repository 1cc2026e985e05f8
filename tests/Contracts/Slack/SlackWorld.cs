using ChatOpsIncident.Edges.Slack;
using ChatOpsIncident.Edges.Slack.Api;
using ChatOpsIncident.Edges.Slack.People;
using ChatOpsIncident.Emulators.Slack;
using ChatOpsIncident.Emulators.Slack.State;
using ChatOpsIncident.Engine;
using ChatOpsIncident.Incidents.Timeline;
using ChatOpsIncident.Storage.Evidence;
using ChatOpsIncident.Storage.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using SlackUser = ChatOpsIncident.Emulators.Slack.State.SlackUser;

namespace ChatOpsIncident.Contracts.Slack;

/// <summary>The strict emulator, and the way out to it: calls, rooms, messages, people; with the real engine where a test wants it.</summary>
internal sealed class SlackWorld : IAsyncDisposable
{
    public static readonly Person Ana = new("slack:U0ANA");
    public static readonly Person Ben = new("slack:U0BEN");
    public static readonly Person Chi = new("slack:U0CHI");

    private readonly TemporaryFolder folder = new();
    private readonly SqliteStore store;
    private readonly HttpClient http = new(SlackApi.Connection());
    private readonly CancellationTokenSource stop = new();
    private Task running = Task.CompletedTask;

    private SlackWorld(SlackEmulator slack)
    {
        Slack = slack;
        store = SqliteStore.Open($"Data Source={folder.File("store.db")}");
        Api = new(http, new(Installation.BotToken, null, Installation.AppToken, slack.ApiUrl), TimeProvider.System, NullLogger<SlackApi>.Instance);
        var self = new SlackSelf(Api);
        Files = new(Api, http, new(Installation.BotToken, null, null, slack.ApiUrl), TimeProvider.System);
        People = new(Api, self, TimeProvider.System, NullLogger<SlackDirectory>.Instance);
        var links = new SlackLinks(store, TimeProvider.System);
        Chat = new(Api, self, links, new(People, links), NullLogger<SlackChat>.Instance);
        Bot = new(store, [Chat], [People], new FolderEvidence(folder.File("evidence")), TimeProvider.System, new Chance(), NullLogger.Instance,
            files: [Files]);
    }

    public SlackEmulator Slack { get; }

    public SlackApi Api { get; }

    public SlackChat Chat { get; }

    public SlackDirectory People { get; }

    public SlackFiles Files { get; }

    /// <summary>What is kept of this incident under this hash.</summary>
    public Task<byte[]?> Kept(string stream, string sha256) => new FolderEvidence(folder.File("evidence")).Read(stream, sha256);

    public BotEngine Bot { get; }

    public IEnumerable<string> Methods => Slack.Calls.Select(c => c.Method);

    /// <summary>Ana, Ben (on call, in leads) and Chi; no rate tiers, because they are not what most tests are about.</summary>
    public static async Task<SlackWorld> Start()
    {
        var slack = await SlackEmulator.Start();
        slack.Rates.On = false;
        slack.Add(new SlackUser("U0ANA", "Ana Ruiz"));
        slack.Add(new SlackUser("U0BEN", "Ben Okafor") { TimeZone = "Africa/Lagos" });
        slack.Add(new SlackUser("U0CHI", "Chi Nguyen"));
        slack.Add(new SlackGroup("S0ONCALL", "on-call", ["U0BEN"]));
        slack.Add(new SlackGroup("S0LEADS", "leads", ["U0BEN", "U0CHI"]));
        return new(slack);
    }

    /// <summary>With the playbook that ships, everybody known, and the loop running.</summary>
    public async Task<SlackWorld> Running()
    {
        await PlaybookAtStart.Adopt(null, "start", Bot.Send, () => Bot.Organisation());
        await People.Warm();
        running = Bot.Run(stop.Token);
        return this;
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await running.ContinueWith(_ => { }, TaskScheduler.Default);
        await Slack.DisposeAsync();
        Files.Dispose();
        http.Dispose();
        await store.DisposeAsync();
        stop.Dispose();
        folder.Dispose();
    }
}

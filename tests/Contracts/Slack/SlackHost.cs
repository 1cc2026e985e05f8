using ChatOpsIncident.Contracts.WebChat;
using ChatOpsIncident.Edges.Slack;
using ChatOpsIncident.Emulators.Slack;
using ChatOpsIncident.Emulators.Slack.State;
using ChatOpsIncident.Engine;
using ChatOpsIncident.Storage.Sqlite;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ChatOpsIncident.Contracts.Slack;

/// <summary>The edge as the bot runs it, on a real server with a real store and a scripted engine, installed in a workspace of the emulator.</summary>
internal sealed class SlackHost : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly WebApplication app;
    private readonly SqliteStore store;

    private SlackHost(WebApplication app, SqliteStore store, SlackEmulator slack, ScriptedBot bot, LogLines log, TemporaryFolder folder) =>
        (this.app, this.store, Slack, Bot, Log, this.folder) = (app, store, slack, bot, log, folder);

    public SlackEmulator Slack { get; }

    public ScriptedBot Bot { get; }

    public LogLines Log { get; }

    public IChat Chat => app.Services.GetRequiredService<IChat>();

    public T The<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    /// <param name="bySocket">Socket Mode; else HTTP.</param>
    /// <param name="time">For Slack and the bot.</param>
    public static async Task<SlackHost> Start(bool bySocket = false, TimeProvider? time = null)
    {
        var (slack, folder, log, bot) = (await SlackEmulator.Start(time), new TemporaryFolder(), new LogLines(), new ScriptedBot());
        slack.Add(new SlackUser("U0ANA", "Ana"));
        slack.Add(new SlackUser("U0BEN", "Ben"));
        var store = SqliteStore.Open($"Data Source={folder.File("incidents.db")}");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddProvider(log).AddFilter("Microsoft", LogLevel.Warning).AddFilter("System", LogLevel.Warning);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<IStore>(store).AddSingleton<IBot>(bot).AddSingleton(time ?? TimeProvider.System);
        builder.Services.AddSlack(new(Installation.BotToken, Installation.SigningSecret, bySocket ? Installation.AppToken : null, slack.ApiUrl));
        var app = builder.Build();
        app.UseSlack();
        await app.StartAsync();
        var host = new SlackHost(app, store, slack, bot, log, folder);
        slack.Installed.Shortcuts.Add("save_message");
        slack.Installed.SocketMode = bySocket;
        if (!bySocket) slack.Bot = new(app.Urls.First());
        else await slack.Until(() => host.The<SlackHealth>().Trouble is null, what: "a connection");
        return host;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await store.DisposeAsync();
        await Slack.DisposeAsync();
        folder.Dispose();
    }
}

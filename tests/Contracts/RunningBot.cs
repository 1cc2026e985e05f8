using ChatOpsIncident.Engine;
using ChatOpsIncident.Incidents.Preparation;
using ChatOpsIncident.Storage.Evidence;
using ChatOpsIncident.Storage.Sqlite;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ChatOpsIncident.Contracts;

/// <summary>The bot with its real engine and a real store, listening on a port of its own; only the edges differ.</summary>
internal sealed class RunningBot : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly SqliteStore store;
    private readonly WebApplication app;
    private Task running = Task.CompletedTask;

    private RunningBot(TemporaryFolder folder, Action<IServiceCollection> edges, ILoggerProvider? log)
    {
        store = SqliteStore.Open($"Data Source={folder.File("incidents.db")}");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddFilter("Microsoft", LogLevel.Warning).AddFilter("System", LogLevel.Warning);
        if (log is not null) builder.Logging.AddProvider(log);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<IStore>(store).AddSingleton(TimeProvider.System).AddSingleton<IEvidence>(new FolderEvidence(folder.File("evidence")));
        builder.Services.AddSingleton(s => new BotEngine(
            store, [.. s.GetServices<IChat>()], [.. s.GetServices<IDirectory>()], s.GetRequiredService<IEvidence>(), TimeProvider.System, new Chance(), s.GetRequiredService<ILogger<BotEngine>>(),
            files: [.. s.GetServices<IFiles>()]));
        builder.Services.AddSingleton<IBot>(s => s.GetRequiredService<BotEngine>());
        edges(builder.Services);
        app = builder.Build();
    }

    /// <summary>Where it listens.</summary>
    public Uri Address => new(app.Urls.First());

    public IBot Bot => The<IBot>();

    public T The<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    /// <summary>It listens, and has a playbook; see <see cref="Run"/> for the rest.</summary>
    /// <param name="folder">Where its store lies; those in one folder are instances of one bot.</param>
    public static async Task<RunningBot> Start(TemporaryFolder folder, Action<IServiceCollection> edges, Action<WebApplication> use, ILoggerProvider? log = null, params PlaybookText[] playbook)
    {
        var bot = new RunningBot(folder, edges, log);
        use(bot.app);
        await bot.app.StartAsync();
        var engine = bot.The<BotEngine>();
        await PlaybookAtStart.Adopt(playbook is [] ? null : playbook, $"start.{bot.Address.Port}", engine.Send, () => engine.Organisation());
        return bot;
    }

    /// <summary>From now on the chat follows, and alarms ring.</summary>
    public void Run() => running = The<BotEngine>().Run(stop.Token);

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await running.ContinueWith(_ => { }, TaskScheduler.Default);
        await app.DisposeAsync();
        await store.DisposeAsync();
        stop.Dispose();
    }
}

using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using ChatOpsIncident.Contracts.Slack;
using ChatOpsIncident.Contracts.WebChat;
using ChatOpsIncident.Edges.Teams;
using ChatOpsIncident.Engine;
using ChatOpsIncident.Storage.Evidence;
using ChatOpsIncident.Storage.Sqlite;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ChatOpsIncident.Contracts.Teams;

/// <summary>The edge as the bot runs it, on a real server with a real store, and a scripted engine or the real one.</summary>
internal sealed class TeamsHost : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly CancellationTokenSource stop = new();
    private readonly HttpClient http = new();
    private readonly SqliteStore store;
    private readonly WebApplication app;
    private Task running = Task.CompletedTask;
    private int ids = 1759944781;

    private TeamsHost(TeamsStub teams, bool real, Func<TeamsSettings, TeamsSettings> change)
    {
        Teams = teams;
        store = SqliteStore.Open($"Data Source={folder.File("incidents.db")}");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddProvider(Log).AddFilter("Microsoft", LogLevel.Warning).AddFilter("System", LogLevel.Warning);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<IStore>(store).AddSingleton(TimeProvider.System).AddSingleton<IEvidence>(new FolderEvidence(folder.File("evidence")));
        if (real)
        {
            builder.Services.AddSingleton(s => new BotEngine(store, [.. s.GetServices<IChat>()], [.. s.GetServices<IDirectory>()], s.GetRequiredService<IEvidence>(), TimeProvider.System, new Chance(), s.GetRequiredService<ILogger<BotEngine>>()));
            builder.Services.AddSingleton<IBot>(s => s.GetRequiredService<BotEngine>());
        }
        else
        {
            builder.Services.AddSingleton<IBot>(Bot);
        }
        builder.Services.AddTeams(change(new(TeamsStub.App, new ClientSecret("secret"), [TeamsStub.Tenant], TeamsCloud.Public)
        {
            TeamId = TeamsStub.Group,
            OpenIdMetadata = new(teams.Address, "metadata"),
            TokenUrl = new(teams.Address, "token"),
            GraphUrl = new(teams.Address, "v1.0/"),
            ServiceHosts = ["127.0.0.1"],
        }));
        app = builder.Build();
        app.UseTeams();
    }

    public TeamsStub Teams { get; }

    public ScriptedBot Bot { get; } = new();

    public LogLines Log { get; } = new();

    public Uri Endpoint => new(new Uri(app.Urls.First()), TeamsEdge.Endpoint);

    public T The<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    /// <param name="says">What Teams answers otherwise from the beginning.</param>
    public static async Task<TeamsHost> Start(bool real = false, Func<TeamsSettings, TeamsSettings>? change = null, Func<TeamsStubCall, (int Status, JsonNode? Body)?>? says = null)
    {
        var teams = await TeamsStub.Start();
        if (says is not null) teams.Says = says;
        var host = new TeamsHost(teams, real, change ?? (s => s));
        await host.app.StartAsync();
        if (!real) return host;
        var engine = host.The<BotEngine>();
        await PlaybookAtStart.Adopt(null, "start", engine.Send, () => engine.Organisation());
        host.running = engine.Run(host.stop.Token);
        return host;
    }

    /// <summary>A mention in the channel in which people talk.</summary>
    public JsonObject Mention(string words, string who = Ids.Ana, string channel = "19:general@thread.tacv2")
    {
        var activity = Activity("message", who, channel + ";messageid=1759944781430", "channel");
        activity["text"] = $"<at>Incident</at>&nbsp;{words}\n";
        activity["entities"] = new JsonArray(new JsonObject { ["type"] = "mention", ["text"] = "<at>Incident</at>", ["mentioned"] = new JsonObject { ["id"] = "28:" + TeamsStub.App, ["name"] = "Incident" } });
        return activity;
    }

    /// <summary>An invoke in a channel.</summary>
    public JsonObject Invoke(string name, JsonNode value, string who = Ids.Ana, string channel = "19:general@thread.tacv2")
    {
        var activity = Activity("invoke", who, channel + ";messageid=1759944781430", "channel");
        (activity["name"], activity["value"]) = (name, value);
        return activity;
    }

    public JsonObject Activity(string type, string who, string conversation, string kind) => new()
    {
        ["type"] = type,
        ["id"] = "f:" + Interlocked.Increment(ref ids),
        ["channelId"] = "msteams",
        ["serviceUrl"] = Teams.Service,
        ["from"] = new JsonObject { ["id"] = "29:" + who, ["name"] = "Ana Ruiz", ["aadObjectId"] = who },
        ["recipient"] = new JsonObject { ["id"] = "28:" + TeamsStub.App, ["name"] = "Incident" },
        ["conversation"] = new JsonObject { ["id"] = conversation, ["conversationType"] = kind, ["isGroup"] = kind != "personal", ["tenantId"] = TeamsStub.Tenant },
        ["channelData"] = new JsonObject { ["tenant"] = new JsonObject { ["id"] = TeamsStub.Tenant } },
    };

    /// <summary>Sends it with this authorization; null: with a good token.</summary>
    public async Task<(HttpStatusCode Status, JsonNode? Body)> Send(JsonNode activity, string? token = null, bool unsigned = false)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Endpoint) { Content = new StringContent(activity.ToJsonString(), Encoding.UTF8, "application/json") };
        if (!unsigned) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token ?? Teams.Token());
        using var response = await http.SendAsync(request);
        var body = await response.Content.ReadAsStringAsync();
        return (response.StatusCode, body.Length == 0 ? null : JsonNode.Parse(body));
    }

    public async Task Until(Func<bool> there, string what)
    {
        for (var i = 0; i < 400; i++)
        {
            if (there()) return;
            await Task.Delay(TimeSpan.FromMilliseconds(25), TimeProvider.System);
        }
        throw new InvalidOperationException($"Nobody saw {what}. Calls:\n{string.Join('\n', Teams.Made.Select(c => $"{c.Method} {c.Path}"))}\n{string.Join('\n', Log.All)}");
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await running.ContinueWith(_ => { }, TaskScheduler.Default);
        await app.DisposeAsync();
        await Teams.DisposeAsync();
        await store.DisposeAsync();
        http.Dispose();
        stop.Dispose();
        folder.Dispose();
    }
}

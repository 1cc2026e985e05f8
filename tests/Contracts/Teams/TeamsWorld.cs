using ChatOpsIncident.Contracts.Slack;
using ChatOpsIncident.Edges.Slack;
using ChatOpsIncident.Edges.Teams;
using ChatOpsIncident.Emulators.Teams;
using ChatOpsIncident.Emulators.Teams.State;
using ChatOpsIncident.Incidents.Preparation;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace ChatOpsIncident.Contracts.Teams;

/// <summary>The strict emulator with the edge and the real engine behind it, and the people of the stories.</summary>
internal sealed class TeamsWorld : IAsyncDisposable
{
    public const string Ana = "b15a9416-0ad3-4172-9210-7beb711d3f70";
    public const string Ben = "c15a9416-0ad3-4172-9210-7beb711d3f71";
    public const string Chi = "d15a9416-0ad3-4172-9210-7beb711d3f72";
    public const string Gus = "e15a9416-0ad3-4172-9210-7beb711d3f73";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TemporaryFolder folder = new();
    private RunningBot bot = null!;

    private TeamsWorld(TeamsEmulator teams) => Teams = teams;

    public TeamsEmulator Teams { get; }

    public LogLines Log { get; } = new();

    public TeamsHealth Health => bot.The<TeamsHealth>();

    public string Room { get; private set; } = Installation.General;

    /// <summary>Where the bot listens.</summary>
    public Uri Address => bot.Address;

    /// <param name="slack">A workspace that the same bot is in.</param>
    /// <param name="announce">Where the playbook announces.</param>
    public static async Task<TeamsWorld> Start(Func<TeamsSettings, TeamsSettings>? change = null, SlackSettings? slack = null, params string[] announce)
    {
        var teams = await TeamsEmulator.Start();
        teams.Add(new TeamsUser(Ana, "Ana Ruiz") { HasBot = true });
        teams.Add(new TeamsUser(Ben, "Ben Okafor") { HasBot = true });
        teams.Add(new TeamsUser(Chi, "Chi Nguyen") { HasBot = true });
        teams.Add(new TeamsUser(Gus, "Gus Guest") { Guest = true, HasBot = true });
        teams.Add(new TeamsTag("t-oncall", "On call", [Ben]));
        teams.Add(new TeamsTag("t-leads", "leads", [Ana]));
        var world = new TeamsWorld(teams);
        PlaybookText[] file = announce.Length == 0 ? [] : [new("playbook.yaml", $"{Playbooks.DefaultText}\nannounce: [{string.Join(", ", announce.Select(a => $"'{a}'"))}]\n")];
        world.bot = await RunningBot.Start(world.folder, Edges, Use, world.Log, file);
        world.bot.Run();
        teams.Bot = world.Address;
        teams.Deliveries.Deadline = TimeSpan.FromSeconds(60);
        await teams.As(Ana).AddsBot(Installation.General);
        await world.Says(Ben, "help");
        teams.Deliveries.Deadline = TimeSpan.FromSeconds(3);
        return world;

        void Edges(IServiceCollection services)
        {
            services.AddTeams((change ?? (s => s))(new(Installation.AppId, new ClientSecret(Installation.Secret), [Installation.TenantId], TeamsCloud.Public)
            {
                TeamId = Installation.TeamId,
                OpenIdMetadata = teams.OpenIdMetadata,
                TokenUrl = teams.TokenUrl,
                GraphUrl = teams.GraphUrl,
                ServiceHosts = ["127.0.0.1", "localhost"],
            }));
            if (slack is not null) services.AddSlack(slack);
        }

        void Use(WebApplication app)
        {
            app.UseTeams();
            if (slack is not null) app.UseSlack();
        }
    }

    public async Task Says(string who, string words) => (await Teams.As(who).Mentions(words, Room)).Good.ShouldBeTrue($"{words} was not taken");

    public async Task GoesTo(string name)
    {
        await Until(() => Teams.Conversation(name) is not null, $"a room {name}");
        Room = Teams.Conversation(name)!.Id;
    }

    /// <summary>The newest message of the room with these words.</summary>
    public async Task<TeamsMessage> Sees(string words)
    {
        await Until(() => Find(Teams.Screen(Room), words) is not null, $"“{words}” in the room; there is {Shown(Teams.Screen(Room).TakeLast(4))}");
        return Find(Teams.Screen(Room), words)!;
    }

    /// <summary>The newest answer to this person alone with these words, in the room or in the chat with the bot.</summary>
    public async Task<TeamsMessage> IsTold(string who, string words)
    {
        await Until(() => Find(Alone(who), words) is not null, $"“{words}” for {who} alone; there is {Shown(Alone(who).TakeLast(4))}");
        return Find(Alone(who), words)!;
    }

    public async Task Presses(string who, string card, string label) => (await Teams.As(who).Clicks(await Sees(card), label)).Good.ShouldBeTrue($"{label} was not taken");

    public async Task<TeamsDialog> Dialog(string who, string words)
    {
        await Until(() => Teams.DialogOf(who) is { } open && Teams.Words(open).Contains(words, StringComparison.Ordinal), $"a dialog “{words}”; there is {(Teams.DialogOf(who) is { } other ? Teams.Words(other) : "none")}");
        return Teams.DialogOf(who)!;
    }

    public async Task Until(Func<bool> so, string what)
    {
        try
        {
            await Teams.Until(so, Patience, what);
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"{e.Message}\n{string.Join('\n', Log.All.TakeLast(20))}", e);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await bot.DisposeAsync();
        await Teams.DisposeAsync();
        folder.Dispose();
    }

    private IReadOnlyList<TeamsMessage> Alone(string who) => [.. Teams.SeenOnlyBy(who).Concat(Teams.Screen(Teams.PersonalOf(who).Id)).OrderBy(m => m.At)];

    private TeamsMessage? Find(IEnumerable<TeamsMessage> messages, string words) => messages.LastOrDefault(m => Teams.Words(m).Contains(words, StringComparison.Ordinal));

    private string Shown(IEnumerable<TeamsMessage> messages) => string.Join(" | ", messages.Select(m => Teams.Words(m)));
}

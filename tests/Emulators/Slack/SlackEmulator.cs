using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using ChatOpsIncident.Emulators.Slack.Hands;
using ChatOpsIncident.Emulators.Slack.Socket;
using ChatOpsIncident.Emulators.Slack.State;
using ChatOpsIncident.Emulators.Slack.Web;

namespace ChatOpsIncident.Emulators.Slack;

/// <summary>
/// A strict Slack in this process: Web API, response URLs, Socket Mode, and people whose hands a test moves. Whatever Slack would refuse,
/// or let pass although the product must not do it, is in <see cref="EmulatedPlatform.Violations"/>; a test ends by asking for none.
/// </summary>
public sealed class SlackEmulator : EmulatedPlatform
{
    private readonly Workspace world;
    private readonly SlackServer server;
    private readonly ConcurrentQueue<SlackCall> calls = [];
    private readonly ConcurrentQueue<string> downloads = [];
    private int callNumber;

    private SlackEmulator(TimeProvider time)
        : base(time)
    {
        world = new(time) { Installed = Installed };
        world.Open("general", false, "U0SLACKBOT", "C0GENERAL");
        server = new(this);
        Sockets = new(this);
        Deliveries = new(this, time);
    }

    /// <summary>Starts one on a free port of this machine.</summary>
    public static async Task<SlackEmulator> Start(TimeProvider? time = null)
    {
        var slack = new SlackEmulator(time ?? TimeProvider.System);
        await slack.server.Start();
        return slack;
    }

    /// <summary>Where it listens.</summary>
    public Uri Address => server.Address;

    /// <summary>The Web API's base, as <c>Slack:ApiUrl</c> wants it.</summary>
    public Uri ApiUrl => new(Address, "api/");

    /// <summary>Where the bot's HTTP endpoints are; null: none.</summary>
    public Uri? Bot { get; set; }

    public Installation Installed { get; } = new();

    /// <summary>Every call in the order of arrival.</summary>
    public IReadOnlyList<SlackCall> Calls => [.. calls];

    /// <summary>Keys of files that were asked for, in order.</summary>
    public IReadOnlyList<string> Downloads => [.. downloads];

    public Faults Faults { get; } = new();

    public Rates Rates { get; } = new();

    /// <summary>How long a call of this method takes, half before and half after its effect; <c>response_url</c> is one too.</summary>
    public Func<string, TimeSpan> Latency { get; set; } = _ => TimeSpan.Zero;

    /// <summary>Cuts pages short and sends empty ones in between.</summary>
    public int? PageCap { get; set; }

    /// <summary>Events and interactions on their way to the bot.</summary>
    public Deliveries Deliveries { get; }

    /// <summary>The bot's WebSockets.</summary>
    public SocketServer Sockets { get; }

    /// <summary>Everyone's channels, direct messages included.</summary>
    public IReadOnlyList<SlackChannel> Channels => Within(w => w.Channels.Values.ToList());

    protected override string LastCalls => string.Join("; ", Calls.TakeLast(12));

    /// <summary>Adds somebody; they are in #general.</summary>
    public SlackUser Add(SlackUser user) => Within(w =>
    {
        w.Users[user.Id] = user;
        if (!user.Stranger && !user.Guest) w.Channels["C0GENERAL"].Members.Add(user.Id);
        return user;
    });

    public void Add(SlackGroup group) => Within(w => w.Groups[group.Id] = group);

    /// <summary>A channel made by hand.</summary>
    public SlackChannel Add(string name, bool secret, params IReadOnlyList<string> members) => Within(w =>
    {
        var channel = w.Open(name, secret, members[0]);
        channel.Members.AddRange(members.Skip(1));
        return channel;
    });

    /// <summary>The hands of this user.</summary>
    public SlackPerson As(string user) => new(this, Within(w => w.Users[user]));

    /// <summary>The channel with this id or name; null if there is none.</summary>
    public SlackChannel? Channel(string idOrName) => Within(w => w.Channels.GetValueOrDefault(idOrName) ?? w.Channels.Values.FirstOrDefault(c => c.Name == idOrName));

    /// <summary>An event by hand, such as one that comes late; ends when the bot took it, or never will.</summary>
    public Task Delivers(string type, System.Text.Json.Nodes.JsonObject happened)
    {
        happened["type"] = type;
        return Deliveries.Start(new() { ["type"] = "event_callback", ["team_id"] = Workspace.Team, ["api_app_id"] = Workspace.App, ["event_id"] = Within(w => w.NewId("Ev")), ["event"] = happened });
    }

    /// <summary>What everyone in the channel sees, oldest first; what the system says is left out.</summary>
    public IReadOnlyList<SlackMessage> Screen(string channel) => Within(w => w.Channels[channel].Messages.Where(m => m.Subtype is null or "file_share").ToList());

    /// <summary>The direct messages between this user and the bot.</summary>
    public IReadOnlyList<SlackMessage> DirectOf(string user) => Within(w => w.Channels.Values.FirstOrDefault(c => c.Direct && c.Members.Contains(user) && c.Members.Contains(Workspace.BotUser))?.Messages.ToList() ?? []);

    /// <summary>Private answers that this user sees, oldest first.</summary>
    public IReadOnlyList<SlackMessage> SeenOnlyBy(string user) => Within(w => w.Private.Where(m => m.OnlyFor == user).ToList());

    /// <summary>The dialog in front of this user; null if there is none.</summary>
    public SlackView? ModalOf(string user) => Within(w => w.Modals.GetValueOrDefault(user));

    /// <summary>This user's App Home; null before it was published.</summary>
    public SlackView? HomeOf(string user) => Within(w => w.Homes.GetValueOrDefault(user));

    /// <summary>Draws a channel, as this user sees it if one is named, into an HTML file.</summary>
    public void WriteScreen(string path, string channel, string? user = null) =>
        File.WriteAllText(path, Within(w => Drawing.SlackPage.Of(w, w.Channels[channel], user is null ? null : w.Users[user])));

    /// <summary>Draws a dialog or an App Home into an HTML file.</summary>
    public void WriteScreen(string path, SlackView view) => File.WriteAllText(path, Within(w => Drawing.SlackPage.Of(w, view)));

    /// <summary>A message as somebody would read it aloud.</summary>
    public string Words(SlackMessage message) => Within(w => Drawing.PlainWords.Of(w, message.Shown));

    /// <summary>A dialog or an App Home as somebody would read it aloud.</summary>
    public string Words(SlackView view) => Within(w => Drawing.PlainWords.Of(w, view.Shown));

    public override async ValueTask DisposeAsync()
    {
        await Stop();
        await Sockets.DisposeAsync();
        await server.DisposeAsync();
        Deliveries.Dispose();
        Stopped();
    }

    internal void Downloaded(string key) => downloads.Enqueue(key);

    /// <summary>Reads or changes the workspace; then tells the bot what happened.</summary>
    internal T Within<T>(Func<Workspace, T> act)
    {
        T result;
        lock (world.Gate) result = act(world);
        Deliveries.Flush(world);
        return result;
    }

    internal SlackCall Log(string method, IReadOnlyDictionary<string, string> arguments)
    {
        var call = new SlackCall { Number = Interlocked.Increment(ref callNumber), Method = method, Arguments = arguments, Started = Now };
        calls.Enqueue(call);
        return call;
    }

    internal void Ended(SlackCall call)
    {
        call.Ended = Now;
        Pulse();
    }

    internal JsonObject OpenSocket() => Sockets.Ticket();
}

using ChatOpsIncident.Emulators.Slack;
using ChatOpsIncident.Emulators.Slack.State;

namespace ChatOpsIncident.Journeys.Support;

/// <summary>The people of the stories, in an emulated Slack with the playbook's groups, and what they do there.</summary>
public sealed partial class SlackTeam : IAsyncDisposable
{
    public const string Ana = "U0ANA";
    public const string Ben = "U0BEN";
    public const string Chi = "U0CHI";
    public const string Dana = "U0DANA";

    private static readonly string Pictures = Directory.CreateDirectory(Path.Combine(PublishedBot.Repository(), "artifacts", "screenshots", "slack")).FullName;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal) { [Ana] = "Ana Ruiz", [Ben] = "Ben Okafor", [Chi] = "Chi Nguyen", [Dana] = "Dana Weiss" };

    private SlackTeam(SlackEmulator slack) => Slack = slack;

    public SlackEmulator Slack { get; }

    /// <summary>How long the first word after the last start took to be acknowledged.</summary>
    public TimeSpan FirstWord { get; private set; }

    /// <summary>The room in which everybody works now.</summary>
    public string Room { get; private set; } = "general";

    public static async Task<SlackTeam> Start()
    {
        var slack = await SlackEmulator.Start();
        foreach (var (id, name) in Names) slack.Add(new SlackUser(id, name));
        slack.Add(new SlackGroup("S0STAFF", "staff", [Ana, Ben, Chi, Dana]));
        slack.Add(new SlackGroup("S0ONCALL", "on-call", [Ben, Dana]));
        slack.Add(new SlackGroup("S0LEADS", "leads", [Ana]));
        slack.Add(new SlackGroup("S0SECURITY", "security", [Ana, Dana]));
        return new(slack);
    }

    /// <summary>What people call them.</summary>
    public static string NameOf(string user) => Names[user];

    /// <summary>A bot that talks to this Slack, over HTTP or Socket Mode. It is not started yet.</summary>
    public BotProcess Bot(bool socketMode)
    {
        var bot = new BotProcess();
        bot.Settings["Slack__BotToken"] = Installation.BotToken;
        bot.Settings["Slack__ApiUrl"] = Slack.ApiUrl.ToString();
        if (socketMode) bot.Settings["Slack__AppToken"] = Installation.AppToken;
        else
        {
            bot.Settings["Slack__SigningSecret"] = Installation.SigningSecret;
            Slack.Bot = bot.Address;
        }
        Slack.Installed.SocketMode = socketMode;
        return bot;
    }

    /// <summary>
    /// Starts the bot, waits for its WebSocket if it has one, and asks it for help. That first word meets code that never ran: how long it
    /// takes is the machine's affair, from then on three seconds are three seconds.
    /// </summary>
    public async Task Begin(BotProcess bot)
    {
        await bot.Start();
        await Slack.Until(() => !Slack.Installed.SocketMode || Slack.Sockets.Connected > 0, Patience, "a WebSocket");
        Slack.Deliveries.Deadline = TimeSpan.FromSeconds(60);
        var acked = await Slack.As(Ben).Types("/incident help", Room);
        acked.Good.ShouldBeTrue("the first word was not acknowledged");
        (FirstWord, Slack.Deliveries.Deadline) = (acked.Took, TimeSpan.FromSeconds(3));
    }

    public async Task Says(string user, string text) => (await Slack.As(user).Types(text, Room)).Good.ShouldBeTrue($"{text} was not acknowledged");

    /// <summary>From here on everybody works in this room; it is open when this ends.</summary>
    public async Task GoesTo(string name)
    {
        await Slack.Until(() => Slack.Channel(name) is not null, Patience, $"a room {name}");
        Room = Slack.Channel(name)!.Id;
    }

    /// <summary>The newest message of the room with these words, waited for.</summary>
    public async Task<SlackMessage> Sees(string words)
    {
        await Slack.Until(() => Find(Slack.Screen(Room), words) is not null, Patience, $"“{words}” in the room");
        return Find(Slack.Screen(Room), words)!;
    }

    /// <summary>The newest private answer to this user with these words, waited for.</summary>
    public async Task<SlackMessage> IsTold(string user, string words)
    {
        await Slack.Until(() => Find(Slack.SeenOnlyBy(user), words) is not null, Patience, $"“{words}” for {user} alone; there is {Shown(Slack.SeenOnlyBy(user).TakeLast(3))}");
        return Find(Slack.SeenOnlyBy(user), words)!;
    }

    /// <summary>The newest direct message to this user with these words, waited for.</summary>
    public async Task<SlackMessage> Gets(string user, string words)
    {
        await Slack.Until(() => Find(Slack.DirectOf(user), words) is not null, Patience, $"“{words}” as a direct message to {user}");
        return Find(Slack.DirectOf(user), words)!;
    }

    /// <summary>Presses a button of the newest message in the room with these words, once it is there.</summary>
    public async Task Presses(string user, string words, string label)
    {
        await Slack.Until(() => Find(Slack.Screen(Room), words, label) is not null, Patience, $"a button “{label}” at “{words}”; there is {Shown(Slack.Screen(Room))}");
        (await Slack.As(user).Clicks(Find(Slack.Screen(Room), words, label)!, label)).Good.ShouldBeTrue($"{label} was not acknowledged");
    }

    /// <summary>The dialog in front of this user, waited for.</summary>
    public async Task<SlackView> Dialog(string user, string words = "")
    {
        await Slack.Until(() => Slack.ModalOf(user) is { } open && $"{open.Title}\n{Slack.Words(open)}".Contains(words, StringComparison.Ordinal), Patience, $"a dialog with “{words}” for {user}");
        return Slack.ModalOf(user)!;
    }

    /// <summary>Fills in the dialog in front of this user and sends it.</summary>
    public async Task Fills(string user, params IReadOnlyList<(string Label, string? Answer)> answers)
    {
        await Slack.Until(() => Slack.ModalOf(user) is { } open && answers.All(a => open.Labels.Contains(a.Label)), Patience,
            $"a dialog with {string.Join(", ", answers.Select(a => a.Label))}; there is {Slack.ModalOf(user)?.Title}: {string.Join(", ", Slack.ModalOf(user)?.Labels ?? [])}");
        var dialog = Slack.ModalOf(user)!;
        (await Slack.As(user).Submits(dialog, answers)).Good.ShouldBeTrue();
        dialog.Errors.ShouldBeEmpty();
    }

    /// <summary>The room as this user sees it, drawn as a page.</summary>
    public void Picture(string name, string user) => Slack.WriteScreen(Path.Combine(Pictures, name + ".html"), Room, user);

    /// <summary>This user's direct messages with the bot, drawn as a page.</summary>
    public void PictureOfDirect(string name, string user) => Slack.WriteScreen(Path.Combine(Pictures, name + ".html"), Slack.DirectOf(user)[0].Channel, user);

    /// <summary>This user's App Home, drawn as a page.</summary>
    public void PictureOfHome(string name, string user) => Slack.WriteScreen(Path.Combine(Pictures, name + ".html"), Slack.HomeOf(user)!);

    /// <summary>Everything on every screen, for a test that failed.</summary>
    public string Everything() => string.Join("\n\n", Slack.Channels.Where(c => c.Messages.Count > 0).Select(c => $"# {c.Name}\n{Shown(c.Messages)}"))
        + $"\n\nOnly one person sees:\n{Shown(((string[])[Ana, Ben, Chi, Dana]).SelectMany(Slack.SeenOnlyBy))}\n\nViolations:\n{string.Join('\n', Slack.Violations)}\n\nCalls:\n{string.Join('\n', Slack.Calls.TakeLast(60))}";

    public ValueTask DisposeAsync() => Slack.DisposeAsync();

    private SlackMessage? Find(IEnumerable<SlackMessage> messages, string words, string? label = null) =>
        messages.LastOrDefault(m => Slack.Words(m).Contains(words, StringComparison.Ordinal) && (label is null || m.Buttons.Contains(label)));

    private string Shown(IEnumerable<SlackMessage> messages) => string.Join("\n---\n", messages.Select(m => $"{Slack.Words(m)} [{string.Join("] [", m.Buttons)}]"));
}

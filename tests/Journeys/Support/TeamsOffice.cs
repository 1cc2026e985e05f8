using ChatOpsIncident.Emulators.Teams;
using ChatOpsIncident.Emulators.Teams.State;

namespace ChatOpsIncident.Journeys.Support;

/// <summary>The people of the stories, in an emulated Teams with the playbook's groups as tags, and what they do there.</summary>
public sealed class TeamsOffice : IStoryTeam, IAsyncDisposable
{
    public const string Ana = "a0000000-0000-4000-8000-0000000000a1";
    public const string Ben = "b0000000-0000-4000-8000-0000000000b2";
    public const string Chi = "c0000000-0000-4000-8000-0000000000c3";
    public const string Dana = "d0000000-0000-4000-8000-0000000000d4";

    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private TeamsOffice(TeamsEmulator teams) => Teams = teams;

    public TeamsEmulator Teams { get; }

    public StoryPeople People { get; } = new(Ana, Ben, Chi, Dana);

    /// <summary>The conversation in which everybody works now; null: each in the chat with the bot.</summary>
    public string? Room { get; set; } = Installation.General;

    /// <summary>Where the second incident is reported; null: in the chat with the bot.</summary>
    public string? Outside { get; set; } = Installation.General;

    public static async Task<TeamsOffice> Start()
    {
        var teams = await TeamsEmulator.Start();
        teams.Renderer = Path.Combine(PublishedBot.Repository(), "src", "Bot", "wwwroot", "lib");
        teams.Add(new TeamsUser(Ana, "Ana Ruiz"));
        teams.Add(new TeamsUser(Ben, "Ben Okafor"));
        teams.Add(new TeamsUser(Chi, "Chi Nguyen"));
        teams.Add(new TeamsUser(Dana, "Dana Weiss"));
        teams.Add(new TeamsTag("tag-staff", "staff", [Ana, Ben, Chi, Dana]));
        teams.Add(new TeamsTag("tag-oncall", "on-call", [Ben, Dana]));
        teams.Add(new TeamsTag("tag-leads", "leads", [Ana]));
        teams.Add(new TeamsTag("tag-security", "security", [Ana, Dana]));
        return new(teams);
    }

    /// <summary>A bot that talks to this Teams. It is not started yet.</summary>
    public BotProcess Bot()
    {
        var bot = new BotProcess();
        bot.Settings["Teams__AppId"] = Installation.AppId;
        bot.Settings["Teams__ClientSecret"] = Installation.Secret;
        bot.Settings["Teams__TenantId"] = Installation.TenantId;
        bot.Settings["Teams__TeamId"] = Installation.TeamId;
        bot.Settings["Teams__OpenIdMetadataUrl"] = Teams.OpenIdMetadata.ToString();
        bot.Settings["Teams__TokenUrl"] = Teams.TokenUrl.ToString();
        bot.Settings["Teams__GraphUrl"] = Teams.GraphUrl.ToString();
        bot.Settings["Teams__AllowedServiceHosts"] = "127.0.0.1";
        Teams.Bot = bot.Address;
        return bot;
    }

    /// <summary>Starts the bot, adds it to the team, and asks it for help: that first word meets code that never ran, and how long it takes is the machine's affair.</summary>
    public async Task Begin(BotProcess bot)
    {
        await bot.Start();
        (await Teams.As(Ana).AddsBot(Installation.General)).Good.ShouldBeTrue("the bot did not take that it was added");
        await Teams.As(Ben).SaysToBot("help");
        await Gets(Ben, "What you can do");
    }

    public string Mention(string person) => "@" + Teams.As(person).Name;

    /// <summary>The command without its slash, to the bot by name.</summary>
    public async Task Say(string person, string command)
    {
        var words = command["/incident ".Length..];
        var acked = Room is null ? await Teams.As(person).SaysToBot(words) : await Teams.As(person).Mentions(words, Room);
        acked.Good.ShouldBeTrue($"{command} was not taken: {acked.Status} {acked.Failure}");
    }

    public async Task<string> Told(string person, string words) => Teams.Words(await Gets(person, words), person);

    public async Task GoTo(string beginning)
    {
        await Teams.Until(() => Found(beginning) is not null, Patience, $"a room {beginning}");
        Room = Found(beginning)!.Id;
    }

    public void StepOut() => Room = Outside;

    public Task See(string words) => Sees(words);

    /// <summary>Nothing can be pinned in a channel: its description leads to the card.</summary>
    public async Task HomeIsAtHand(string person)
    {
        await Teams.Until(() => Teams.Screen(Room!).Any(m => Teams.Conversation(Room!)!.Description.Contains(m.Id, StringComparison.Ordinal)), Patience, "a description that leads to the card");
        Teams.Conversation(Room!)!.Members.ShouldContain(person);
    }

    public async Task Answer(string person, string words, params IReadOnlyList<(string Label, string? Answer)> answers)
    {
        var message = await Sees(words, "Save answers");
        (await Teams.As(person).Clicks(message, "Save answers", answers)).Good.ShouldBeTrue();
    }

    public async Task Press(string person, string words, string label) =>
        (await Teams.As(person).Clicks(await Sees(words, label, person), label)).Good.ShouldBeTrue($"{label} was not taken");

    public async Task PressDirect(string person, string words, string label) => (await Teams.As(person).Clicks(await Gets(person, words), label)).Good.ShouldBeTrue();

    public Task IsAsked(string person, string words) => Teams.Until(() => Asks(person).Any(a => a.Contains(words, StringComparison.Ordinal)), Patience, $"a question with “{words}” for {person}");

    /// <summary>In the dialog if one is open, else on the newest card with such inputs that this person alone sees.</summary>
    public async Task Fill(string person, params IReadOnlyList<(string Label, string? Answer)> answers)
    {
        bool Fits(IReadOnlyList<string> labels) => answers.All(a => labels.Contains(a.Label));
        TeamsMessage? OnCard() => Own(person).LastOrDefault(m => Fits(m.LabelsFor(person)));
        await Teams.Until(() => (Teams.DialogOf(person) is { } open && Fits(open.Labels)) || OnCard() is not null, Patience,
            $"a form with {string.Join(", ", answers.Select(a => a.Label))}; there is {string.Join("\n---\n", Asks(person))}");
        if (Teams.DialogOf(person) is { } dialog && Fits(dialog.Labels))
        {
            (await Teams.As(person).Submits(dialog, answers)).Good.ShouldBeTrue();
            (Teams.DialogOf(person)?.Labels.SequenceEqual(dialog.Labels) is true).ShouldBeFalse($"the dialog came back: {string.Join('\n', Asks(person))}");
            return;
        }
        var card = OnCard()!;
        (await Teams.As(person).Clicks(card, card.ButtonsFor(person)[^1], answers)).Good.ShouldBeTrue();
        Fits(card.LabelsFor(person)).ShouldBeFalse($"the form came back: {Teams.Words(card, person)}");
    }

    public void Look(string name, string person, bool direct = false)
    {
        // What a card looks like is drawn in a browser, by the journey that has one.
    }

    /// <summary>The newest message of the room with these words, and this button if one is named, waited for.</summary>
    public async Task<TeamsMessage> Sees(string words, string? label = null, string? person = null)
    {
        await Teams.Until(() => Find(Teams.Screen(Room!), words, label, person) is not null, Patience, $"“{words}” [{label}] in the room");
        return Find(Teams.Screen(Room!), words, label, person)!;
    }

    /// <summary>The newest message with these words that this person alone sees, waited for.</summary>
    public async Task<TeamsMessage> Gets(string person, string words)
    {
        await Teams.Until(() => Find(Own(person), words, null, person) is not null, Patience, $"“{words}” for {person} alone; there is {Shown(Own(person).TakeLast(3), person)}");
        return Find(Own(person), words, null, person)!;
    }

    /// <summary>Everything on every screen, for a test that failed.</summary>
    public string Everything() => string.Join("\n\n", Teams.Conversations.Where(c => c.Messages.Count > 0).Select(c => $"# {c.Name} {c.Kind}\n{Shown(c.Messages, null)}"))
        + $"\n\nOnly one person sees:\n{string.Join('\n', ((string[])[Ana, Ben, Chi, Dana]).Select(p => Shown(Teams.SeenOnlyBy(p), p)))}\n\nViolations:\n{string.Join('\n', Teams.Violations)}\n\nCalls:\n{string.Join('\n', Teams.Calls.TakeLast(60))}";

    public ValueTask DisposeAsync() => Teams.DisposeAsync();

    private Conversation? Found(string beginning) => Teams.Conversations.FirstOrDefault(c => c.Name.StartsWith(beginning, StringComparison.Ordinal));

    private List<TeamsMessage> Own(string person) => [.. Teams.SeenOnlyBy(person).Concat(Teams.Screen(Teams.PersonalOf(person).Id).Where(m => m.ByBot)).OrderBy(m => m.Id, StringComparer.Ordinal)];

    private IEnumerable<string> Asks(string person) => Own(person).Where(m => m.LabelsFor(person).Count > 0).Select(m => Teams.Words(m, person)).Concat(Teams.DialogOf(person) is { } open ? [Teams.Words(open)] : []);

    private TeamsMessage? Find(IEnumerable<TeamsMessage> messages, string words, string? label, string? person) =>
        messages.LastOrDefault(m => Teams.Words(m, person).Contains(words, StringComparison.Ordinal) && (label is null || m.ButtonsFor(person).Contains(label)));

    private string Shown(IEnumerable<TeamsMessage> messages, string? person) => string.Join("\n---\n", messages.Select(m => $"{m.Id} {Teams.Words(m, person)} [{string.Join("] [", m.ButtonsFor(person))}]"));
}

using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using ChatOpsIncident.Engine;
using ChatOpsIncident.Incidents.Cards;
using ChatOpsIncident.Incidents.Conversation;
using ChatOpsIncident.Incidents.Timeline;
using ChatOpsIncident.Storage.Evidence;
using ChatOpsIncident.Storage.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace ChatOpsIncident.Contracts.Slack.BlockKit;

/// <summary>
/// The whole story of an incident on the real engine and the playbook that ships, with people of Slack; every message, card, form and answer
/// that the product says is kept, to be drawn as blocks.
/// </summary>
internal sealed class CardStory : IAsyncDisposable
{
    public static readonly Person Ana = new("slack:U0ANA");
    public static readonly Person Ben = new("slack:U0BEN");
    public static readonly Person Chi = new("slack:U0CHI");

    private readonly TemporaryFolder folder = new();
    private readonly SqliteStore store;
    private readonly CancellationTokenSource stop = new();
    private readonly Screen screen = new();
    private readonly FakeTimeProvider time = new(new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));
    private readonly BotEngine bot;
    private int request;

    private CardStory()
    {
        store = SqliteStore.Open($"Data Source={folder.File("store.db")}");
        bot = new(store, [screen], [new Everybody()], new FolderEvidence(folder.File("evidence")), time, new NoChance(), NullLogger.Instance);
    }

    /// <summary>Cards and messages as they are now, by key.</summary>
    public IReadOnlyDictionary<string, ChatMessage> Shown => screen.Shown;

    /// <summary>Every message that was ever sent, and every card as it ever was.</summary>
    public IReadOnlyCollection<ChatMessage> Said => screen.Said;

    /// <summary>Forms that were asked.</summary>
    public List<Form> Forms { get; } = [];

    /// <summary>Private answers.</summary>
    public List<Told> Answers { get; } = [];

    public string Stream => screen.Stream!;

    public static async Task<CardStory> Start()
    {
        var story = new CardStory();
        await PlaybookAtStart.Adopt(null, "start", story.bot.Send, () => story.bot.Organisation());
        _ = story.bot.Run(story.stop.Token);
        return story;
    }

    public static string Name(Person person) => person == Ana ? "Ana Ruiz" : person == Ben ? "Ben Okafor" : person == Chi ? "Chi Nguyen" : "somebody";

    public Task<Reply> Says(Person who, string text) => Handle(new Slash(Next(), who, screen.Stream is null ? null : "room", text));

    public Task<Reply> Clicks(Person who, string word, params (string Name, string Value)[] values) => Handle(new Click(Next(), who, "room", word, Stream, Values(values)));

    public Task<Reply> Submits(Person who, string word, params (string Name, string Value)[] values) => Handle(new Submit(Next(), who, "room", word, Stream, Values(values)));

    /// <summary>Time passes, a minute at a time.</summary>
    public async Task Passes(int minutes)
    {
        for (var i = 0; i < minutes; i++)
        {
            time.Advance(TimeSpan.FromMinutes(1));
            await Quiet();
        }
    }

    /// <summary>Until the room shows what is stored.</summary>
    public async Task Quiet()
    {
        // An append announces itself half a minute ahead; what is announced is done, however slow the machine.
        var soon = time.GetUtcNow().AddSeconds(45).UtcDateTime.ToString("yyyyMMddHHmmssfff", CultureInfo.InvariantCulture);
        for (var i = 0; i < 1000 && await IsWorking(soon); i++) await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        for (var still = 0; still < 3;)
        {
            var before = screen.Said.Count;
            await Task.Delay(TimeSpan.FromMilliseconds(30), TimeProvider.System);
            still = before == screen.Said.Count ? still + 1 : 0;
        }
    }

    private async Task<bool> IsWorking(string until)
    {
        for (var shard = 0; shard < 16; shard++)
        {
            if ((await store.Range(TableNames.Due, shard.ToString("D2", CultureInfo.InvariantCulture), "0", until, 1)).Count > 0) return true;
        }
        return false;
    }

    /// <summary>From the report to the end; every offer is pressed once on the way, where it asks for a form.</summary>
    public async Task<CardStory> Whole(string what, Func<string, Task>? at = null)
    {
        at ??= _ => Task.CompletedTask;
        what = Cleaned.Text(what);
        await Says(Ana, "report " + what);
        await Step("reported", at);
        await Clicks(Ben, "ack");
        await Submits(Ben, "answer", ("q-F", "2"), ("q-I", "2"), ("x-typed-password", "yes"));
        await Step("triaged", at);
        await Submits(Ben, "declare", ("severity", "SEV2"), ("reason", what[..Math.Min(what.Length, 2000)]));
        await Says(Ben, "role commander take");
        await Says(Chi, "note " + what[..Math.Min(what.Length, 2000)]);
        await Says(Ben, "task <@slack:U0CHI> check VPN logs 15m");
        await Submits(Ben, "update", ("text", what[..Math.Min(what.Length, 2000)]));
        await Step("responding", at);
        await Passes(20);
        await Step("overdue", at);
        foreach (var phase in (string[])["contained", "eradicated", "recovered"]) await Submits(Ben, phase, ("reason", "the rest can wait"), ("evidence", "none there"));
        await Submits(Ben, "resolve", ("summary", what[..Math.Min(what.Length, 2000)]), ("reason", "done"));
        await Passes(2);
        await Step("resolved", at);
        await Submits(Ana, "contribute", ("what", what[..Math.Min(what.Length, 2000)]));
        await Clicks(Ben, "review");
        await Submits(Ben, "lesson", ("what", what[..Math.Min(what.Length, 500)]), ("text", what[..Math.Min(what.Length, 500)]));
        await Step("reviewed", at);
        return this;
    }

    private async Task Step(string name, Func<string, Task> at)
    {
        await Quiet();
        foreach (var offer in Offers.All.Where(o => o.Word is not ("skip" or "leave" or "dismiss" or "false-positive" or "duplicate" or "close" or "reopen" or "report" or "redact")))
        {
            await Clicks(Ben, offer.Word, ("lesson", "1"), ("task", "1"), ("role", "scribe"));
        }
        foreach (var word in (string[])["help", "status", "tasks", "timeline", "list", "oncall", "playbook", "evidence"]) await Says(Ben, word);
        await Quiet();
        await at(name);
    }

    private async Task<Reply> Handle(Engine.Inbound inbound)
    {
        var reply = await bot.Handle(inbound, stop.Token);
        // Time stands still here, so a command that meets the alarm's own append is not tried again by itself: people do it, as they are told.
        for (var again = 0; again < 20 && reply is Told { Refusal: true } busy && busy.Text.ToString().StartsWith("Not stored", StringComparison.Ordinal); again++)
        {
            await Quiet();
            reply = await bot.Handle(inbound, stop.Token);
        }
        if (reply is Asked asked) Forms.Add(asked.Form);
        if (reply is Told told) Answers.Add(told);
        return reply;
    }

    private string Next() => FormattableString.Invariant($"r{++request}");

    private static ImmutableDictionary<string, string> Values((string Name, string Value)[] values) => values.ToImmutableDictionary(v => v.Name, v => v.Value);

    public async ValueTask DisposeAsync()
    {
        await Quiet();
        await stop.CancelAsync();
        stop.Dispose();
        folder.Dispose();
    }

    private sealed class Everybody : IDirectory
    {
        private static readonly ImmutableHashSet<string> Groups = ["staff", "on-call", "leads", "security", "communications", "it-operations"];

        public string Platform => "slack";

        public Task<Actor?> Find(Person person, CancellationToken cancel = default) => Task.FromResult<Actor?>(new(person, Groups) { SignedIn = true });

        public Task<Roster> Roster(DateTimeOffset at, CancellationToken cancel = default) =>
            Task.FromResult(new Roster([Ben], Groups.ToImmutableDictionary(g => g, _ => ImmutableArray.Create(Ben, Chi))));

        public string NameOf(Person person) => person.Id;
    }

    private sealed class NoChance : IChance
    {
        public byte[] Bytes(int count) => new byte[count];

        public int Below(int below) => 0;
    }

    /// <summary>A chat that takes everything at once.</summary>
    private sealed class Screen : IChat
    {
        private readonly ConcurrentDictionary<string, ChatMessage> shown = new();
        private readonly ConcurrentQueue<ChatMessage> said = [];

        public string Platform => "slack";

        public string? Stream { get; private set; }

        public ConcurrentDictionary<string, ChatMessage> Shown => shown;

        public ConcurrentQueue<ChatMessage> Said => said;

        public Task<string> OpenRoom(string key, RoomToOpen room, CancellationToken cancel = default)
        {
            Stream ??= room.Stream;
            return Task.FromResult("room");
        }

        public Task<IReadOnlyList<string>> FindRoom(string key, RoomToOpen room, CancellationToken cancel = default) => Task.FromResult<IReadOnlyList<string>>(["room"]);

        public Task SetTopic(string room, Rich topic, CancellationToken cancel = default) => Task.CompletedTask;

        public Task Invite(string room, ImmutableArray<Person> people, CancellationToken cancel = default) => Task.CompletedTask;

        public Task<string> Post(string key, ChatPlace where, ChatMessage message, CancellationToken cancel = default)
        {
            var name = key[(key.IndexOf('.', StringComparison.Ordinal) + 1)..];
            shown[name] = message;
            said.Enqueue(message);
            return Task.FromResult(name);
        }

        public Task<IReadOnlyList<string>> Find(string key, ChatPlace where, DateTimeOffset since, CancellationToken cancel = default) => Task.FromResult<IReadOnlyList<string>>([]);

        public Task Update(string message, ChatMessage content, CancellationToken cancel = default)
        {
            shown[message] = content;
            said.Enqueue(content);
            return Task.CompletedTask;
        }

        public Task Remove(string message, CancellationToken cancel = default) => Task.CompletedTask;

        public Task Archive(string room, CancellationToken cancel = default) => Task.CompletedTask;

        public Task Pin(string message, CancellationToken cancel = default) => Task.CompletedTask;
    }
}

using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using ChatOpsIncident.Emulators.Teams.Cards;
using ChatOpsIncident.Emulators.Teams.Connector;
using ChatOpsIncident.Emulators.Teams.Hands;
using ChatOpsIncident.Emulators.Teams.State;
using ChatOpsIncident.Emulators.Teams.Tokens;

namespace ChatOpsIncident.Emulators.Teams;

/// <summary>
/// A strict Teams in this process: Connector, tokens, signing keys, the part of Graph that the product uses, and people whose hands a test
/// moves. Whatever Teams would refuse, or let pass although the product must not do it, is in <see cref="EmulatedPlatform.Violations"/>.
/// </summary>
public sealed class TeamsEmulator : EmulatedPlatform
{
    private readonly Tenant world;
    private readonly TeamsServer server;
    private readonly ConcurrentQueue<TeamsCall> calls = [];
    private readonly HashSet<string> busy = [];
    private int callNumber;

    private TeamsEmulator(TimeProvider time)
        : base(time)
    {
        world = new(time);
        world.Conversations[Installation.General] = new() { Id = Installation.General, Kind = ConversationKind.StandardChannel, Name = "General", Created = time.GetUtcNow(), Members = world.TeamMembers, HasBot = true };
        server = new(this);
        Tokens = new(this);
        Deliveries = new(this, time);
    }

    /// <summary>Starts one on a free port of this machine.</summary>
    public static async Task<TeamsEmulator> Start(TimeProvider? time = null)
    {
        var teams = new TeamsEmulator(time ?? TimeProvider.System);
        await teams.server.Start();
        teams.world.ServiceUrl = teams.ServiceUrl.ToString();
        return teams;
    }

    /// <summary>Where it listens.</summary>
    public Uri Address => server.Address;

    /// <summary>The Connector's base, as it stands in activities.</summary>
    public Uri ServiceUrl => new(Address, $"emea/{Installation.TenantId}/");

    /// <summary>As <c>Teams:OpenIdMetadata</c> wants it.</summary>
    public Uri OpenIdMetadata => new(Address, "v1/.well-known/openidconfiguration");

    /// <summary>As <c>Teams:TokenUrl</c> wants it.</summary>
    public Uri TokenUrl => new(Address, $"{Installation.TenantId}/oauth2/v2.0/token");

    /// <summary>As <c>Teams:GraphUrl</c> wants it.</summary>
    public Uri GraphUrl => new(Address, "graph/v1.0/");

    /// <summary>Where the bot is; its endpoint is <c>api/messages</c> there. Null: none.</summary>
    public Uri? Bot { get; set; }

    public Installation Installed { get; } = new();

    /// <summary>Every call in the order of arrival.</summary>
    public IReadOnlyList<TeamsCall> Calls => [.. calls];

    public Faults Faults { get; } = new();

    public Rates Rates { get; } = new();

    public Signer Signer { get; } = new();

    /// <summary>How long a call of this operation takes, half before and half after its effect.</summary>
    public Func<string, TimeSpan> Latency { get; set; } = _ => TimeSpan.Zero;

    /// <summary>How long the Connector does not know a new channel or chat.</summary>
    public TimeSpan Settling { get; set; } = TimeSpan.FromMilliseconds(300);

    /// <summary>How long a token of the token endpoint is good.</summary>
    public TimeSpan TokensLast { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Cuts pages short.</summary>
    public int? PageCap { get; set; }

    /// <summary>How many channels the team may have, deleted ones of the last thirty days included.</summary>
    public int ChannelLimit { get; set; } = 1000;

    /// <summary>The app's id in its manifest, which is not the bot's.</summary>
    public string ManifestId { get; set; } = Installation.AppId;

    /// <summary>The folder with the scripts of the official card renderer; null: nobody looks at a page.</summary>
    public string? Renderer { get; set; }

    /// <summary>Activities on their way to the bot.</summary>
    public Deliveries Deliveries { get; }

    /// <summary>All channels and chats that were not deleted.</summary>
    public IReadOnlyList<Conversation> Conversations => Within(w => w.Conversations.Values.Where(c => !c.Deleted).ToList());

    protected override string LastCalls => string.Join("; ", Calls.TakeLast(12));

    internal TokenEndpoint Tokens { get; }

    /// <summary>Adds somebody; they are in the team.</summary>
    public TeamsUser Add(TeamsUser user, bool inTeam = true) => Within(w =>
    {
        w.Users[user.Id] = user;
        if (inTeam) w.TeamMembers.Add(user.Id);
        return user;
    });

    public void Add(TeamsTag tag) => Within(w => w.Tags[tag.Id] = tag);

    /// <summary>A channel or a group chat made by hand, where the bot is.</summary>
    public Conversation Add(ConversationKind kind, string name, params IReadOnlyList<string> members) => Within(w =>
    {
        var place = w.Open(kind, name, TimeSpan.Zero);
        place.HasBot = true;
        if (kind != ConversationKind.StandardChannel) place.Members.AddRange(members);
        return place;
    });

    /// <summary>The hands of the person with this object id.</summary>
    public TeamsPerson As(string user) => new(this, Within(w => w.Users[user]));

    /// <summary>The conversation with this id or name; null if there is none.</summary>
    public Conversation? Conversation(string idOrName) => Within(w => w.Conversations.GetValueOrDefault(idOrName) ?? w.Conversations.Values.FirstOrDefault(c => c.Name == idOrName && !c.Deleted));

    /// <summary>The chat of this person with the bot.</summary>
    public Conversation PersonalOf(string user) => Within(w => w.Personal(w.Users[user]));

    /// <summary>What everyone in the conversation sees, oldest first.</summary>
    public IReadOnlyList<TeamsMessage> Screen(string conversation) => Within(w => w.Conversations[conversation].Messages.Where(m => !m.Deleted).ToList());

    /// <summary>Targeted messages and short notices that this person alone sees, oldest first.</summary>
    public IReadOnlyList<TeamsMessage> SeenOnlyBy(string user) => Within(w => w.Private.Where(m => m.OnlyFor == user && !m.Deleted).ToList());

    /// <summary>The dialog in front of this person; null if there is none.</summary>
    public TeamsDialog? DialogOf(string user) => Within(w => w.Dialogs.GetValueOrDefault(user));

    /// <summary>A message as this person would read it aloud.</summary>
    public string Words(TeamsMessage message, string? user = null)
    {
        ArgumentNullException.ThrowIfNull(message);
        return Within(w =>
        {
            var zone = user is null ? "UTC" : w.Users[user].TimeZone;
            var text = message.Markdown ? PlainWords.Of(message.Text, zone) : message.Text;
            var card = PlainWords.Of(CardParts.Words(message.CardFor(user), message.ToggledBy(user)), zone);
            return string.Join('\n', ((string[])[text, card]).Where(t => t.Length > 0));
        });
    }

    /// <summary>A dialog as somebody would read it aloud.</summary>
    public string Words(TeamsDialog dialog)
    {
        ArgumentNullException.ThrowIfNull(dialog);
        return Within(w => $"{dialog.Title}\n{dialog.Text}{PlainWords.Of(CardParts.Words(dialog.Card), w.Users[dialog.User].TimeZone)}");
    }

    /// <summary>The page on which this person sees a conversation, drawn with the official renderer, and can press its buttons.</summary>
    public Uri Page(string conversation, string user) => new(Address, $"page?conversation={Uri.EscapeDataString(conversation)}&user={user}");

    public override async ValueTask DisposeAsync()
    {
        await Stop();
        await server.DisposeAsync();
        Deliveries.Dispose();
        Stopped();
    }

    /// <summary>Reads or changes the organisation; then tells the bot what happened.</summary>
    internal T Within<T>(Func<Tenant, T> act)
    {
        T result;
        List<JsonObject> happened;
        lock (world.Gate)
        {
            result = act(world);
            happened = [.. world.Outbox];
            world.Outbox.Clear();
        }
        foreach (var activity in happened) Deliveries.Start(activity);
        return result;
    }

    internal TeamsCall Log(string operation, string request, string? conversation, JsonNode? body)
    {
        var call = new TeamsCall { Number = Interlocked.Increment(ref callNumber), Operation = operation, Request = request, Conversation = conversation, Body = body, Started = Now };
        calls.Enqueue(call);
        return call;
    }

    internal void Ended(TeamsCall call)
    {
        call.Ended = Now;
        Pulse();
    }

    /// <summary>False: another call writes into this conversation at this moment.</summary>
    internal bool Begin(string conversation)
    {
        lock (busy) return busy.Add(conversation);
    }

    internal void Finish(string conversation)
    {
        lock (busy) busy.Remove(conversation);
    }
}

using System.Globalization;

namespace ChatOpsIncident.Emulators.Slack.State;

/// <summary>Everything Slack knows. Whoever reads or writes it holds <see cref="Gate"/>.</summary>
internal sealed class Workspace(TimeProvider time)
{
    public const string Team = "T0EMULATOR";
    public const string App = "A0EMULATOR";
    public const string BotUser = "U0BOT";
    public const string BotId = "B0BOT";
    public const string Organisation = "Organisation";

    private int ids;

    public Lock Gate { get; } = new();

    /// <summary>How the app is installed here.</summary>
    public required Installation Installed { get; init; }

    public DateTimeOffset Now => time.GetUtcNow();

    public Dictionary<string, SlackUser> Users { get; } = new() { [BotUser] = new(BotUser, "incidents") { Bot = true } };

    public Dictionary<string, SlackGroup> Groups { get; } = [];

    public Dictionary<string, SlackChannel> Channels { get; } = [];

    /// <summary>What one person alone sees, oldest first.</summary>
    public List<SlackMessage> Private { get; } = [];

    public Dictionary<string, SlackView> Views { get; } = [];

    /// <summary>The modal on top, by user.</summary>
    public Dictionary<string, SlackView> Modals { get; } = [];

    public Dictionary<string, SlackView> Homes { get; } = [];

    public Dictionary<string, SlackFile> Files { get; } = [];

    public Dictionary<string, Trigger> Triggers { get; } = [];

    public Dictionary<string, ResponseUrl> ResponseUrls { get; } = [];

    /// <summary>What happened and has to be told to the bot, oldest first.</summary>
    public List<HappenedEvent> Outbox { get; } = [];

    /// <summary>A new id with this beginning, in Slack's alphabet.</summary>
    public string NewId(string prefix) => $"{prefix}0{Interlocked.Increment(ref ids).ToString("X8", CultureInfo.InvariantCulture)}";

    /// <summary>Later than any other in the channel, by its sixth decimal.</summary>
    public string NewTs(SlackChannel channel)
    {
        var ts = Ts(Now);
        if (string.CompareOrdinal(ts, channel.PreviousTs) <= 0)
        {
            var parts = channel.PreviousTs.Split('.');
            ts = $"{parts[0]}.{(int.Parse(parts[1], CultureInfo.InvariantCulture) + 1).ToString("D6", CultureInfo.InvariantCulture)}";
        }
        return channel.PreviousTs = ts;
    }

    public static string Ts(DateTimeOffset at) =>
        $"{at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)}.{(at.Ticks / 10 % 1_000_000).ToString("D6", CultureInfo.InvariantCulture)}";

    /// <summary>The direct message between the bot and this user, opened if need be.</summary>
    public SlackChannel Direct(string user) => Among(user);

    /// <summary>The conversation between the bot and these users.</summary>
    public SlackChannel Among(params IReadOnlyList<string> users)
    {
        var members = users.Append(BotUser).Distinct().ToList();
        var found = Channels.Values.FirstOrDefault(c => (c.Direct || c.Group) && c.Members.ToHashSet().SetEquals(members));
        if (found is not null) return found;
        var group = members.Count > 2;
        var channel = new SlackChannel
        {
            Id = NewId(group ? "G" : "D"),
            Name = group ? $"mpdm-{string.Join("--", members)}" : users[0],
            Direct = !group,
            Group = group,
            Private = true,
            Creator = BotUser,
            Created = Now,
        };
        channel.Members.AddRange(members);
        return Channels[channel.Id] = channel;
    }

    public SlackChannel Open(string name, bool secret, string creator, string? id = null)
    {
        var channel = new SlackChannel { Id = id ?? NewId("C"), Name = name, Private = secret, Creator = creator, Created = Now };
        channel.Members.Add(creator);
        return Channels[channel.Id] = channel;
    }

    public SlackMessage Say(SlackChannel channel, string user, string subtype, string text)
    {
        var message = new SlackMessage { Channel = channel.Id, Ts = NewTs(channel), User = user, Subtype = subtype, Text = text, ByBot = user == BotUser };
        channel.Messages.Add(message);
        return message;
    }

    public SlackMessage? Find(string channel, string ts) =>
        Channels.TryGetValue(channel, out var found) ? found.Messages.FirstOrDefault(m => m.Ts == ts) : null;
}

/// <summary>Three seconds in which a dialog may be opened, once.</summary>
internal sealed record Trigger(string User, DateTimeOffset At, SlackView? From)
{
    public bool Used { get; set; }
}

/// <summary>Where a request can be answered: five times within thirty minutes.</summary>
internal sealed record ResponseUrl(string User, string Channel, DateTimeOffset At, SlackMessage? Clicked)
{
    public int Uses { get; set; }
}

/// <summary>An event as Slack tells it, and to whom it can be told.</summary>
/// <param name="Subscription">Its name in the manifest: <c>message.channels</c>.</param>
internal sealed record HappenedEvent(string Subscription, System.Text.Json.Nodes.JsonObject Event, SlackChannel? Channel);

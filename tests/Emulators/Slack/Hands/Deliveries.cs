using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using ChatOpsIncident.Emulators.Slack.State;

namespace ChatOpsIncident.Emulators.Slack.Hands;

/// <summary>Brings events, commands and interactions to the bot, over HTTP or a WebSocket, and holds it to three seconds.</summary>
public sealed class Deliveries : IDisposable
{
    private readonly SlackEmulator slack;
    private readonly TimeProvider time;
    private readonly HttpDelivery http;
    private readonly ConcurrentDictionary<int, Task> running = [];
    private readonly Random chance = new(20_240_501);
    private int number;

    internal Deliveries(SlackEmulator slack, TimeProvider time)
    {
        this.slack = slack;
        this.time = time;
        http = new(slack, time);
    }

    /// <summary>How long a request may take.</summary>
    public TimeSpan Deadline { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>How long Slack waits before each repeat of an event.</summary>
    public IReadOnlyList<TimeSpan> Repeats { get; set; } = [TimeSpan.Zero, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5)];

    /// <summary>Over a WebSocket, repeats come with the same envelope id and as if they were the first.</summary>
    public bool SameEnvelope { get; set; }

    /// <summary>Every third event comes twice.</summary>
    public bool Duplicates { get; set; }

    /// <summary>Events come up to this much later, in any order.</summary>
    public TimeSpan Disorder { get; set; }

    /// <summary>Events that the bot never took, in spite of all repeats.</summary>
    public IReadOnlyList<string> Lost => [.. lost];

    private readonly ConcurrentQueue<string> lost = [];

    /// <summary>Ends when nothing is on its way any more.</summary>
    public async Task Settled()
    {
        while (!running.IsEmpty) await Task.WhenAll(running.Values);
    }

    public void Dispose() => http.Dispose();

    internal void Flush(Workspace world)
    {
        List<HappenedEvent> happened;
        lock (world.Gate)
        {
            happened = [.. world.Outbox.Where(e => slack.Installed.Events.Contains(e.Subscription))];
            world.Outbox.Clear();
        }
        if (slack.Bot is null && !slack.Installed.SocketMode) return;
        foreach (var each in happened) Start(Wrapped(world, each));
    }

    /// <summary>Once, as commands and interactions come.</summary>
    internal async Task<Acked> Once(Delivery delivery)
    {
        var acked = slack.Installed.SocketMode ? await slack.Sockets.Deliver(delivery) : await http.Send(delivery);
        slack.Pulse();
        return acked;
    }

    /// <summary>An event, with the repeats that it takes.</summary>
    internal Task Start(JsonObject payload)
    {
        var again = slack.Installed.SocketMode || slack.Bot is not null;
        if (!again) return Task.CompletedTask;
        var key = Interlocked.Increment(ref number);
        var task = Task.Run(() => Event(payload, key));
        running[key] = task;
        task.ContinueWith(_ => running.TryRemove(key, out var _), TaskScheduler.Default);
        return task;
    }

    private async Task Event(JsonObject payload, int key)
    {
        try
        {
            if (Disorder > TimeSpan.Zero) await slack.Wait(Disorder * NextChance(), slack.Stopping);
            await Repeated(payload);
            if (Duplicates && key % 3 == 0) await Once(new("events_api", payload.DeepClone().AsObject()));
        }
        catch (OperationCanceledException)
        {
            // The emulator stops.
        }
    }

    private async Task Repeated(JsonObject payload)
    {
        var envelope = SameEnvelope ? Guid.NewGuid().ToString() : null;
        var acked = await Once(new("events_api", payload.DeepClone().AsObject()) { Envelope = envelope });
        for (var attempt = 1; !acked.Good && attempt <= Repeats.Count; attempt++)
        {
            await slack.Wait(Repeats[attempt - 1], slack.Stopping);
            acked = await Once(new("events_api", payload.DeepClone().AsObject()) { Envelope = envelope, Attempt = SameEnvelope ? 0 : attempt, RetryReason = acked.Failure });
        }
        if (acked.Good) return;
        lost.Enqueue($"{payload["event"]?["type"]} {payload["event_id"]}: {acked.Failure}");
    }

    private double NextChance()
    {
        lock (chance) return chance.NextDouble();
    }

    private JsonObject Wrapped(Workspace world, HappenedEvent happened) => new()
    {
        ["token"] = "deprecated",
        ["team_id"] = Workspace.Team,
        ["enterprise_id"] = slack.Installed.Enterprise,
        ["api_app_id"] = Workspace.App,
        ["event"] = happened.Event,
        ["type"] = "event_callback",
        ["event_id"] = world.NewId("Ev"),
        ["event_time"] = time.GetUtcNow().ToUnixTimeSeconds(),
        ["is_ext_shared_channel"] = happened.Channel?.Shared ?? false,
        ["authorizations"] = new JsonArray(new JsonObject
        {
            ["enterprise_id"] = slack.Installed.Enterprise,
            ["team_id"] = Workspace.Team,
            ["user_id"] = Workspace.BotUser,
            ["is_bot"] = true,
            ["is_enterprise_install"] = slack.Installed.OrgWide,
        }),
        ["event_context"] = string.Create(CultureInfo.InvariantCulture, $"4-{happened.Event["type"]}-{happened.Channel?.Id}"),
    };
}

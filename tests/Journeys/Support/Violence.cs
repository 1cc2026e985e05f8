using System.Diagnostics;
using System.Globalization;
using ChatOpsIncident.Emulators;

namespace ChatOpsIncident.Journeys.Support;

/// <summary>Bots behind one address of an emulated Slack in which people are busy. They are killed; the store goes away for a while.</summary>
internal sealed class Violence : IAsyncDisposable
{
    private const int People = 3;
    private const int NotesToAnIncident = 12;

    /// <summary>What an acknowledgement says that promises nothing.</summary>
    private static readonly string[] NotDone = ["Not stored", "not known yet", "did not go through", "Which one?"];

    private readonly SlackTeam team;
    private readonly IReadOnlyList<BotProcess> bots;
    private readonly Guarantees guarantees;
    private readonly StoreFile store;
    private readonly Relay door;
    private readonly Random random = new(Kills.Seed);
    private readonly CancellationTokenSource over = new();
    private int acknowledged;
    private int unknown;

    /// <summary>Nothing is started yet.</summary>
    public Violence(SlackTeam team, IReadOnlyList<BotProcess> bots, StoreFile store)
    {
        (this.team, this.bots, this.store) = (team, bots, store);
        guarantees = new(store);
        door = new(() => [.. bots.Select(b => b.Address)]);
        team.Slack.Bot = door.Address;
        // How Slack's limits are kept is another story; here as much as possible has to be under way.
        team.Slack.Rates.On = false;
    }

    /// <summary>People work while this goes on; afterwards everything has to be as it should.</summary>
    /// <returns>What it came to, for the table.</returns>
    public async Task<string> During(Func<Task> violence)
    {
        await Task.WhenAll(bots.Select(b => b.Start()));
        var clock = Stopwatch.StartNew();
        var people = Enumerable.Range(0, People).Select(Busy).ToArray();
        await await Task.WhenAny(violence(), Task.WhenAll(people));
        await over.CancelAsync();
        await Task.WhenAll(people);
        var began = clock.Elapsed;
        await CallStory.Until("the chat is as planned", () => new PlannedChat(store, () => new SlackScreen(team.Slack)).Difference());
        guarantees.ShouldHold();
        team.Slack.Violations.Where(v => !v.Contains("was not acknowledged in time", StringComparison.Ordinal)).ShouldBeEmpty();
        return string.Create(CultureInfo.InvariantCulture,
            $"{acknowledged} commands acknowledged, {unknown} without a yes, {store.Heads().Count - 1} incidents in {began.TotalSeconds:F0} s; {(clock.Elapsed - began).TotalSeconds:F0} s later the chat was as planned; nothing lost, nothing twice");
    }

    /// <summary>One of them dies at a random moment, ready or not, and is started again; another one may be dead yet.</summary>
    public async Task Kill()
    {
        await Task.Delay(100 + random.Next(1100));
        var bot = bots[random.Next(bots.Count)];
        await bot.Kill();
        await Task.Delay(random.Next(300));
        bot.Launch();
        await Until("one of them is ready", ready => ready > 0);
    }

    /// <summary>The line to the store is cut; it is noticed, and all of them find it again by themselves.</summary>
    public async Task StoreAway(Relay line, TimeSpan away)
    {
        await Until("all are ready", ready => ready == bots.Count);
        line.Cut();
        var clock = Stopwatch.StartNew();
        await Until("none is ready", ready => ready == 0);
        await Task.Delay(away - clock.Elapsed > TimeSpan.Zero ? away - clock.Elapsed : TimeSpan.Zero);
        line.Mend();
        await Until("all are ready again", ready => ready == bots.Count);
    }

    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        await door.DisposeAsync();
        over.Dispose();
    }

    private async Task Until(string what, Func<int, bool> so)
    {
        for (var clock = Stopwatch.StartNew(); !so((await Task.WhenAll(bots.Select(b => b.IsReady()))).Count(r => r)); await Task.Delay(50))
        {
            if (clock.Elapsed > TimeSpan.FromSeconds(60)) throw new TimeoutException($"It did not happen that {what}.");
        }
    }

    /// <summary>Somebody who reports, and then takes notes, one command after the other.</summary>
    private async Task Busy(int who)
    {
        var (user, room) = (((string[])[SlackTeam.Ana, SlackTeam.Chi, SlackTeam.Dana])[who], "");
        for (var n = 0; !over.IsCancellationRequested; n++, await Task.Delay(100))
        {
            var opens = n % NotesToAnIncident == 0;
            if (await Typed(user, room, who, n, opens) is not { } mark) return;
            if (opens && await RoomOf(mark) is { } opened) room = opened;
        }
    }

    /// <summary>Types it until it is acknowledged as done, each time in words of its own. Null: it is over before that.</summary>
    private async Task<string?> Typed(string user, string room, int who, int n, bool opens)
    {
        for (var again = 0; !over.IsCancellationRequested; again++, await Task.Delay(100))
        {
            var mark = string.Create(CultureInfo.InvariantCulture, $"w{who}x{n}x{again}z");
            var acked = await team.Slack.As(user).Types(opens ? $"/incident {mark} is broken" : $"/incident note {mark} was seen", opens ? "general" : room);
            if (acked.Good && !NotDone.Any(no => acked.Body.Contains(no, StringComparison.Ordinal)))
            {
                Interlocked.Increment(ref acknowledged);
                lock (guarantees) guarantees.Acknowledged(mark, opens ? "detection.reported" : "response.noted");
                return mark;
            }
            Interlocked.Increment(ref unknown);
            lock (guarantees) guarantees.Unknown(mark);
        }
        return null;
    }

    private async Task<string?> RoomOf(string mark)
    {
        string? Room() => team.Slack.Channels.FirstOrDefault(c => c.Name.Contains(mark, StringComparison.Ordinal))?.Id;
        for (var clock = Stopwatch.StartNew(); Room() is null && clock.Elapsed < TimeSpan.FromSeconds(90); await Task.Delay(50))
        {
            // Whoever is killed or without a store meanwhile opens it later.
        }
        return Room() ?? throw new TimeoutException($"No room was opened for {mark}.");
    }
}

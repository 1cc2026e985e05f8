using ChatOpsIncident.Engine;

namespace ChatOpsIncident.Specs.Simulation.World;

/// <summary>One instance of the bot: started, crashed between any two awaits, started again on the same store.</summary>
internal sealed class SimInstance(string name, SimScheduler scheduler, Func<SimProcess, int, BotEngine> make, Action<Exception?> ended)
{
    private int starts;
    private BotEngine? bot;

    public string Name => name;

    public SimProcess? Process { get; private set; }

    public bool IsUp => bot is not null && Process is { IsDead: false };

    /// <summary>This clock is that far off.</summary>
    public TimeSpan Skew { get; init; }

    /// <summary>After this many more steps it crashes; null: it does not by itself.</summary>
    public int? StepsLeft { get; set; }

    public void Start()
    {
        if (Process is { IsDead: false }) return;
        scheduler.Trace?.Invoke($"{name} starts");
        var process = Process = new(scheduler, name, Skew);
        bot = null;
        var start = ++starts;
        process.Do(() =>
        {
            bot = make(process, start);
            _ = Watch(bot.Run(default));
            _ = Adopt(bot, process, FormattableString.Invariant($"start:{name}:{start}"));
        });
    }

    public void Crash()
    {
        if (Process is not { IsDead: false } process) return;
        scheduler.Trace?.Invoke($"{name} crashes");
        process.Crash();
        bot = null;
    }

    /// <summary>Gives it a request. <paramref name="answered"/> is called unless it crashes before.</summary>
    public void Handle(Inbound inbound, Action<Reply?, Exception?> answered)
    {
        var process = Process!;
        process.Do(() => _ = Ask(process, inbound, answered));
    }

    /// <summary>Tells it what somebody did by hand. <paramref name="taken"/> is called unless it crashes before.</summary>
    public void Notice(ByHand by, Action<Exception?> taken)
    {
        var process = Process!;
        process.Do(() => _ = Take(process, by, taken));
    }

    private async Task Take(SimProcess process, ByHand by, Action<Exception?> taken)
    {
        try
        {
            await bot!.Notice(by);
            if (!process.IsDead) taken(null);
        }
        catch (Exception fault)
        {
            if (!process.IsDead) taken(fault);
        }
    }

    private async Task Ask(SimProcess process, Inbound inbound, Action<Reply?, Exception?> answered)
    {
        try
        {
            var reply = await bot!.Handle(inbound, default);
            if (!process.IsDead) answered(reply, null);
        }
        catch (Exception fault)
        {
            if (!process.IsDead) answered(null, fault);
        }
    }

    /// <summary>What the program does at its start, until the store takes it.</summary>
    private static async Task Adopt(BotEngine bot, SimProcess process, string request)
    {
        while (true)
        {
            try
            {
                await bot.Send(new AdoptPlaybook(SimPlaybook.File, PlaybookCandidate.Shipped), request);
                return;
            }
            catch (Exception e) when (e is StoreUnavailableException or StoreUncertainException or StoreConflictException)
            {
                await Task.Delay(TimeSpan.FromSeconds(1), process.Time);
            }
        }
    }

    private async Task Watch(Task run)
    {
        try
        {
            await run;
            ended(null);
        }
        catch (Exception fault)
        {
            ended(fault);
        }
    }
}

namespace ChatOpsIncident.Specs.Simulation.World;

/// <summary>What goes wrong, and how often. Each seed has its own mix, so that some runs are all of one kind; <see cref="Heal"/> ends it.</summary>
internal sealed class Weather
{
    private readonly Random random;
    private readonly double storeDown, storeLoses, storeSlow, chatBusy, chatLoses, chatSlow, crashAtEffect, suspended;
    private bool calm;

    public Weather(int seed)
    {
        random = new(seed);
        storeDown = Often(0.05);
        storeLoses = Often(0.04);
        storeSlow = Often(0.3);
        chatBusy = Often(0.15);
        chatLoses = Often(0.2);
        chatSlow = Often(0.3);
        crashAtEffect = Often(0.01);
        suspended = Often(0.03);
    }

    /// <summary>From now on everything answers, quickly.</summary>
    public void Heal() => calm = true;

    /// <summary>Whether the process that caused this effect dies right now, before it learns of it.</summary>
    public bool CrashesHere() => Happens(crashAtEffect);

    /// <summary>For how long the machine of the process that caused this effect stands still right now (it is moved, or short of memory), before it goes on.</summary>
    public TimeSpan Suspends() => Happens(suspended) ? TimeSpan.FromSeconds(random.NextDouble() * 90) : TimeSpan.Zero;

    /// <summary>How one call to the store goes. A write that was lost on the way back may have been told lost before it lands.</summary>
    public StoreFate NextStoreCall(bool writes)
    {
        var fate = Happens(storeDown) ? Fate.NotDone
            : writes && Happens(storeLoses) ? (random.Next(3) == 0 ? Fate.NeverDone : Fate.DoneUnheard)
            : Fate.Done;
        if (fate == Fate.DoneUnheard && random.Next(3) == 0) return new(fate, TimeSpan.FromSeconds(random.NextDouble() * 5), Wait(1, 3)) { AnswersFirst = true };
        return new(fate, Wait(storeSlow, 5), Wait(storeSlow, 3));
    }

    /// <summary>How one call to the chat goes. A lost one lands at once, later, or never; whatever lands, lands within 45 s of the call.</summary>
    public ChatFate NextChatCall()
    {
        if (Happens(chatBusy)) return new(Fate.NotDone, Wait(chatSlow, 2), default, TimeSpan.FromSeconds(1 + random.Next(12)));
        if (!Happens(chatLoses)) return new(Fate.Done, Wait(chatSlow, 4), Wait(chatSlow, 2), default);
        return random.Next(4) switch
        {
            0 => new(Fate.NeverDone, default, Wait(1, 15), default),
            1 => new(Fate.DoneUnheard, Wait(chatSlow, 4), Wait(1, 15), default),
            _ => new(Fate.DoneUnheard, TimeSpan.FromSeconds(random.NextDouble() * 45), Wait(1, 15), default) { AnswersFirst = true },
        };
    }

    private double Often(double most) => random.Next(3) == 0 ? 0 : random.NextDouble() * most;

    private bool Happens(double probability) => !calm && probability > 0 && random.NextDouble() < probability;

    /// <summary>Mostly a few milliseconds, or none at all; sometimes up to that many seconds.</summary>
    private TimeSpan Wait(double slow, double seconds) =>
        Happens(slow * 0.2) ? TimeSpan.FromSeconds(random.NextDouble() * seconds)
        : random.Next(calm ? 8 : 3) == 0 ? TimeSpan.FromTicks(random.Next(200_000))
        : TimeSpan.Zero;
}

/// <summary>What becomes of a call.</summary>
internal enum Fate
{
    /// <summary>Done and answered.</summary>
    Done = 0,

    /// <summary>Refused before anything was done.</summary>
    NotDone,

    /// <summary>Done; the answer is lost.</summary>
    DoneUnheard,

    /// <summary>Lost on the way; nobody knows.</summary>
    NeverDone,
}

/// <summary>A store call: what becomes of it, and virtual time before and after its effect.</summary>
internal readonly record struct StoreFate(Fate Fate, TimeSpan Before, TimeSpan After)
{
    /// <summary>The caller is told "unknown" after <see cref="After"/>, and the effect lands after <see cref="Before"/>, whichever is later.</summary>
    public bool AnswersFirst { get; init; }
}

/// <summary>A chat call. <paramref name="Busy"/>: how long the platform asks to wait.</summary>
internal readonly record struct ChatFate(Fate Fate, TimeSpan Before, TimeSpan After, TimeSpan Busy)
{
    /// <summary>The caller is told "unknown" after <see cref="After"/>, and the effect lands after <see cref="Before"/>, whichever is later.</summary>
    public bool AnswersFirst { get; init; }
}

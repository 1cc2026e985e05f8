using System.Collections.Immutable;
using ChatOpsIncident.Engine;
using ChatOpsIncident.Incidents.Alarm;
using ChatOpsIncident.Incidents.Conversation;
using ChatOpsIncident.Specs.Simulation.Breaks;
using ChatOpsIncident.Specs.Simulation.Checks;
using ChatOpsIncident.Specs.Simulation.World;

namespace ChatOpsIncident.Specs.Simulation;

/// <summary>
/// One run of the real engine in a simulated world: a seed drives people, clocks, crashes, the store and the chat; then everything heals, and
/// when it is quiet every guarantee is checked. The same seed is the same run.
/// </summary>
internal sealed class Simulation
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(150);
    private readonly Random random;
    private readonly SimScheduler scheduler;
    private readonly SimProcess world;
    private readonly Weather weather;
    private readonly SimRows rows = new();
    private readonly SimScreen screen = new();
    private readonly Ledger ledger = new();
    private readonly SimEvidence evidence = new();
    private readonly Findings findings;
    private readonly SimPeople people;
    private readonly ScreenChecks screenChecks;
    private readonly StoredChecks storedChecks;
    private readonly ReplyChecks replyChecks;
    private readonly SightChecks sightChecks;
    private readonly ImmutableArray<SimInstance> instances;
    private readonly SimInstances running = new();
    private readonly Requests requests;
    private readonly SimHands hands;
    private readonly double crashes;
    private bool healed;

    private Simulation(int seed, Break broken, Action<string>? trace)
    {
        random = new(seed);
        scheduler = new(random.Next()) { BeforeStep = CrashNow, Trace = trace is null ? null : line => trace($"{scheduler!.Now:HH:mm:ss.fff} {line}") };
        world = new(scheduler, "world");
        weather = new(random.Next());
        findings = new(() => scheduler.Now);
        people = new(random.Next(), screen, ledger, MomentOf);
        screenChecks = new(screen, ledger, () => scheduler.Now);
        sightChecks = new(screen, ledger, () => scheduler.Now, findings);
        storedChecks = new(rows, ledger, screenChecks, sightChecks, findings);
        replyChecks = new(ledger, screen, MomentOf, findings);
        crashes = random.Next(3) == 0 ? 0 : random.NextDouble();
        instances = [.. Enumerable.Range(1, 1 + random.Next(3)).Select(n => Instance(n, broken))];
        requests = new(random, scheduler, world, instances, people, replyChecks, sightChecks, findings);
        hands = new(random, screen, scheduler, world, instances, findings);
        Watch();
    }

    /// <summary>Runs a seed. Yields the first guarantee that did not hold; null: all did.</summary>
    /// <param name="happened">Told the kind of each event that was stored.</param>
    public static Finding? Run(int seed, Break? broken = null, Action<string>? trace = null, Action<Type>? happened = null)
    {
        var run = new Simulation(seed, broken ?? Break.None, trace);
        try
        {
            run.Live();
            if (run.findings.First is null) run.ComeToRest();
        }
        catch (Exception fault)
        {
            run.findings.Add(Check.NothingIsThrown, fault.ToString());
        }
        foreach (var recorded in run.ledger.Streams.Values.SelectMany(s => s.Events)) happened?.Invoke(recorded.Event.GetType());
        return run.findings.First;
    }

    private void Live()
    {
        foreach (var instance in instances) Start(instance);
        var (acts, pace) = (10 + random.Next(40), random.Next(4));
        for (var i = 0; i < acts && findings.First is null; i++)
        {
            scheduler.RunUntil(scheduler.Now + Gap(pace));
            Happen();
        }
    }

    private void Happen()
    {
        switch (random.Next(40))
        {
            case 0: LongDowntime(); break;
            case 1: Running(i => i.Process!.FrozenUntil = scheduler.Now + TimeSpan.FromSeconds(random.NextDouble() * 60)); break;
            case 2: Running(i => i.Crash()); break;
            case 3 or 4: hands.Touch(); break;
            default:
                foreach (var act in people.Next()) requests.Send(act);
                break;
        }
    }

    /// <summary>From bursts in which everybody clicks at once to minutes of silence.</summary>
    private TimeSpan Gap(int pace) => pace switch
    {
        0 => TimeSpan.FromSeconds(random.NextDouble() * 0.3),
        1 => TimeSpan.FromSeconds(random.NextDouble() * 20),
        2 => random.Next(4) == 0 ? TimeSpan.FromSeconds(random.NextDouble() * 90) : TimeSpan.FromSeconds(random.NextDouble()),
        _ => TimeSpan.FromSeconds(random.NextDouble() * 120),
    };

    private void LongDowntime()
    {
        foreach (var instance in instances) instance.Crash();
        scheduler.Trace?.Invoke("everything is down for a long time");
        scheduler.Jump(TimeSpan.FromMinutes(random.Next(1, 300)));
        foreach (var instance in instances) Start(instance);
    }

    private void Running(Action<SimInstance> act)
    {
        if (instances.Where(i => i.IsUp).ToArray() is { Length: > 0 } up) act(up[random.Next(up.Length)]);
    }

    private void ComeToRest()
    {
        scheduler.Trace?.Invoke("everything heals");
        healed = true;
        weather.Heal();
        foreach (var instance in instances) Start(instance);
        (Check Check, string What)? wrong = null;
        for (var wait = 0; wait < 20 && findings.First is null; wait++)
        {
            scheduler.RunUntil(scheduler.Now + (wait == 0 ? Quiet : TimeSpan.FromSeconds(30)));
            wrong = ledger.OfIncidents.Select(s => screenChecks.Wrong(s) ?? WronglyListed(s)).FirstOrDefault(w => w is not null);
            if (wrong is null && requests.Open == 0 && !ledger.OfIncidents.Any(s => screenChecks.Overdue(s, TimeSpan.FromMinutes(1)) is not null)) break;
        }
        if (wrong is { } still) findings.Add(still.Check, still.What);
        else findings.Expect(requests.Open == 0, Check.EveryRequestIsAnswered, () => $"{requests.Open} requests were never answered.");
        foreach (var overdue in ledger.OfIncidents.Select(s => screenChecks.Overdue(s, TimeSpan.FromMinutes(1))).OfType<string>()) findings.Add(Check.AlarmsStillCome, overdue);
        AtRest();
    }

    private void AtRest()
    {
        var read = (string stream) => rows.Range(TableNames.Streams, stream, "E", "F", int.MaxValue).Select(r => EventRow.Read(r.Payload));
        foreach (var stream in ledger.OfIncidents)
        {
            findings.Expect(HashChain.FirstBroken(read(stream.Id)) is null, Check.TheChainIsWhole, () => $"{stream.Id} is broken.");
        }
        replyChecks.StillThere(read);
        new ErrandChecks(ledger, MomentOf, findings).AtRest();
        sightChecks.AtRest();
    }

    private (Check, string)? WronglyListed(StoredStream stream)
    {
        var (last, listed) = (stream.States[^1], rows.Read(Keys.Open(stream.Id)) is not null);
        var goesOn = last.Status.IsOpen() || IncidentAlarm.NextAlarm(last) is not null;
        return listed == goesOn ? null : (Check.TheListIsComplete, $"{stream.Id} is {last.Status}, and {(listed ? "still" : "not")} on the list of what is open.");
    }

    private void Watch()
    {
        rows.Writing = storedChecks.Before;
        rows.Written = storedChecks.After;
        screen.Shown = sightChecks.Shown;
        screen.Joined = sightChecks.Joined;
        screen.Changed = stream => storedChecks.ADueRowIsLeft(stream, "the screen changed");
    }

    private SimInstance Instance(int number, Break broken)
    {
        var skew = TimeSpan.FromMilliseconds(random.Next(4) == 0 ? random.Next(-2000, 2000) : 0);
        var seed = random.Next();
        // Small, so that most starts meet one.
        var snapshotEvery = 2 + (seed % 15);
        return new("bot" + number, scheduler, Make, Ended) { Skew = skew };

        BotEngine Make(SimProcess process, int start)
        {
            var store = broken.Store(new SimStore(rows, world, process, scheduler, weather));
            var chat = broken.Chat(new SimChat(screen, world, process, scheduler, weather));
            return new(
                store, [chat], [new SimDirectory()], evidence, process.Time, broken.Chance(new SimChance(seed + start)), new SimLog(findings), seed % 2 == 0 ? running.Add(process) : null, snapshotEvery: snapshotEvery);
        }
    }

    private void Ended(Exception? fault) => findings.Add(Check.NothingIsThrown, $"The alarm loop ended: {fault}");

    private void Start(SimInstance instance)
    {
        instance.Start();
        instance.StepsLeft = !healed && random.NextDouble() < crashes ? (int)Math.Pow(10, random.NextDouble() * 3.7) : null;
    }

    /// <summary>Between any two awaits: an instance whose time has come dies before its next step, and is started again some time later.</summary>
    private void CrashNow(SimProcess process)
    {
        if (healed || process == world) return;
        var instance = instances.First(i => i.Process == process);
        if (instance.StepsLeft is { } left && (instance.StepsLeft = left - 1) <= 0) instance.Crash();
        if (instance.IsUp) return;
        world.After(TimeSpan.FromSeconds(random.NextDouble() * (random.Next(4) == 0 ? 120 : 5)), () => Start(instance));
    }

    private Moment MomentOf(Incident incident, Person who)
    {
        var roster = SimDirectory.RosterAt(scheduler.Now);
        return new(scheduler.Now, SimDirectory.ActorOf(who), ledger.Pinned(incident), ledger.Organisation[^1], roster) { Stream = incident.Id };
    }
}

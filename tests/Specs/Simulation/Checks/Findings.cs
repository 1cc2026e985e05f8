namespace ChatOpsIncident.Specs.Simulation.Checks;

/// <summary>What the checkers found in one run. The first one counts; what follows may only be its consequence.</summary>
internal sealed class Findings(Func<DateTimeOffset> now)
{
    public Finding? First { get; private set; }

    public void Add(Check check, string what) => First ??= new(check, what, now());

    /// <summary>Adds a finding unless this holds.</summary>
    public void Expect(bool holds, Check check, Func<string> what)
    {
        if (!holds && First is null) Add(check, what());
    }
}

/// <summary>A guarantee that did not hold.</summary>
internal sealed record Finding(Check Check, string What, DateTimeOffset At)
{
    public override string ToString() => $"{Check} at {At:HH:mm:ss.fff}: {What}";
}

/// <summary>The guarantees, one checker each.</summary>
internal enum Check
{
    AcknowledgedMeansStored,
    EveryRequestIsAppliedOnce,
    TheChainIsWhole,
    ASnapshotIsTheFold,
    SaltsAreFresh,
    NumbersAreUnique,
    OneRoomAGeneration,
    NothingIsOnTheScreenTwice,
    TheScreenIsThePlan,
    EveryErrandArrivesOnce,
    ADueRowWhileWorkIsLeft,
    RecordsNeverGoBack,
    AlarmsStillCome,
    TheListIsComplete,
    AnAlarmRingsOnce,
    NobodySeesWhatTheyMustNot,
    EveryRequestIsAnswered,
    NothingIsThrown,
    TheBotComesToRest,
}

using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using ChatOpsIncident.Specs.Simulation.Checks;

namespace ChatOpsIncident.Specs.Simulation;

/// <summary>Seeds of the simulator. <c>SIM_SEED</c> replays one with a trace, <c>SIM_SEEDS</c> sets how many run, <c>SIM_FROM</c> where they begin.</summary>
public class SimulationSpecs(ITestOutputHelper output)
{
    /// <summary>How many run in CI, on the whole bot and at most on each broken one.</summary>
    internal const int Seeds = 500;

    private const int TraceLines = 400;
    private static readonly Lazy<ManySeeds> Ran = new(() => ManySeeds.Run(Number("SIM_FROM") ?? 1, Number("SIM_SEEDS") ?? Seeds));

    [Fact]
    public void Every_guarantee_holds_whatever_fails()
    {
        if (Number("SIM_SEED") is { } one)
        {
            Report(one);
            return;
        }
        output.WriteLine(Ran.Value.ToString());
        foreach (var (seed, finding) in Ran.Value.Failed.Take(40)) output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{seed}: {finding}"));
        if (!Ran.Value.Failed.IsEmpty) Report(Ran.Value.Failed.Keys.Min());
    }

    /// <summary>Who comes and goes by hand, evidence, and a platform's policy: no simulated person and no simulated platform does. And the simulated playbook announces nowhere.</summary>
    private static readonly string[] ByHand =
    [
        "Announced", "EvidenceWithdrawn", "RoomEntered", "RoomForbidden", "RoomLeft", "RoomsRunShort", "StillInside",
    ];

    /// <summary>What needs weeks, a second playbook file, or a rare meeting of two may be missing.</summary>
    [Fact]
    public void Most_of_what_can_happen_to_an_incident_happens_in_some_seed()
    {
        if (Number("SIM_SEED") is not null) return;
        foreach (var (kind, times) in Ran.Value.Happened.OrderBy(h => h.Value)) output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{times} × {kind.Name}"));
        var missing = EventCatalogue.All.Select(e => e.Value).Except(Ran.Value.Happened.Keys).Select(kind => kind.Name).Except(ByHand).Order().ToArray();
        missing.Length.ShouldBeLessThan(15, string.Join(", ", missing));
    }

    /// <summary>Seeds that found something.</summary>
    [Theory]
    [InlineData(610257, "a report came again and was told of the room in which it had gone private without its reporter")]
    [InlineData(610259, "a message planned before it went private was sent to somebody who is not in it any more")]
    [InlineData(611355, "a form was shown from what had been read a minute and a half before")]
    public void What_a_seed_once_found_stays_mended(int seed, string what) => Simulation.Run(seed).ShouldBeNull(what);

    [Fact]
    public void The_same_seed_is_the_same_run()
    {
        var (first, second) = (new StringBuilder(), new StringBuilder());
        Simulation.Run(7, trace: line => first.AppendLine(line));
        Simulation.Run(7, trace: line => second.AppendLine(line));
        second.ToString().ShouldBe(first.ToString());
    }

    private void Report(int seed)
    {
        var trace = new Queue<string>();
        var finding = Simulation.Run(seed, trace: line =>
        {
            trace.Enqueue(line);
            if (trace.Count > (Number("SIM_TRACE") ?? TraceLines)) trace.Dequeue();
        });
        foreach (var line in trace) output.WriteLine(line);
        finding.ShouldBeNull($"SIM_SEED={seed.ToString(CultureInfo.InvariantCulture)} dotnet test tests/Specs --filter Simulation");
    }

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : null;
}

/// <summary>Many seeds on both cores, each on one thread: which of them failed, and what happened in all of them together.</summary>
internal sealed class ManySeeds
{
    /// <summary>The first guarantee that did not hold, by seed.</summary>
    public ConcurrentDictionary<int, Finding> Failed { get; } = new();

    /// <summary>Events by their kind.</summary>
    public ConcurrentDictionary<Type, int> Happened { get; } = new();

    private int Count { get; set; }

    private TimeSpan Took { get; set; }

    public static ManySeeds Run(int from, int count)
    {
        var (seeds, started) = (new ManySeeds { Count = count }, Stopwatch.GetTimestamp());
        Parallel.For(from, from + count, new ParallelOptions { MaxDegreeOfParallelism = 2 }, seed =>
        {
            if (Simulation.Run(seed, happened: kind => seeds.Happened.AddOrUpdate(kind, 1, (_, n) => n + 1)) is { } finding) seeds.Failed[seed] = finding;
        });
        seeds.Took = Stopwatch.GetElapsedTime(started);
        return seeds;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Count} seeds in {Took.TotalSeconds:F1} s, {Failed.Count} failed");
}

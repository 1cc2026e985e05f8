using System.Diagnostics;
using System.Globalization;
using System.Text;
using ChatOpsIncident.Specs.Simulation.Checks;

namespace ChatOpsIncident.Specs.Simulation;

/// <summary>Seeds of the simulator. <c>SIM_SEED</c> replays one with a trace, <c>SIM_SEEDS</c> sets how many run.</summary>
public class SimulationSpecs(ITestOutputHelper output)
{
    /// <summary>How many run in CI, on the whole bot and at most on each broken one.</summary>
    internal const int Seeds = 500;

    private const int TraceLines = 400;

    [Fact]
    public void Every_guarantee_holds_whatever_fails()
    {
        if (Number("SIM_SEED") is { } one)
        {
            Report(one);
            return;
        }
        var (started, count) = (Stopwatch.GetTimestamp(), Number("SIM_SEEDS") ?? Seeds);
        var failed = ManySeeds.Failing(Number("SIM_FROM") ?? 1, count, seed => Simulation.Run(seed));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count} seeds in {Stopwatch.GetElapsedTime(started).TotalSeconds:F1} s, {failed.Count} failed"));
        foreach (var (seed, finding) in failed.Take(40)) output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{seed}: {finding}"));
        if (failed.Count > 0) Report(failed.Keys.First());
    }

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

/// <summary>Runs seeds on both cores; each has its own thread.</summary>
internal static class ManySeeds
{
    /// <summary>Every seed of the range that fails, with the first guarantee that did not hold.</summary>
    public static SortedDictionary<int, Finding> Failing(int from, int count, Func<int, Finding?> run)
    {
        var failed = new SortedDictionary<int, Finding>();
        var gate = new Lock();
        Parallel.For(from, from + count, new ParallelOptions { MaxDegreeOfParallelism = 2 }, seed =>
        {
            if (run(seed) is not { } finding) return;
            lock (gate) failed[seed] = finding;
        });
        return failed;
    }
}

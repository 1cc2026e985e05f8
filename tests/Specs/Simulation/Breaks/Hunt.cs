using System.Globalization;
using ChatOpsIncident.Specs.Simulation.Checks;

namespace ChatOpsIncident.Specs.Simulation.Breaks;

/// <summary>Runs seeds on a broken bot until one fails for the expected reason.</summary>
internal static class Hunt
{
    /// <summary>What is said of a break that was caught.</summary>
    public const string Caught = "Caught in seed ";

    /// <summary>"Caught in seed 12"; else what was found instead. All seeds are tried, round from <paramref name="first"/>: where it was caught last.</summary>
    public static string For(Check expected, Break broken, int first = 1)
    {
        var found = new Dictionary<Check, int>();
        foreach (var seed in Enumerable.Range(first, SimulationSpecs.Seeds).Select(n => ((n - 1) % SimulationSpecs.Seeds) + 1))
        {
            if (Simulation.Run(seed, broken) is not { } finding) continue;
            if (finding.Check == expected) return Caught + seed.ToString(CultureInfo.InvariantCulture);
            found[finding.Check] = found.GetValueOrDefault(finding.Check) + 1;
        }
        return $"{expected} was never found in {SimulationSpecs.Seeds.ToString(CultureInfo.InvariantCulture)} seeds; instead: {string.Join(", ", found.Select(f => $"{f.Value} × {f.Key}"))}";
    }

    /// <summary>For the copy of this assembly that a patched engine was loaded with.</summary>
    public static string InPatchedEngine(string expected, int first) => For(Enum.Parse<Check>(expected), Break.None, first);
}

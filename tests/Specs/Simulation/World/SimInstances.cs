using System.Globalization;
using ChatOpsIncident.Engine;

namespace ChatOpsIncident.Specs.Simulation.World;

/// <summary>Who runs, as a machine knows it of its processes.</summary>
internal sealed class SimInstances
{
    private readonly Dictionary<string, SimProcess> known = new(StringComparer.Ordinal);

    public IInstances Add(SimProcess process)
    {
        var name = process.Name + "n" + (known.Count + 1).ToString(CultureInfo.InvariantCulture);
        known.Add(name, process);
        return new Seen(name, known);
    }

    private sealed record Seen(string Me, Dictionary<string, SimProcess> Known) : IInstances
    {
        public bool HasEnded(string name) => Known.TryGetValue(name, out var process) && process.IsDead;
    }
}

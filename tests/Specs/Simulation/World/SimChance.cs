using ChatOpsIncident.Engine;

namespace ChatOpsIncident.Specs.Simulation.World;

/// <summary>Chance that a seed replays.</summary>
internal sealed class SimChance(int seed) : IChance
{
    private readonly Random random = new(seed);

    public byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }

    public int Below(int below) => random.Next(below);
}

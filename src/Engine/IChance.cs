using System.Security.Cryptography;

namespace ChatOpsIncident.Engine;

/// <summary>Chance, passed in like time: salts, suffixes, jitter.</summary>
public interface IChance
{
    /// <summary>Random bytes, fit for salts.</summary>
    byte[] Bytes(int count);

    /// <summary>0 ≤ n &lt; <paramref name="below"/>.</summary>
    int Below(int below);
}

/// <summary>The operating system's.</summary>
public sealed class Chance : IChance
{
    public byte[] Bytes(int count) => RandomNumberGenerator.GetBytes(count);

    public int Below(int below) => RandomNumberGenerator.GetInt32(below);
}

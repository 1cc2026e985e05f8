using ChatOpsIncident.Engine;

namespace ChatOpsIncident.Specs.Simulation.Breaks;

/// <summary>A deliberate break of the bot, as wrappers at its ports. Each process has its own.</summary>
internal sealed record Break
{
    /// <summary>Nothing is broken.</summary>
    public static Break None { get; } = new();

    public Func<IStore, IStore> Store { get; init; } = store => store;

    public Func<IChat, IChat> Chat { get; init; } = chat => chat;

    public Func<IChance, IChance> Chance { get; init; } = chance => chance;
}

using ChatOpsIncident.Edges.Teams.Connector;

namespace ChatOpsIncident.Edges.Teams;

/// <summary>How it stands with Teams, in words for whoever runs the bot. Teams being away never makes the bot unready: nothing is lost meanwhile.</summary>
public sealed class TeamsHealth
{
    private readonly TeamsTroubles troubles;

    internal TeamsHealth(TeamsTroubles troubles) => this.troubles = troubles;

    /// <summary>What is wrong and what to do; null: nothing is known to be.</summary>
    public string? Trouble => troubles.All is [var first, ..] ? $"Teams refuses {first.Message}. Run doctor: it says what to do." : null;
}

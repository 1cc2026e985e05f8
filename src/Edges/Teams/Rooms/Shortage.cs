using System.Globalization;

namespace ChatOpsIncident.Edges.Teams.Rooms;

/// <summary>A team takes a thousand channels, those included that were deleted in the last thirty days: said before it is so, and when it is.</summary>
/// <remarks>https://learn.microsoft.com/microsoftteams/limits-specifications-teams</remarks>
internal static class Shortage
{
    /// <summary>Channels that a team may have.</summary>
    public const int Most = 1000;

    /// <summary>From so many on it is said.</summary>
    public const int From = 900;

    /// <summary>How Graph says that there can be no more.</summary>
    public const string Code = "LimitExceeded";

    /// <summary>There are none left.</summary>
    public const string Full = "The team takes no more channels, so this is a group chat: only those in it can read it. Whoever runs the bot: delete old channels (each counts for thirty days more), or name another team in Teams:TeamId.";

    /// <summary>There are few left.</summary>
    public static string Near(int left) => string.Create(CultureInfo.InvariantCulture,
        $"The team has room for at most {left} more channels, and deleted ones count for thirty days more. Whoever runs the bot: delete old channels now, or name another team in Teams:TeamId.");
}

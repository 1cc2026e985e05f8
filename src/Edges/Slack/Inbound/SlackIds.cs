using System.Globalization;
using System.Text.RegularExpressions;
using ChatOpsIncident.Incidents.Timeline;

namespace ChatOpsIncident.Edges.Slack.Inbound;

/// <summary>Slack's ids as they come in: people are <c>slack:U…</c> in the product, a message is <c>channel/ts</c>.</summary>
internal static partial class SlackIds
{
    public static bool IsPerson(string? id) => id is not null && PersonId().IsMatch(id);

    /// <summary>Null: not the id of a person.</summary>
    public static Person? Person(string? id) => IsPerson(id) ? new($"slack:{id}") : null;

    /// <summary>The id of a person of ours as Slack knows it; null for people of another platform.</summary>
    public static string? Of(Person person) => person.Id.StartsWith("slack:", StringComparison.Ordinal) ? person.Id["slack:".Length..] : null;

    /// <summary>A conversation of any kind.</summary>
    public static bool IsChannel(string? id) => id is not null && ChannelId().IsMatch(id);

    /// <summary>A conversation that can be a room: direct ones with the bot or one other are none.</summary>
    public static string? Room(string? channel) => IsChannel(channel) && channel![0] != 'D' ? channel : null;

    /// <summary>A message's time, which is also its id in its channel.</summary>
    public static DateTimeOffset? TimeOf(string? ts) => ts is not null && Timestamp().IsMatch(ts)
        ? DateTimeOffset.UnixEpoch.AddTicks((long)(decimal.Parse(ts, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) * TimeSpan.TicksPerSecond))
        : null;

    [GeneratedRegex("^[UW][A-Z0-9]{1,40}$", RegexOptions.CultureInvariant)]
    private static partial Regex PersonId();

    [GeneratedRegex("^[CDG][A-Z0-9]{1,40}$", RegexOptions.CultureInvariant)]
    private static partial Regex ChannelId();

    [GeneratedRegex(@"^[0-9]{1,10}(\.[0-9]{1,6})?$", RegexOptions.CultureInvariant)]
    private static partial Regex Timestamp();
}

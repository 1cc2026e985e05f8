using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;
using ChatOpsIncident.Incidents.Timeline;

namespace ChatOpsIncident.Edges.Slack;

/// <summary>Slack's ids and ours: a person is <c>slack:U…</c>, a room is its channel's id, a message is <c>channel/ts</c>.</summary>
public static partial class SlackId
{
    /// <summary>The platform's name, which its people's ids begin with.</summary>
    public const string Platform = "slack";

    /// <summary>The person with this user id; null: not the id of a person.</summary>
    public static Person? Person(string? user) => user is not null && User().IsMatch(user) ? new($"{Platform}:{user}") : null;

    /// <summary>The user id; null: nobody of Slack.</summary>
    public static string? Of(Person person)
    {
        ArgumentNullException.ThrowIfNull(person);
        return person.Platform == Platform && person.Id[(Platform.Length + 1)..] is var id && User().IsMatch(id) ? id : null;
    }

    /// <summary>Whether this can be a channel's id.</summary>
    public static bool IsChannel([NotNullWhen(true)] string? id) => id is not null && Channel().IsMatch(id);

    /// <summary>A conversation that can be a room: direct ones with the bot or one other are none.</summary>
    public static string? Room(string? channel) => IsChannel(channel) && channel[0] != 'D' ? channel : null;

    /// <summary>A message's reference.</summary>
    public static string Message(string channel, string ts) => $"{channel}/{ts}";

    /// <summary>Channel and ts of a message's reference; null if it is none. A ts is text, never a number.</summary>
    public static (string Channel, string Ts)? Message(string reference)
    {
        ArgumentNullException.ThrowIfNull(reference);
        return reference.Split('/') is [var channel, var ts] && IsChannel(channel) && Timestamp().IsMatch(ts) ? (channel, ts) : null;
    }

    /// <summary>When a message was written: its ts says it, which is also its id in its channel. Null: it is none.</summary>
    public static DateTimeOffset? TimeOf(string? ts) => ts is not null && Seconds().IsMatch(ts)
        ? DateTimeOffset.UnixEpoch.AddTicks((long)(decimal.Parse(ts, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture) * TimeSpan.TicksPerSecond))
        : null;

    [GeneratedRegex("^[UW][A-Z0-9]{1,30}$", RegexOptions.CultureInvariant)]
    private static partial Regex User();

    [GeneratedRegex("^[CDG][A-Z0-9]{1,30}$", RegexOptions.CultureInvariant)]
    private static partial Regex Channel();

    [GeneratedRegex(@"^[0-9]{1,12}\.[0-9]{1,9}$", RegexOptions.CultureInvariant)]
    private static partial Regex Timestamp();

    [GeneratedRegex(@"^[0-9]{1,10}(\.[0-9]{1,6})?$", RegexOptions.CultureInvariant)]
    private static partial Regex Seconds();
}

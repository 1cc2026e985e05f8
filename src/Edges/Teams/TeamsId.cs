using System.Globalization;
using System.Text.RegularExpressions;
using ChatOpsIncident.Incidents.Timeline;

namespace ChatOpsIncident.Edges.Teams;

/// <summary>
/// Ids of Teams and ours: a person is <c>teams:</c> and their Entra object id, a room is its channel's or chat's id, a message is
/// <c>conversation|activity</c>, with what it is kept for behind it. All are opaque: object ids are GUIDs, but those of the Agents Playground are not.
/// </summary>
public static partial class TeamsId
{
    /// <summary>The platform's name, which its people's ids begin with.</summary>
    public const string Platform = "teams";

    private const string Thread = ";messageid=";

    /// <summary>The person with this Entra object id; null: it can be none.</summary>
    public static Person? Person(string? objectId) => objectId is not null && Plain(objectId) is { } id ? new($"{Platform}:{id}") : null;

    /// <summary>Whether this is an object id as Entra makes them.</summary>
    public static bool IsOfEntra(string? id) => Guid.TryParseExact(id, "D", out _);

    /// <summary>The Entra object id; null: nobody of Teams.</summary>
    public static string? Of(Person person)
    {
        ArgumentNullException.ThrowIfNull(person);
        return person.Platform == Platform ? Plain(person.Id[(Platform.Length + 1)..]) : null;
    }

    /// <summary>The channel or chat that a conversation is in: without the thread.</summary>
    public static string Room(string conversation)
    {
        ArgumentNullException.ThrowIfNull(conversation);
        return conversation.IndexOf(Thread, StringComparison.Ordinal) is > 0 and var at ? conversation[..at] : conversation;
    }

    /// <summary>Whether this can be a conversation's id: they are opaque, and go into addresses and rows.</summary>
    public static bool IsConversation(string? id) => id is { Length: > 0 and <= 400 } && Conversation().IsMatch(id);

    /// <summary>Whether this is a channel or a group chat; else the conversation with one person.</summary>
    public static bool IsShared(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return id.Contains("@thread.", StringComparison.Ordinal);
    }

    /// <summary>Whether this is a channel of a team; else a chat.</summary>
    public static bool IsChannel(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return id.EndsWith("@thread.tacv2", StringComparison.Ordinal) || id.EndsWith("@thread.skype", StringComparison.Ordinal);
    }

    /// <summary>A message's reference.</summary>
    /// <param name="key">What it is kept for; null: nothing.</param>
    public static string Message(string conversation, string activity, string? key = null) => key is null ? $"{conversation}|{activity}" : $"{conversation}|{activity}|{key}";

    /// <summary>The parts of a message's reference; null if it is none.</summary>
    public static (string Conversation, string Activity, string? Key)? Message(string reference)
    {
        ArgumentNullException.ThrowIfNull(reference);
        return reference.Split('|') is [var conversation, { Length: > 0 } activity, .. { Length: <= 1 } key] && IsConversation(conversation) ? (conversation, activity, key is [var one] ? one : null) : null;
    }

    /// <summary>When a message of this id was written: Teams counts milliseconds since 1970. Null: the id says nothing.</summary>
    public static DateTimeOffset? TimeOf(string? activity) =>
        long.TryParse(activity, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) && milliseconds is > 0 and < 253_402_300_799_999
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : null;

    /// <summary>The same GUID is written in more than one way; ids go into addresses and rows.</summary>
    private static string? Plain(string id) => Guid.TryParseExact(id, "D", out var guid) ? guid.ToString("D") : Opaque().IsMatch(id) ? id : null;

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._-]{0,99}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Opaque();

    [GeneratedRegex(@"^[A-Za-z0-9:;=@._~+/-]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Conversation();
}

using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using ChatOpsIncident.Engine;
using ChatOpsIncident.Incidents.ChatView;
using ChatOpsIncident.Incidents.Timeline;

namespace ChatOpsIncident.Edges.Teams.Inbound;

/// <summary>What people do to a room and its messages by hand, as far as Teams tells the bot. What the bot did itself comes back as an event too, and is known already.</summary>
/// <remarks>
/// https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/subscribe-to-conversation-events, and conversation-messages there:
/// <c>messageDelete</c> with <c>softDeleteMessage</c>.
/// </remarks>
internal static class Touched
{
    private const string Removed = "softDeleteMessage";
    private const int Most = 100;

    /// <summary>Whether it may be of the kind; then nothing else follows from it.</summary>
    public static bool Is(Activity activity) => activity.Type is "conversationUpdate" or "messageDelete";

    /// <summary>Those who came or went, as Teams names them.</summary>
    public static IEnumerable<JsonElement> Members(Activity activity) => RoomOfMembers(activity) is null ? [] : activity.Json.Each("membersAdded").Concat(activity.Json.Each("membersRemoved")).Take(Most);

    /// <summary>Empty: nothing of the kind. Whose message it was that was deleted is not said; the engine knows its own.</summary>
    /// <param name="person">Who a member is; null: nobody knows.</param>
    /// <param name="bot">Whether a member is this bot.</param>
    public static ImmutableArray<ByHand> Read(Activity activity, Func<JsonElement, Person?> person, Func<JsonElement, bool> bot)
    {
        var hands = activity.Type == "messageDelete" ? Deleted(activity) : OnRoom(activity) ?? OfMembers(activity, person, bot);
        var (request, who) = (Reading.Request(activity), activity.Json.At("from") is { } from ? person(from) : null);
        return
        [
            .. hands.Select((hand, i) => new ByHand(i == 0 ? request : string.Create(CultureInfo.InvariantCulture, $"{request}.{i}"), TeamsId.Platform, hand.Room, who, hand.Hand)
            {
                Means = kept => hand.Hand is Deletes && IsSame(kept, hand.Room, activity.Id),
            }),
        ];
    }

    private static IEnumerable<(string Room, Hand Hand)> Deleted(Activity activity)
    {
        if (activity.Json.Text("channelData", "eventType") is not (Removed or null) || activity.Room is not { } room || activity.Id.Length == 0) return [];
        return [(room, new Deletes(TeamsId.Message(room, activity.Id)))];
    }

    /// <summary>The channel stands in the channel's data; the conversation is the team's. Null: it is about members.</summary>
    private static IEnumerable<(string Room, Hand Hand)>? OnRoom(Activity activity)
    {
        if (activity.Json.Text("channelData", "eventType") is not { } happened) return activity is { IsPersonal: false, Room: { } chat } && activity.Json.Text("topicName") is { Length: > 0 } topic ? [(chat, new Renames(topic))] : null;
        if (activity.Json.Text("channelData", "channel", "id") is not { } id || !TeamsId.IsConversation(id)) return null;
        Hand? hand = happened switch
        {
            "channelRenamed" when activity.Json.Text("channelData", "channel", "name") is { Length: > 0 } name => new Renames(name),
            "channelDeleted" => new Closes(),
            "channelRestored" => new OpensAgain(),
            _ => null,
        };
        return hand is null ? null : [(TeamsId.Room(id), hand)];
    }

    private static IEnumerable<(string Room, Hand Hand)> OfMembers(Activity activity, Func<JsonElement, Person?> person, Func<JsonElement, bool> bot)
    {
        if (RoomOfMembers(activity) is not { } room) yield break;
        foreach (var member in activity.Json.Each("membersAdded").Take(Most))
        {
            if (bot(member)) yield return (room, new OpensAgain());
            else if (person(member) is { } who) yield return (room, new Enters(who));
        }
        foreach (var member in activity.Json.Each("membersRemoved").Take(Most))
        {
            if (bot(member)) yield return (room, new PutsOut());
            else if (person(member) is { } who) yield return (room, new Leaves(who));
        }
    }

    /// <summary>A chat, or a channel with members of its own; who comes into the team or leaves it touches no room by that. Null: none.</summary>
    private static string? RoomOfMembers(Activity activity)
    {
        if (activity.Type != "conversationUpdate" || activity.Room is not { } conversation) return null;
        var happened = activity.Json.Text("channelData", "eventType") ?? "";
        if (happened.StartsWith("team", StringComparison.Ordinal)) return null;
        var room = happened.StartsWith("channelMember", StringComparison.Ordinal) && activity.Json.Text("channelData", "channel", "id") is { } id && TeamsId.IsConversation(id) ? TeamsId.Room(id) : conversation;
        return room == activity.Json.Text("channelData", "team", "id") ? null : room;
    }

    /// <summary>A kept reference holds what the message is for besides, and perhaps the thread.</summary>
    private static bool IsSame(string kept, string room, string id) => TeamsId.Message(kept) is var (conversation, activity, _) && activity == id && TeamsId.Room(conversation) == room;
}

using ChatOpsIncident.Engine;
using ChatOpsIncident.Incidents.ChatView;

namespace ChatOpsIncident.Edges.Teams.Inbound;

/// <summary>What people do to a room's messages by hand, as far as Teams tells the bot.</summary>
/// <remarks>https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/conversation-messages: <c>messageDelete</c> with <c>softDeleteMessage</c>.</remarks>
internal static class Touched
{
    private const string Removed = "softDeleteMessage";

    /// <summary>Null: nothing of the kind. Whose message it was is not said; the engine knows its own.</summary>
    public static ByHand? Read(Activity activity)
    {
        if (activity.Type != "messageDelete" || activity.Json.Text("channelData", "eventType") is not (Removed or null) || activity.Room is not { } room || activity.Id.Length == 0) return null;
        var message = TeamsId.Message(room, activity.Id);
        return new(Reading.Request(activity), TeamsId.Platform, room, activity.Who, new Deletes(message)) { Means = kept => IsSame(kept, room, activity.Id) };
    }

    /// <summary>A kept reference holds what the message is for besides, and perhaps the thread.</summary>
    private static bool IsSame(string kept, string room, string id) => TeamsId.Message(kept) is var (conversation, activity, _) && activity == id && TeamsId.Room(conversation) == room;
}

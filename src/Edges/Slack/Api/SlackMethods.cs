using System.Collections.Frozen;

namespace ChatOpsIncident.Edges.Slack.Api;

/// <summary>What is known of methods.</summary>
internal static class SlackMethods
{
    private static readonly FrozenSet<string> Reading = FrozenSet.ToFrozenSet(
        [
            "api.test", "auth.test", "apps.connections.open", "bookmarks.list", "bots.info", "chat.getPermalink", "conversations.history", "conversations.info",
            "conversations.list", "conversations.members", "conversations.open", "conversations.replies", "files.info", "pins.list", "reactions.get", "team.info",
            "usergroups.list", "usergroups.users.list", "users.conversations", "users.info", "users.list", "users.lookupByEmail",
        ],
        StringComparer.Ordinal);

    /// <summary>Twice is the same as once.</summary>
    public static bool Reads(string method) => Reading.Contains(method);
}

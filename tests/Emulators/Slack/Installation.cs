using System.Text.Json.Nodes;

namespace ChatOpsIncident.Emulators.Slack;

/// <summary>How the app is installed: what a manifest asks for, and what an admin may take away.</summary>
public sealed class Installation
{
    public const string BotToken = "xoxb-1-emulator";
    public const string AppToken = "xapp-1-emulator";

    /// <summary>As published in Slack's worked example of a signature.</summary>
    public const string SigningSecret = "8f742231b10e8888abcd99yyyzzz85a5";

    private static readonly string[] UsualScopes =
    [
        "commands", "chat:write", "channels:manage", "channels:read", "channels:join", "channels:history", "groups:write", "groups:read", "groups:history",
        "im:write", "im:read", "im:history", "mpim:write", "mpim:read", "mpim:history", "users:read", "users:read.email", "usergroups:read", "pins:read", "pins:write",
        "bookmarks:read", "bookmarks:write", "reactions:read", "reactions:write", "files:read", "files:write", "app_mentions:read", "team:read",
    ];

    private static readonly string[] UsualEvents =
    [
        "app_home_opened", "app_mention", "message.channels", "message.groups", "message.im", "message.mpim", "member_joined_channel", "member_left_channel",
        "channel_archive", "channel_rename", "group_archive", "group_rename", "pin_added", "pin_removed", "reaction_added", "reaction_removed", "user_change",
        "subteam_members_changed", "subteam_updated", "app_uninstalled", "tokens_revoked", "channel_id_changed",
    ];

    /// <summary>Bot scopes granted.</summary>
    public HashSet<string> Scopes { get; } = [.. UsualScopes];

    /// <summary>Bot events subscribed to.</summary>
    public HashSet<string> Events { get; } = [.. UsualEvents];

    public HashSet<string> Commands { get; } = ["/incident"];

    /// <summary>Callback ids of message shortcuts and global ones.</summary>
    public HashSet<string> Shortcuts { get; } = ["report", "report_message"];

    /// <summary>The home tab is switched on.</summary>
    public bool Home { get; set; } = true;

    /// <summary>Events and interactions come over a WebSocket; HTTP endpoints get nothing any more.</summary>
    public bool SocketMode { get; set; }

    /// <summary>The workspace's policy does not let apps open channels.</summary>
    public bool RoomsForbidden { get; set; }

    /// <summary>The organisation that the workspace belongs to; null: none.</summary>
    public string? Enterprise { get; set; }

    /// <summary>Installed for the whole organisation: what is about a workspace has to say which.</summary>
    public bool OrgWide { get; set; }

    /// <summary>The token was revoked: every call answers so.</summary>
    public bool Revoked { get; set; }

    /// <summary>People may write to the bot.</summary>
    public bool MessagesTab { get; set; } = true;

    /// <summary>Replaces everything by what this app manifest says.</summary>
    public void Install(JsonObject manifest)
    {
        Scopes.Clear();
        Scopes.UnionWith(Texts(manifest["oauth_config"]?["scopes"]?["bot"]));
        Events.Clear();
        Events.UnionWith(Texts(manifest["settings"]?["event_subscriptions"]?["bot_events"]));
        Commands.Clear();
        Commands.UnionWith(Each(manifest["features"]?["slash_commands"], "command"));
        Shortcuts.Clear();
        Shortcuts.UnionWith(Each(manifest["features"]?["shortcuts"], "callback_id"));
        Home = manifest["features"]?["app_home"]?["home_tab_enabled"]?.GetValue<bool>() ?? false;
        MessagesTab = manifest["features"]?["app_home"]?["messages_tab_enabled"]?.GetValue<bool>() ?? false;
        SocketMode = manifest["settings"]?["socket_mode_enabled"]?.GetValue<bool>() ?? false;
    }

    private static IEnumerable<string> Texts(JsonNode? list) => (list as JsonArray ?? []).Select(t => t!.ToString());

    private static IEnumerable<string> Each(JsonNode? list, string property) => (list as JsonArray ?? []).Select(o => o![property]!.ToString());
}

using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ChatOpsIncident.Emulators.Slack.State;

namespace ChatOpsIncident.Emulators.Slack.Web;

/// <summary>Opening, naming, describing and closing conversations.</summary>
internal static partial class ConversationMethods
{
    public static IEnumerable<(string Method, Func<ApiCall, JsonObject> Run)> All { get; } =
    [
        ("conversations.create", Create), ("conversations.rename", Rename), ("conversations.setTopic", SetTopic), ("conversations.setPurpose", SetPurpose),
        ("conversations.archive", Archive), ("conversations.unarchive", _ => throw new SlackRefusal("not_in_channel")), ("conversations.info", call => Info(call)),
        ("conversations.open", Open), ("conversations.list", call => List(call, _ => true)),
        ("users.conversations", call => WithoutMembership(List(call, c => c.Members.Contains(call.Maybe("user") ?? Workspace.BotUser)))),
    ];

    private static JsonObject Create(ApiCall call)
    {
        if (call.Installed.RoomsForbidden) throw new SlackRefusal("restricted_action");
        var secret = call.Flag("is_private");
        call.Need(secret ? "group" : "channel");
        var channel = call.World.Open(CheckedName(call), secret, Workspace.BotUser);
        call.World.Say(channel, Workspace.BotUser, "channel_join", $"<@{Workspace.BotUser}> has joined the channel");
        return ApiCall.Ok(("channel", Pictures.Of(channel)));
    }

    private static JsonObject Rename(ApiCall call)
    {
        var channel = call.Joined();
        if (channel.Creator != Workspace.BotUser) throw new SlackRefusal("not_authorized");
        call.World.Renamed(channel, CheckedName(call, channel));
        return ApiCall.Ok(("channel", Pictures.Of(channel)));
    }

    private static string CheckedName(ApiCall call, SlackChannel? self = null)
    {
        var name = call.Maybe("name") ?? throw new SlackRefusal("invalid_name_required");
        if (name.Length > 80) throw new SlackRefusal("invalid_name_maxlength");
        if (!Name().IsMatch(name)) throw new SlackRefusal("invalid_name_specials");
        if (!name.Any(char.IsAsciiLetterOrDigit)) throw new SlackRefusal("invalid_name_punctuation");
        // Archived channels keep their name, and so do private ones that the bot cannot see.
        if (call.World.Channels.Values.Any(c => c.Name == name && c != self && !c.Direct && !c.Group)) throw new SlackRefusal("name_taken");
        return name;
    }

    private static JsonObject SetTopic(ApiCall call)
    {
        var (channel, topic) = (call.Joined(), call.Maybe("topic") ?? "");
        if (topic.Length > 250) throw new SlackRefusal("too_long");
        if (channel.Topic != topic) call.World.TopicSet(channel, Workspace.BotUser, topic);
        return ApiCall.Ok(("channel", Pictures.Of(channel)));
    }

    private static JsonObject SetPurpose(ApiCall call)
    {
        var (channel, purpose) = (call.Joined(), call.Maybe("purpose") ?? "");
        if (purpose.Length > 250) throw new SlackRefusal("too_long");
        channel.Purpose = purpose;
        return ApiCall.Ok(("purpose", purpose));
    }

    private static JsonObject Archive(ApiCall call)
    {
        var channel = call.Seen();
        if (channel.Archived) throw new SlackRefusal("already_archived");
        if (channel.Name == "general") throw new SlackRefusal("cant_archive_general");
        call.World.Archived(call.Joined(), Workspace.BotUser);
        return ApiCall.Ok();
    }

    private static JsonObject Info(ApiCall call)
    {
        var channel = call.Seen();
        var picture = Pictures.Of(channel);
        if (call.Flag("include_num_members")) picture["num_members"] = channel.Members.Count;
        return ApiCall.Ok(("channel", picture));
    }

    private static JsonObject Open(ApiCall call)
    {
        if (call.Maybe("channel") is not null) return ApiCall.Ok(("channel", Pictures.Of(call.Seen())));
        var users = call.Text("users").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (users.Length is 0 or > 8) throw new SlackRefusal("too_many_users");
        call.Need(users.Length == 1 ? "im" : "mpim");
        foreach (var user in users) Direct.Check(call.World, user);
        var channel = call.World.Among(users);
        return ApiCall.Ok(("channel", call.Flag("return_im") ? Pictures.Of(channel) : new JsonObject { ["id"] = channel.Id }));
    }

    private static JsonObject List(ApiCall call, Func<SlackChannel, bool> wanted)
    {
        var kinds = (call.Maybe("types") ?? "public_channel").Split(',', StringSplitOptions.TrimEntries);
        foreach (var kind in kinds) call.Need(kind switch { "private_channel" => "group", "im" => "im", "mpim" => "mpim", _ => "channel" });
        var found = call.World.Channels.Values
            .Where(c => !c.Private || c.Members.Contains(Workspace.BotUser))
            .Where(c => kinds.Contains(c.Kind switch { "im" => "im", "mpim" => "mpim", "group" => "private_channel", _ => "public_channel" }))
            .Where(c => wanted(c) && !(c.Archived && call.Flag("exclude_archived"))).ToList();
        return call.Paged("channels", found, channel => Listed(call, channel), 100);
    }

    /// <summary>A list of one's own channels does not say again that one is in them.</summary>
    private static JsonObject Listed(ApiCall call, SlackChannel channel)
    {
        var picture = Pictures.Of(channel);
        if (call.Method == "users.conversations") picture.Remove("is_member");
        return picture;
    }

    /// <summary>Whoever asks for somebody's own conversations is not told that they are in them.</summary>
    private static JsonObject WithoutMembership(JsonObject list)
    {
        foreach (var channel in list["channels"]!.AsArray()) channel!.AsObject().Remove("is_member");
        return list;
    }

    [GeneratedRegex("^[a-z0-9_-]+$")]
    private static partial Regex Name();
}

/// <summary>Whether the bot can write to a person.</summary>
internal static class Direct
{
    public static void Check(Workspace world, string id)
    {
        if (!world.Users.TryGetValue(id, out var user)) throw new SlackRefusal("user_not_found");
        if (user.Deactivated) throw new SlackRefusal("user_disabled");
        if (user.Bot) throw new SlackRefusal("cannot_dm_bot");
    }
}

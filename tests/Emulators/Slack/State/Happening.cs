using System.Text.Json.Nodes;

namespace ChatOpsIncident.Emulators.Slack.State;

/// <summary>Notes what the bot is told of, in the words of the Events API. An event of a channel is told only while the bot is in it.</summary>
internal static class Happening
{
    public static void Tell(this Workspace world, string type, JsonObject properties, SlackChannel? channel, string? subscription = null)
    {
        if (channel is not null && !channel.Members.Contains(Workspace.BotUser)) return;
        properties["type"] = type;
        properties["event_ts"] ??= Workspace.Ts(world.Now);
        world.Outbox.Add(new(subscription ?? type, properties, channel));
    }

    public static void Posted(this Workspace world, SlackChannel channel, SlackMessage message)
    {
        var body = Pictures.Of(message);
        body["channel"] = channel.Id;
        body["channel_type"] = channel.Kind;
        body["event_ts"] = message.Ts;
        world.Tell("message", body, channel, SubscriptionOf(channel));
        if (!message.ByBot && !channel.Direct && message.Text.Contains($"<@{Workspace.BotUser}>", StringComparison.Ordinal))
        {
            world.Tell("app_mention", new() { ["user"] = message.User, ["text"] = message.Text, ["ts"] = message.Ts, ["channel"] = channel.Id, ["event_ts"] = message.Ts }, channel);
        }
    }

    public static void Changed(this Workspace world, SlackChannel channel, SlackMessage message, JsonObject before) => world.Hidden(channel, "message_changed", new()
    {
        ["message"] = Pictures.Of(message),
        ["previous_message"] = before,
    });

    private static void Removed(this Workspace world, SlackChannel channel, SlackMessage message) => world.Hidden(channel, "message_deleted", new()
    {
        ["previous_message"] = Pictures.Of(message),
        ["deleted_ts"] = message.Ts,
    });

    /// <summary>A message is gone, its pin with it.</summary>
    public static void Remove(this Workspace world, SlackChannel channel, SlackMessage message, string user)
    {
        channel.Messages.Remove(message);
        if (channel.Pins.Remove(message.Ts)) world.Pinned(channel, message, user, added: false);
        world.Removed(channel, message);
    }

    public static void Pinned(this Workspace world, SlackChannel channel, SlackMessage message, string user, bool added)
    {
        var picture = Pictures.Of(message);
        world.Tell(added ? "pin_added" : "pin_removed", new()
        {
            ["user"] = user,
            ["channel_id"] = channel.Id,
            ["has_pins"] = channel.Pins.Count > 0,
            ["item"] = new JsonObject
            {
                ["type"] = "message",
                ["channel"] = channel.Id,
                ["created"] = world.Now.ToUnixTimeSeconds(),
                ["created_by"] = user,
                ["message"] = picture,
            },
        }, channel);
    }

    public static void Reacted(this Workspace world, SlackChannel channel, SlackMessage message, string user, string name, bool added) => world.Tell(added ? "reaction_added" : "reaction_removed", new()
    {
        ["user"] = user,
        ["reaction"] = name,
        ["item_user"] = message.User,
        ["item"] = new JsonObject { ["type"] = "message", ["channel"] = channel.Id, ["ts"] = message.Ts },
    }, channel);

    public static void Joined(this Workspace world, SlackChannel channel, string user, string? inviter)
    {
        channel.Members.Add(user);
        world.Say(channel, user, "channel_join", $"<@{user}> has joined the channel");
        var told = new JsonObject { ["user"] = user, ["channel"] = channel.Id, ["channel_type"] = channel.Private ? "G" : "C", ["team"] = Workspace.Team };
        if (inviter is not null) told["inviter"] = inviter;
        world.Tell("member_joined_channel", told, channel);
    }

    public static void Left(this Workspace world, SlackChannel channel, string user)
    {
        world.Tell("member_left_channel", new() { ["user"] = user, ["channel"] = channel.Id, ["channel_type"] = channel.Private ? "G" : "C", ["team"] = Workspace.Team }, channel);
        channel.Members.Remove(user);
    }

    public static void Archived(this Workspace world, SlackChannel channel, string user)
    {
        var (type, subscription) = channel.Private ? ("group_archive", "group_archive") : ("channel_archive", "channel_archive");
        world.Tell(type, new() { ["channel"] = channel.Id, ["user"] = user }, channel, subscription);
        channel.Archived = true;
        // Bots are removed from a channel when it is archived, and cannot undo it.
        channel.Members.Remove(Workspace.BotUser);
    }

    public static void Renamed(this Workspace world, SlackChannel channel, string name)
    {
        channel.Name = name;
        world.Tell(channel.Private ? "group_rename" : "channel_rename", new()
        {
            ["channel"] = new JsonObject { ["id"] = channel.Id, ["name"] = name, ["created"] = channel.Created.ToUnixTimeSeconds() },
        }, channel);
    }

    public static void TopicSet(this Workspace world, SlackChannel channel, string user, string topic)
    {
        channel.Topic = topic;
        var said = world.Say(channel, user, channel.Private ? "group_topic" : "channel_topic", $"<@{user}> set the channel topic: {topic}");
        var body = Pictures.Of(said);
        body["channel"] = channel.Id;
        body["channel_type"] = channel.Kind;
        body["topic"] = topic;
        world.Tell("message", body, channel, SubscriptionOf(channel));
    }

    private static void Hidden(this Workspace world, SlackChannel channel, string subtype, JsonObject body)
    {
        body["subtype"] = subtype;
        body["channel"] = channel.Id;
        body["hidden"] = true;
        body["ts"] = Workspace.Ts(world.Now);
        body["channel_type"] = channel.Kind;
        world.Tell("message", body, channel, SubscriptionOf(channel));
    }

    private static string SubscriptionOf(SlackChannel channel) => channel.Kind switch { "im" => "message.im", "mpim" => "message.mpim", "group" => "message.groups", _ => "message.channels" };
}

using System.Text.Json;
using ChatOpsIncident.Engine;
using ChatOpsIncident.Incidents.ChatView;

namespace ChatOpsIncident.Edges.Slack.Inbound;

/// <summary>What people do to channels by hand. Events of private channels are called group_…; a deletion does not say whose it was.</summary>
/// <remarks>https://docs.slack.dev/reference/events</remarks>
internal static class HandPayload
{
    /// <summary>Null: nothing of the kind.</summary>
    public static ByHand? Read(string type, JsonElement happened, string id)
    {
        var channel = happened.Text("channel") ?? happened.Text("channel", "id");
        if (SlackId.Room(channel) is not { } room || HandOf(type, happened, room) is not { } hand) return null;
        var who = hand is Enters or OpensAgain && happened.Text("inviter") is { } inviter ? inviter : happened.Text("user");
        return new($"event.{id}", SlackId.Platform, room, SlackId.Person(who), hand);
    }

    private static Hand? HandOf(string type, JsonElement happened, string channel) => type switch
    {
        "channel_rename" or "group_rename" when happened.Text("channel", "name") is { Length: > 0 } name => new Renames(name),
        "channel_archive" or "group_archive" or "channel_deleted" or "group_deleted" => new Closes(),
        "channel_unarchive" or "group_unarchive" => new OpensAgain(),
        "member_left_channel" when SlackId.Person(happened.Text("user")) is { } person => new Leaves(person),
        "member_joined_channel" when SlackId.Person(happened.Text("user")) is { } person => new Enters(person),
        "message" => MessageHand(happened, channel),
        _ => null,
    };

    private static Hand? MessageHand(JsonElement message, string channel) => message.Text("subtype") switch
    {
        "channel_topic" or "group_topic" => new SetsTopic(message.Text("topic") ?? ""),
        // A person's own message is theirs to delete.
        "message_deleted" when message.Text("previous_message", "bot_id") is not null && SlackId.TimeOf(message.Text("deleted_ts")) is not null => new Deletes(SlackId.Message(channel, message.Text("deleted_ts")!)),
        _ => null,
    };
}

/// <summary>Hands on rooms, told to the engine. What the bot did itself comes back as an event too, and means nothing.</summary>
internal sealed class Touching(IBot bot, SlackSelf self)
{
    public async Task Take(ByHand by, CancellationToken cancel)
    {
        var me = SlackId.Person((await self.Get(cancel)).User);
        var meant = by.Hand switch
        {
            Enters { Person: var person } when person == me => by with { Hand = new OpensAgain() },
            Leaves { Person: var person } when person == me => by with { Hand = new PutsOut(), Who = null },
            _ when by.Who == me => null,
            _ => by,
        };
        if (meant is not null) await bot.Notice(meant, cancel);
    }
}

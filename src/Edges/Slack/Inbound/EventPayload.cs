using System.Text.Json;

namespace ChatOpsIncident.Edges.Slack.Inbound;

/// <summary>Events of the workspace: the outer envelope is the same for all.</summary>
/// <remarks>https://docs.slack.dev/apis/events-api. Unknown types and fields are no fault: Slack adds some now and then.</remarks>
internal static class EventPayload
{
    public static Meant Read(JsonElement envelope)
    {
        if (envelope.Text("type") == "app_rate_limited") return new TurnedOff("Slack holds events back: more than 30,000 came within an hour. Commands and buttons go on; what was held back does not come later.", Passes: true);
        if (envelope.At("event") is not { ValueKind: JsonValueKind.Object } happened || envelope.Text("event_id") is not { } id) return new Nothing("An envelope without an event.");
        return happened.Text("type") switch
        {
            "app_home_opened" when happened.Text("tab") is null or "home" && SlackId.Person(happened.Text("user")) is { } who => new OpensHome(who),
            "app_mention" => Spoken(happened, id),
            "message" when happened.Text("channel_type") == "im" => Spoken(happened, id),
            { } type when HandPayload.Read(type, happened, id) is { } by => new Touches(by),
            "pin_added" or "pin_removed" or "reaction_added" or "reaction_removed" => PinPayload.Read(happened, id),
            "user_change" when happened.At("user") is { ValueKind: JsonValueKind.Object } user => new PeopleChanged(user),
            "subteam_updated" or "subteam_created" or "subteam_members_changed" => new PeopleChanged(null),
            "channel_id_changed" when SlackId.IsChannel(happened.Text("old_channel_id")) && SlackId.IsChannel(happened.Text("new_channel_id")) =>
                new ChannelMoved(happened.Text("old_channel_id")!, happened.Text("new_channel_id")!, happened.Text("event_ts") ?? "", $"event.{id}"),
            "app_uninstalled" => new TurnedOff("The app was removed from the workspace. Install it again and give the bot its new token: README, Slack."),
            "tokens_revoked" => new TurnedOff("A token of the app was revoked. Install the app again and give the bot its new token: README, Slack."),
            var type => new Nothing($"Nothing follows from {type}."),
        };
    }

    /// <summary>What a person wrote; not what bots write, our own messages come back as events too, nor edits and joins.</summary>
    private static Meant Spoken(JsonElement message, string id)
    {
        if (message.Text("bot_id") is not null || message.Text("subtype") is not null and not "file_share") return new Nothing("Not written by a person.");
        if (SlackId.Person(message.Text("user")) is not { } who || message.Text("channel") is not { } channel || !SlackId.IsChannel(channel)) return new Nothing("A message of nobody, or nowhere.");
        return new SpeaksToBot(who, channel, TypedText.ToEngine(message.Text("text")), $"event.{id}", message.Text("thread_ts"));
    }
}

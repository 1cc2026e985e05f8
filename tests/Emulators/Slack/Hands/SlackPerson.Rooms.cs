using ChatOpsIncident.Emulators.Slack.State;

namespace ChatOpsIncident.Emulators.Slack.Hands;

/// <summary>What people do to channels and messages by hand.</summary>
public sealed partial class SlackPerson
{
    public Task<Acked> Pins(SlackMessage message) => ByHand(message.Channel, (world, channel) =>
    {
        if (channel.Pins.Contains(message.Ts)) return;
        channel.Pins.Add(message.Ts);
        world.Pinned(channel, message, user.Id, added: true);
    });

    public Task<Acked> Unpins(SlackMessage message) => ByHand(message.Channel, (world, channel) =>
    {
        if (channel.Pins.Remove(message.Ts)) world.Pinned(channel, message, user.Id, added: false);
    });

    public Task<Acked> Reacts(SlackMessage message, string emoji) => ByHand(message.Channel, (world, channel) =>
    {
        message.Reactions.Add((emoji, user.Id));
        world.Reacted(channel, message, user.Id, emoji, added: true);
    });

    public Task<Acked> Unreacts(SlackMessage message, string emoji) => ByHand(message.Channel, (world, channel) =>
    {
        if (message.Reactions.Remove((emoji, user.Id))) world.Reacted(channel, message, user.Id, emoji, added: false);
    });

    public Task<Acked> Edits(SlackMessage message, string text) => ByHand(message.Channel, (world, channel) =>
    {
        var before = Pictures.Of(message);
        (message.Text, message.Edited) = (Typing.Escaped(world, text), true);
        world.Changed(channel, message, before);
    });

    /// <summary>Removes a message; admins also the bot's.</summary>
    public Task<Acked> Deletes(SlackMessage message) => ByHand(message.Channel, (world, channel) => world.Remove(channel, message, user.Id));

    public Task<Acked> Joins(string channel) => slack.Within(world =>
    {
        var place = Visible(world, channel);
        if (!place.Members.Contains(user.Id)) world.Joined(place, user.Id, null);
        return Done();
    });

    /// <summary>Brings somebody in; the bot is one too, by its user id.</summary>
    public Task<Acked> Invites(string channel, string other) => ByHand(channel, (world, place) =>
    {
        if (!place.Members.Contains(other)) world.Joined(place, other, user.Id);
    });

    public Task<Acked> Leaves(string channel) => ByHand(channel, (world, place) => world.Left(place, user.Id));

    /// <summary>Takes somebody out; the bot is one too.</summary>
    public Task<Acked> Removes(string channel, string other) => ByHand(channel, (world, place) =>
    {
        place.Members.Remove(other);
        var told = new System.Text.Json.Nodes.JsonObject { ["user"] = other, ["channel"] = place.Id, ["channel_type"] = place.Private ? "G" : "C", ["team"] = Workspace.Team };
        world.Tell("member_left_channel", told, other == Workspace.BotUser ? null : place);
    });

    public Task<Acked> Renames(string channel, string name) => ByHand(channel, (world, place) => world.Renamed(place, name));

    /// <summary>Offers a private channel to another workspace: from then on it has another id, and the old one is unknown.</summary>
    public Task<Acked> Shares(string channel) => ByHand(channel, (world, place) =>
    {
        var old = place.Id;
        world.Channels.Remove(old);
        world.Channels[place.Id = world.NewId("C")] = place;
        foreach (var message in place.Messages) message.Channel = place.Id;
        world.Tell("channel_id_changed", new System.Text.Json.Nodes.JsonObject { ["old_channel_id"] = old, ["new_channel_id"] = place.Id }, place);
    });

    public Task<Acked> SetsTopic(string channel, string topic) => ByHand(channel, (world, place) => world.TopicSet(place, user.Id, topic));

    public Task<Acked> Archives(string channel) => ByHand(channel, (world, place) => world.Archived(place, user.Id));

    private Task<Acked> ByHand(string channel, Action<Workspace, SlackChannel> act) => slack.Within(world =>
    {
        act(world, Open(world, channel));
        return Done();
    });
}

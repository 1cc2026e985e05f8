using System.Text.Json.Nodes;
using ChatOpsIncident.Emulators.Teams.State;

namespace ChatOpsIncident.Emulators.Teams.Hands;

/// <summary>What a person does to channels and chats; the bot hears of it where Teams tells.</summary>
public sealed partial class TeamsPerson
{
    /// <summary>Calls a channel otherwise.</summary>
    public Task<Acked> Renames(string place, string name) => OnChannel(place, "channelRenamed", channel => channel.Name = name);

    /// <summary>Deletes a channel, which can be taken back for thirty days.</summary>
    public Task<Acked> DeletesChannel(string place) => OnChannel(place, "channelDeleted", channel => channel.Deleted = true);

    /// <summary>Takes back that a channel was deleted.</summary>
    public Task<Acked> RestoresChannel(string place) => OnChannel(place, "channelRestored", channel => channel.Deleted = false);

    /// <summary>Archives a channel, or takes it out of the archive; Teams tells nobody.</summary>
    public void Archives(string place, bool again = false) => teams.Within(world => world.Conversations[place].Archived = !again);

    /// <summary>Brings somebody into a chat or a private channel.</summary>
    public Task<Acked> Brings(string who, string place) => Membership(place, who, removed: false);

    /// <summary>Takes somebody out of a chat or a private channel; oneself, to leave it.</summary>
    public Task<Acked> TakesOut(string who, string place) => Membership(place, who, removed: true);

    private Task<Acked> OnChannel(string place, string happened, Action<Conversation> act) => Told(teams.Within(world =>
    {
        var channel = world.Conversations[place];
        act(channel);
        return channel.HasBot && teams.Installed.InTeam ? Envelope.ChannelEvent(world, happened, channel, user) : null;
    }));

    private Task<Acked> Membership(string place, string who, bool removed) => Told(teams.Within(world =>
    {
        var where = world.Conversations[place];
        if (where.Kind is ConversationKind.StandardChannel or ConversationKind.Personal) throw new InvalidOperationException($"{where.Name} has no members of its own.");
        if (removed) where.Members.Remove(who);
        else where.Members.Add(who);
        return where.HasBot ? Envelope.Members(world, where, user, world.Users[who], removed) : null;
    }));

    private Task<Acked> Told(JsonObject? activity) => activity is null ? Task.FromResult(new Acked(200, "", TimeSpan.Zero, null)) : teams.Deliveries.Deliver(activity);
}

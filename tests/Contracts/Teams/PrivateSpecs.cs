using ChatOpsIncident.Emulators.Teams.State;
using static ChatOpsIncident.Contracts.Teams.TeamsWorld;

namespace ChatOpsIncident.Contracts.Teams;

/// <summary>Where private incidents are worked, and what happens where something was not consented to.</summary>
public sealed class PrivateSpecs
{
    [Theory]
    [InlineData(false, ConversationKind.GroupChat)]
    [InlineData(true, ConversationKind.PrivateChannel)]
    public async Task A_private_incident_opens_where_the_bot_gets_in(bool privateChannels, ConversationKind kind)
    {
        await using var world = await Start();
        world.Teams.Installed.PrivateChannels = privateChannels;
        var room = await PrivateRoom.Open(world);
        room.Kind.ShouldBe(kind);
        await world.Sees("Triage of INC-1");
        room.Members.ShouldContain(Chi);
        room.Members.ShouldContain(Ben);
        room.Members.ShouldNotContain(Ana);
        world.Teams.Conversations.Count(c => c.Kind is ConversationKind.PrivateChannel && c != room).ShouldBe(0, "a channel that did not let the bot in is gone");
        world.Teams.Violations.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_response_is_worked_in_the_private_room_like_in_any_other(bool privateChannels)
    {
        await using var world = await Start();
        world.Teams.Installed.PrivateChannels = privateChannels;
        var room = await PrivateRoom.Respond(world);
        await world.Says(Ben, "task @Chi Nguyen save the mail with full headers 15m");
        await world.IsTold(Ben, "Chi Nguyen has been told");
        await world.Presses(Ben, "Responding, ", "Post update");
        await world.Teams.As(Ben).Submits(await world.Dialog(Ben, "How does it stand?"), [("How does it stand?", "The list is not out yet")]);
        await world.Sees("Update by Ben Okafor");
        await world.Says(Ben, "admit @Ana Ruiz");
        await world.Until(() => room.Members.Contains(Ana), "Ana in the room");
        await world.Presses(Ben, "Responding, ", "Threat is contained");
        await world.Teams.As(Ben).Submits(await world.Dialog(Ben, "must-do tasks are open"), [("Why can that wait?", "The account is closed")]);
        await world.Sees("the threat is contained");
        await world.Says(Ben, "take-out @Chi Nguyen");
        await world.Sees("Ben Okafor took Chi Nguyen out of INC-1");
        await world.Until(() => !room.Members.Contains(Chi), "Chi out of the room");
        room.Members.ShouldContain(Ben);
        await world.Says(Ben, "resolve the account was closed before anything left the house");
        await world.Teams.As(Ben).SaysToBot("status INC-1");
        await world.IsTold(Ben, "INC-1");
        world.Teams.Conversations.Where(c => c.Kind is ConversationKind.StandardChannel).SelectMany(c => world.Teams.Screen(c.Id)).ShouldNotContain(m => world.Teams.Words(m).Contains("customer list", StringComparison.Ordinal));
        world.Teams.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task Where_nobody_consented_to_take_people_out_the_room_goes_on()
    {
        await using var world = await Start();
        world.Teams.Installed.PrivateChannels = true;
        var room = await PrivateRoom.Respond(world);
        world.Teams.Installed.Permissions.Remove("ChannelMember.ReadWrite.All");
        await world.Says(Ben, "take-out @Chi Nguyen");
        await world.Says(Ben, "severity SEV1 because a customer called");
        await world.Sees("changed the severity");
        room.Members.ShouldContain(Chi);
        await world.IsTold(Ben, "Chi Nguyen can still read the room of INC-1: this chat does not let me take them out.");
        world.Teams.Screen(world.Teams.PersonalOf(Ben).Id).ShouldNotContain(m => world.Teams.Words(m).Contains("has no room", StringComparison.Ordinal));
        world.Teams.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_not_consented_to_waits_and_whoever_runs_the_bot_is_told()
    {
        await using var world = await Start();
        world.Teams.Installed.Permissions.Remove("Channel.Create.Group");
        await world.Says(Chi, "finance got a mail asking to change bank details, two people answered");
        await world.IsTold(Chi, "INC-1 is open");
        await world.IsTold(Chi, "INC-1 has no room: the rules of this chat do not let the bot open one.");
        await world.Until(() => world.Health.Trouble is not null, "a trouble for whoever runs the bot");
        world.Health.Trouble.ShouldBe("Teams refuses create channel: 403 Forbidden. Run doctor: it says what to do.");
    }
}

using ChatOpsIncident.Emulators.Teams.State;
using static ChatOpsIncident.Contracts.Teams.TeamsWorld;

namespace ChatOpsIncident.Contracts.Teams;

/// <summary>What people do by hand to channels, private channels and group chats: on the record, and answered.</summary>
public sealed class HandsSpecs
{
    private const string Words = "finance got a mail asking to change bank details, two people answered";

    [Fact]
    public async Task A_channel_that_was_renamed_keeps_its_name_and_the_timeline_says_so()
    {
        await using var world = await Start();
        await Respond(world);
        (await world.Teams.As(Chi).Renames(world.Room, "Bank details")).Good.ShouldBeTrue();
        await world.Says(Ben, "severity SEV1 because more people answered");
        await world.Sees("changed the severity");
        await world.Says(Ben, "timeline");
        await world.IsTold(Ben, "room renamed to");
        world.Teams.Conversation(world.Room)!.Name.ShouldBe("Bank details");
        world.Teams.Violations.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("deleted")]
    [InlineData("archived, and nobody tells")]
    public async Task A_channel_that_is_gone_is_followed_by_the_next_if_the_commander_says_so(string how)
    {
        await using var world = await Start();
        await Respond(world);
        var old = world.Room;
        await Close(world, how);
        await world.Teams.As(Ben).Clicks(await Asked(world, "The room of INC-1 was archived"), "Open a new room");
        await world.Until(() => Next() is not null, "the next room");
        await world.GoesTo(Next()!.Id);
        await world.Sees("Responding, ");
        world.Teams.Violations.ShouldBeEmpty();

        Conversation? Next() => world.Teams.Conversations.FirstOrDefault(c => c.Id != old && c.Name.StartsWith("inc-1", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("deleted")]
    [InlineData("archived, and nobody tells")]
    public async Task A_channel_that_comes_back_is_gone_on_with(string how)
    {
        await using var world = await Start();
        await Respond(world);
        await Close(world, how);
        await Asked(world, "The room of INC-1 was archived");
        await world.Teams.As(Ben).SaysToBot("INC-1 severity SEV3 because it was one person only");
        if (how == "deleted") (await world.Teams.As(Chi).RestoresChannel(world.Room)).Good.ShouldBeTrue();
        else world.Teams.As(Chi).Archives(world.Room, again: true);
        await world.Sees("it was one person only");
        world.Teams.Conversations.Count(c => c.Name.StartsWith("inc-1", StringComparison.Ordinal)).ShouldBe(1);
        world.Teams.Violations.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Who_comes_into_a_private_room_by_hand_is_shown_to_the_commander_and_who_leaves_is_not_invited_again(bool privateChannels)
    {
        await using var world = await Start();
        world.Teams.Installed.PrivateChannels = privateChannels;
        var room = await PrivateRoom.Respond(world);
        (await world.Teams.As(Chi).Brings(Ana, room.Id)).Good.ShouldBeTrue();
        await world.Teams.As(Ben).Clicks(await Asked(world, "Ana Ruiz came into the private room of INC-1 by hand, brought by Chi Nguyen"), "Take them out");
        await world.Until(() => !room.Members.Contains(Ana), "Ana out of the room");
        (await world.Teams.As(Chi).TakesOut(Chi, room.Id)).Good.ShouldBeTrue();
        await world.Says(Ben, "task @Chi Nguyen save the mail with full headers 15m");
        await world.IsTold(Ben, "Chi Nguyen has been told");
        await world.Says(Ben, "timeline");
        await world.IsTold(Ben, "Chi Nguyen left the room");
        room.Members.ShouldNotContain(Chi);
        world.Teams.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_belongs_to_a_private_room_is_asked_about_by_nobody()
    {
        await using var world = await Start();
        var room = await PrivateRoom.Respond(world);
        await world.Says(Ben, "admit @Ana Ruiz");
        await world.Until(() => room.Members.Contains(Ana), "Ana in the room");
        await world.Teams.Deliveries.Settled();
        await world.Says(Ben, "timeline");
        await world.IsTold(Ben, "Timeline of INC-1");
        world.Teams.Screen(world.Teams.PersonalOf(Ben).Id).ShouldNotContain(m => world.Teams.Words(m).Contains("by hand", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_bot_that_was_taken_out_of_a_private_room_asks_the_commander_and_goes_on_when_it_is_back()
    {
        await using var world = await Start();
        var room = await PrivateRoom.Respond(world);
        (await world.Teams.As(Chi).RemovesBot(room.Id)).Good.ShouldBeTrue();
        await Asked(world, "I was taken out of the private room of INC-1");
        await world.Teams.As(Ben).SaysToBot("INC-1 severity SEV1 because a customer called");
        (await world.Teams.As(Chi).AddsBot(room.Id)).Good.ShouldBeTrue();
        await world.Sees("changed the severity");
        world.Teams.Violations.ShouldBeEmpty();
    }

    private static async Task Respond(TeamsWorld world)
    {
        await world.Says(Chi, Words);
        await world.GoesTo("inc-1-finance-mail-change");
        await world.Sees("Triage of INC-1");
        await world.Says(Ana, "declare SEV2 because two people answered");
        await world.Sees("Ana Ruiz declared SEV2");
        await world.Says(Ben, "role commander take");
        await world.Sees("Ben Okafor is incident commander now");
    }

    private static async Task Close(TeamsWorld world, string how)
    {
        if (how == "deleted")
        {
            (await world.Teams.As(Chi).DeletesChannel(world.Room)).Good.ShouldBeTrue();
            return;
        }
        world.Teams.As(Chi).Archives(world.Room);
        await world.Teams.As(Ben).SaysToBot("INC-1 severity SEV1 because a third one answered");
    }

    private static async Task<TeamsMessage> Asked(TeamsWorld world, string words)
    {
        await world.IsTold(Ben, words);
        return world.Teams.Screen(world.Teams.PersonalOf(Ben).Id).Last(m => world.Teams.Words(m).Contains(words, StringComparison.Ordinal));
    }
}

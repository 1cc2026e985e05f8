using System.Globalization;
using ChatOpsIncident.Emulators.Teams.State;
using static ChatOpsIncident.Contracts.Teams.TeamsWorld;

namespace ChatOpsIncident.Contracts.Teams;

/// <summary>A team takes a thousand channels: said in the room before that is so, and no reason to be without a room when it is.</summary>
public sealed class FullTeamSpecs
{
    private const string Words = "finance got a mail asking to change bank details, two people answered";

    [Fact]
    public async Task Nearing_the_limit_is_said_in_the_next_room()
    {
        await using var world = await Start();
        for (var i = 0; i < 920; i++) world.Teams.Add(ConversationKind.StandardChannel, "old " + i.ToString(CultureInfo.InvariantCulture));
        await world.Says(Chi, Words);
        await world.GoesTo("inc-1-finance-mail-change");
        await world.Sees("The team has room for at most 78 more channels, and deleted ones count for thirty days more.");
        world.Teams.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task In_a_full_team_the_room_is_a_group_chat_and_says_why()
    {
        await using var world = await Start();
        world.Teams.ChannelLimit = 1;
        await world.Says(Chi, Words);
        await world.IsTold(Chi, "INC-1 is open");
        await world.GoesTo("inc-1-finance-mail-change");
        await world.Sees("The team takes no more channels, so this is a group chat: only those in it can read it.");
        await world.Sees("Triage of INC-1");
        var room = world.Teams.Conversation(world.Room)!;
        room.Kind.ShouldBe(ConversationKind.GroupChat);
        room.Members.ShouldBe([Chi, Ben], ignoreOrder: true);
        world.Teams.Violations.ShouldBeEmpty();
    }
}

using ChatOpsIncident.Emulators.Teams;
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
        await Report(world);
        await world.Until(() => Rooms(world).Any(), "a room");
        var room = Rooms(world).Single();
        room.Kind.ShouldBe(kind);
        await world.GoesTo(room.Name);
        await world.Sees("Triage of INC-1");
        room.Members.ShouldContain(Chi);
        room.Members.ShouldContain(Ben);
        room.Members.ShouldNotContain(Ana);
        world.Teams.Conversations.Count(c => c.Kind is ConversationKind.PrivateChannel && c != room).ShouldBe(0, "a channel that did not let the bot in is gone");
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

    private static IEnumerable<Conversation> Rooms(TeamsWorld world) => world.Teams.Conversations.Where(c => c.Name.StartsWith("inc-1", StringComparison.Ordinal) && c.HasBot);

    private static async Task Report(TeamsWorld world)
    {
        await world.Teams.As(Chi).UsesMessageExtension("report_message", Installation.General);
        var form = await world.Dialog(Chi, "");
        await world.Teams.As(Chi).Submits(form, [(form.Labels[0], "A colleague sends our customer list to a private address"), (form.Labels[^1], "true")]);
    }
}

using System.Collections.Immutable;
using ChatOpsIncident.Emulators.Slack.State;
using ChatOpsIncident.Engine;
using static ChatOpsIncident.Contracts.Slack.SlackWorld;

namespace ChatOpsIncident.Contracts.Slack.Chat;

/// <summary>Somebody closes a room, and Slack never says so: a call of ours finds out. Nothing that was to be said is lost.</summary>
public sealed class ClosedRoomSpecs
{
    [Fact]
    public async Task What_was_to_be_said_in_a_room_that_was_archived_meanwhile_is_said_in_the_next_one()
    {
        await using var world = await (await Start()).Running();
        var room = await Reported(world);
        await world.Slack.As("U0ANA").Archives(room.Id);
        await Does(world, "n1", "note INC-1 the bank is warned");
        await world.Slack.Until(() => Asked(world) is not null, what: "the question whether to open the next room");
        world.Slack.Words(Asked(world)!).ShouldContain("The room of INC-1 was archived, and INC-1 is still open. Cards and messages wait until there is a room again");
        await Does(world, "n2", "note INC-1 the supplier is warned");
        (await world.Bot.Handle(new Click("c1", Ben, null, "new-room", room.Stream, ImmutableDictionary<string, string>.Empty))).ShouldBeOfType<Told>().Refusal.ShouldBeFalse();
        await world.Slack.Until(() => Next(world) is { Pins.Count: 1 } next && Says(world, next, "the supplier is warned"), what: "the next room with its card");
        Says(world, Next(world)!, "the bank is warned").ShouldBeTrue();
        world.Slack.DirectOf("U0BEN").Count(m => world.Slack.Words(m).Contains("was archived", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task A_private_room_that_the_bot_was_taken_out_of_is_asked_about()
    {
        await using var world = await (await Start()).Running();
        await Reported(world);
        await Does(world, "p", "private INC-1 because a colleague is named in it");
        await world.Slack.Until(() => Private(world) is { Pins.Count: 1 } there && there.Members.Contains("U0BEN"), what: "the private room");
        await world.Slack.As("U0BEN").Removes(Private(world)!.Id, "U0BOT");
        await Does(world, "n1", "note INC-1 the bank is warned");
        await world.Slack.Until(() => world.Slack.DirectOf("U0BEN").Any(m => world.Slack.Words(m).Contains("I was taken out of the private room of INC-1", StringComparison.Ordinal)), what: "the question");
        await world.Slack.As("U0BEN").Invites(Private(world)!.Id, "U0BOT");
        await world.Bot.Notice(new("again", "slack", Private(world)!.Id, Ben, new Incidents.ChatView.OpensAgain()));
        await world.Slack.Until(() => Says(world, Private(world)!, "the bank is warned"), what: "what waited");
    }

    [Fact]
    public async Task News_of_an_archived_room_that_comes_after_it_was_taken_out_of_the_archive_leaves_nothing_waiting()
    {
        await using var world = await (await Start()).Running();
        var room = await Reported(world);
        await world.Bot.Notice(new("again", "slack", room.Id, Ben, new Incidents.ChatView.OpensAgain()));
        await world.Bot.Notice(new("late", "slack", room.Id, Ben, new Incidents.ChatView.Closes()));
        await Does(world, "n1", "note INC-1 the bank is warned");
        await world.Slack.Until(() => Says(world, world.Slack.Channel(room.Id)!, "the bank is warned"), what: "what was said after the late news");
    }

    private static async Task<(string Id, string Stream)> Reported(SlackWorld world)
    {
        var told = (await world.Bot.Handle(new Slash("r1", Ana, "C0GENERAL", "finance got a mail asking to change bank details"))).ShouldBeOfType<Told>();
        await Does(world, "d1", "declare INC-1 SEV2 because two people answered");
        await Does(world, "c0", "role INC-1 commander take");
        await world.Slack.Until(() => Room(world, "inc-1-finance-mail-change") is { Pins.Count: 1 } room && room.Members.Contains("U0BEN") && Says(world, room, "is incident commander"), what: "a room that is complete");
        return (Room(world, "inc-1-finance-mail-change")!.Id, (await world.Bot.List(Ben))[0].Stream);
    }

    private static async Task Does(SlackWorld world, string request, string words) =>
        (await world.Bot.Handle(new Slash(request, Ben, "C0GENERAL", words))).ShouldBeOfType<Told>(words).Refusal.ShouldBeFalse(words);

    private static SlackMessage? Asked(SlackWorld world) => world.Slack.DirectOf("U0BEN").FirstOrDefault(m => world.Slack.Words(m).Contains("was archived", StringComparison.Ordinal));

    private static bool Says(SlackWorld world, SlackChannel room, string words) => world.Slack.Screen(room.Id).Any(m => world.Slack.Words(m).Contains(words, StringComparison.Ordinal));

    private static SlackChannel? Next(SlackWorld world) => Room(world, "inc-1-finance-mail-change-r2");

    private static SlackChannel? Private(SlackWorld world) => Room(world, "inc-1-r2");

    private static SlackChannel? Room(SlackWorld world, string name) => world.Slack.Channels.SingleOrDefault(c => c.Name == name);
}

using ChatOpsIncident.Engine;
using static ChatOpsIncident.Contracts.Slack.SlackWorld;

namespace ChatOpsIncident.Contracts.Slack.Chat;

/// <summary>From the report to a room that is complete, on the real engine, over calls that take their time.</summary>
public sealed class OpeningSpecs
{
    [Fact]
    public async Task The_card_is_there_after_two_calls_in_sequence_and_pinned_after_three()
    {
        await using var world = await (await Start()).Running();
        var latency = TimeSpan.FromMilliseconds(300);
        world.Slack.Latency = _ => latency;
        var before = world.Slack.Calls.Count;
        (await world.Bot.Handle(new Slash("r1", Ana, "C0GENERAL", "finance got a mail asking to change bank details"))).ShouldBeOfType<Told>().Refusal.ShouldBeFalse();
        await world.Slack.Until(() => Calls(world, before).Any(c => c.Method == "pins.add" && c.Ended is not null));
        var calls = Calls(world, before);
        var (create, card, pin) = (calls.First(c => c.Method == "conversations.create"), calls.First(c => c.Method == "chat.postMessage" && c.Channel!.StartsWith('C')), calls.First(c => c.Method == "pins.add"));
        // What has to have ended before a call begins: its place in the sequence.
        InSequence(calls, create).ShouldBe(1);
        InSequence(calls, card).ShouldBe(2);
        InSequence(calls, pin).ShouldBe(3);
        var (topic, invite) = (calls.First(c => c.Method == "conversations.setTopic"), calls.First(c => c.Method == "conversations.invite"));
        topic.Started.ShouldBeLessThan(card.Ended!.Value, "beside the card");
        invite.Started.ShouldBeLessThan(card.Ended!.Value, "beside the card");
        world.Slack.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_report_becomes_one_room_one_pinned_card_and_the_person_on_call_is_told_although_answers_are_lost()
    {
        await using var world = await (await Start()).Running();
        foreach (var method in (string[])["conversations.create", "chat.postMessage", "pins.add", "conversations.invite", "conversations.setTopic"])
            world.Slack.Faults.Add(method, Emulators.Slack.Web.FaultKind.FatalError, afterEffect: true);
        await world.Bot.Handle(new Slash("r1", Ana, "C0GENERAL", "finance got a mail asking to change bank details"));
        await world.Slack.Until(() => Room(world) is { Pins.Count: 1, Topic.Length: > 0 } room && room.Members.Contains("U0BEN") && world.Slack.Screen(room.Id).Count >= 3 && world.Slack.DirectOf("U0BEN").Count > 0, TimeSpan.FromSeconds(60));
        world.Slack.Channels.Count(c => c.Name.StartsWith("inc-1", StringComparison.Ordinal)).ShouldBe(1);
        var shown = world.Slack.Screen(Room(world)!.Id).Select(m => m.Metadata!["event_payload"]!["id"]!.ToString()).ToArray();
        shown.Distinct().Count().ShouldBe(shown.Length);
        world.Slack.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task Where_the_workspace_forbids_rooms_reporter_and_on_call_are_told_how_to_go_on_and_the_room_follows_once_it_may()
    {
        const string Says = "has no room: the rules of this chat do not let the bot open one";
        await using var world = await (await Start()).Running();
        world.Slack.Installed.RoomsForbidden = true;
        await world.Bot.Handle(new Slash("r1", Ana, "C0GENERAL", "finance got a mail asking to change bank details"));
        bool Told(string user) => world.Slack.DirectOf(user).Any(m => world.Slack.Words(m).Contains(Says, StringComparison.Ordinal));
        await world.Slack.Until(() => Told("U0ANA") && Told("U0BEN"), what: "word to both");
        (await world.Bot.Handle(new Slash("r2", Ana, "C0GENERAL", "status INC-1"))).ShouldBeOfType<Told>().Card.ShouldNotBeNull();
        (await world.Bot.Handle(new Slash("r3", Ben, "C0GENERAL", "note INC-1 the bank is warned"))).ShouldBeOfType<Told>().Refusal.ShouldBeFalse();
        await world.Slack.Until(() => world.Methods.Count(m => m == "conversations.create") > 1);
        world.Slack.Installed.RoomsForbidden = false;
        await world.Bot.Handle(new Slash("r4", Ben, "C0GENERAL", "note INC-1 the supplier is warned"));
        await world.Slack.Until(() => Room(world) is { Pins.Count: 1 } room && world.Slack.Screen(room.Id).Any(m => world.Slack.Words(m).Contains("the bank is warned", StringComparison.Ordinal)), what: "the room with what was said before");
        foreach (var user in (string[])["U0ANA", "U0BEN"]) world.Slack.DirectOf(user).Count(m => world.Slack.Words(m).Contains(Says, StringComparison.Ordinal)).ShouldBe(1);
        world.Slack.DirectOf("U0BEN").ShouldAllBe(m => !world.Slack.Words(m).StartsWith("@Ben", StringComparison.Ordinal), "nobody is mentioned to themselves");
        world.Slack.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_typed_in_a_new_room_before_we_heard_that_it_is_there_is_typed_in_it()
    {
        await using var world = await (await Start()).Running();
        world.Slack.Faults.Add("conversations.create", Emulators.Slack.Web.FaultKind.FatalError, afterEffect: true);
        await world.Bot.Handle(new Slash("r1", Ana, "C0GENERAL", "finance got a mail asking to change bank details"));
        await world.Slack.Until(() => Room(world) is not null, TimeSpan.FromSeconds(30));
        var (room, general) = (Room(world)!, world.Slack.Channel("C0GENERAL")!);
        var outside = (await world.Bot.Handle(new Slash("r2", Ana, general.Id, "note the first mail came at noon") { RoomName = general.Name })).ShouldBeOfType<Told>();
        var inside = (await world.Bot.Handle(new Slash("r3", Ana, room.Id, "note the first mail came at noon") { RoomName = room.Name })).ShouldBeOfType<Told>();
        outside.Card.ShouldNotBeNull("outside it could be a report, so both are offered");
        inside.Card.ShouldBeNull();
        inside.Refusal.ShouldBeFalse();
        inside.Stream.ShouldNotBeNull();
        world.Slack.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task Where_a_room_has_to_wait_for_its_turn_who_is_on_call_is_told_at_once()
    {
        await using var world = await (await Start()).Running();
        world.Slack.Rates.On = true;
        for (var i = 0; i < 20; i++) await world.Chat.OpenRoom($"k{i}", new("OTHER", $"other-{i}", "Other", false, []) { Since = DateTimeOffset.UtcNow });
        await world.Bot.Handle(new Slash("r1", Ana, "C0GENERAL", "finance got a mail asking to change bank details"));
        await world.Slack.Until(() => world.Slack.DirectOf("U0BEN").Count > 0);
        Room(world).ShouldBeNull();
        world.Methods.Count(m => m == "conversations.create").ShouldBeLessThanOrEqualTo(21, "it waits until Slack takes more of them");
        world.Slack.Violations.ShouldBeEmpty();
    }

    private static Emulators.Slack.State.SlackChannel? Room(SlackWorld world) => world.Slack.Channels.FirstOrDefault(c => c.Name.StartsWith("inc-1", StringComparison.Ordinal));

    private static Emulators.Slack.Web.SlackCall[] Calls(SlackWorld world, int before) => [.. world.Slack.Calls.Skip(before)];

    private static int InSequence(Emulators.Slack.Web.SlackCall[] calls, Emulators.Slack.Web.SlackCall call) =>
        1 + calls.Where(c => c.Ended <= call.Started && c.Channel is null or ['C', ..] && c.Method is "conversations.create" or "chat.postMessage" && c.Ended <= call.Started)
            .Select(c => InSequence(calls, c)).DefaultIfEmpty(0).Max();
}

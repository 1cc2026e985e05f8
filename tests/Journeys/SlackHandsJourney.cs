using System.Text.Json.Nodes;
using ChatOpsIncident.Emulators.Slack.State;
using ChatOpsIncident.Journeys.Support;
using static ChatOpsIncident.Journeys.Support.SlackTeam;

namespace ChatOpsIncident.Journeys;

/// <summary>People's hands on a room, and a room that goes private: with the app installed as its manifest says.</summary>
[Collection(SlackJourneys.Name)]
public sealed class SlackHandsJourney
{
    private const string Bot = "U0BOT";
    private const string Eve = "U0EVE";
    private const string Open = "inc-1-finance-mail-change";
    private const string Private = "inc-1-r2";
    private const string Next = "inc-1-r3";

    [Fact]
    public async Task What_people_do_to_a_room_by_hand_is_answered_and_going_private_leaves_nothing_behind()
    {
        await using var team = await Start();
        team.Slack.Add(new SlackUser(Eve, "Eve Stone"));
        await using var bot = team.Bot(socketMode: false);
        team.Slack.Installed.Install(JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(PublishedBot.Repository(), "manifests", "slack", "http.json")))!.AsObject());
        await team.Begin(bot);
        try
        {
            await Respond(team);
            await CardsComeBack(team);
            await WhatIsSetByHandStays(team);
            await GoPrivate(team);
            await SomebodyComesIn(team);
            await SomebodyArchives(team);
            await team.Slack.Deliveries.Settled();
            team.Slack.Violations.ShouldBeEmpty();
            team.Slack.Deliveries.Lost.ShouldBeEmpty();
        }
        catch (Exception fault)
        {
            throw new InvalidOperationException($"{fault.Message}\nSlack showed:\n{team.Everything()}\nThe bot printed:\n{bot.Log}", fault);
        }
    }

    private static async Task Respond(SlackTeam team)
    {
        await team.Says(Chi, "/incident finance got a mail asking to change bank details, two people answered");
        await team.GoesTo(Open);
        await team.Says(Ana, "/incident declare SEV2 because two people answered");
        await team.Sees("declared SEV2");
        await team.Says(Ben, "/incident role commander take");
        await team.Sees("Ben Okafor is incident commander now");
        await team.Slack.Until(() => Pinned(team, Open) is not null, what: "a pinned home card");
    }

    private static async Task CardsComeBack(SlackTeam team)
    {
        var home = Pinned(team, Open)!;
        await team.Slack.As(Ana).Unpins(home);
        await team.Slack.Until(() => Pinned(team, Open)?.Ts == home.Ts, what: "the pin again");
        await team.Slack.As(Ana).Deletes(home);
        await team.Slack.Until(() => Pinned(team, Open) is { } back && back.Ts != home.Ts, what: "the home card again, pinned");
        await team.Says(Ana, "/incident timeline");
        await team.Slack.Until(() => team.Slack.SeenOnlyBy(Ana).Any(m => m.Shown.Contains("the home card was deleted by hand", StringComparison.Ordinal)), what: "the deleted card on the timeline");
        team.Slack.SeenOnlyBy(Ana)[^1].Shown.Split("the pin of the home card was taken off").Length.ShouldBe(2, "once: a card that is deleted loses no pin");
        await team.Slack.As(Ben).Removes(team.Room, Bot);
        await team.Slack.Until(() => team.Slack.Channel(Open)!.Members.Contains(Bot), what: "the bot back in the room");
    }

    private static async Task WhatIsSetByHandStays(SlackTeam team)
    {
        await team.Slack.As(Chi).SetsTopic(team.Room, "Bridge: 555 1234");
        await team.Slack.Deliveries.Settled();
        await team.Says(Ben, "/incident severity SEV1 because more people answered");
        await team.Sees("changed the severity");
        await team.Slack.Deliveries.Settled();
        team.Slack.Channel(Open)!.Topic.ShouldBe("Bridge: 555 1234");
    }

    private static async Task GoPrivate(SlackTeam team)
    {
        await team.Says(Ben, "/incident private because a colleague is named in it");
        await team.Slack.Until(() => Pinned(team, Private) is not null, what: "a pinned home card in the private room");
        var old = team.Room;
        await team.Slack.Until(() => team.Slack.Screen(old).Count(m => m.ByBot) == 1 && team.Slack.Channel(old)!.Name == "inc-1-moved", what: "an empty old room");
        team.Slack.Words(team.Slack.Screen(old).Single(m => m.ByBot)).ShouldContain("INC-1 goes on in another room");
        team.Slack.Channel(old)!.Topic.ShouldBe("INC-1 goes on in another room");
        await team.GoesTo(Private);
        team.Slack.Channel(Private)!.Private.ShouldBeTrue();
        await team.Sees("a colleague is named in it");
        await team.Slack.Until(() => team.Slack.Channel(Private)!.Members.Contains(Chi), what: "those who belong to it");
        team.Slack.Channel(Private)!.Members.ShouldNotContain(Eve);
        await team.Slack.As(Eve).Types("/incident INC-1 status", "general");
        await team.IsTold(Eve, "There is no INC-1 that you can see");
        team.Picture("8-private", Ben);
    }

    private static async Task SomebodyComesIn(SlackTeam team)
    {
        await team.Slack.As(Chi).Invites(team.Room, Eve);
        var asked = await team.Gets(Ben, "Eve Stone came into the private room of INC-1 by hand, brought by Chi Nguyen");
        await team.Slack.As(Ben).Clicks(asked, "Take them out");
        await team.Slack.Until(() => !team.Slack.Channel(Private)!.Members.Contains(Eve), what: "Eve out of the room");
    }

    private static async Task SomebodyArchives(SlackTeam team)
    {
        await team.Slack.As(Chi).Archives(team.Room);
        var asked = await team.Gets(Ben, "The room of INC-1 was archived by Chi Nguyen");
        await team.Slack.As(Ben).Clicks(asked, "Open a new room");
        await team.Slack.Until(() => Pinned(team, Next) is not null, what: "a pinned home card in the next room");
        team.Slack.Channel(Next)!.Private.ShouldBeTrue();
        team.Slack.Channel(Next)!.Members.ShouldNotContain(Eve);
    }

    private static SlackMessage? Pinned(SlackTeam team, string room) =>
        team.Slack.Channel(room) is { Pins: [var ts, ..] } there ? team.Slack.Screen(there.Id).FirstOrDefault(m => m.Ts == ts) : null;
}

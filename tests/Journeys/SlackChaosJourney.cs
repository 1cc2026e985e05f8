using ChatOpsIncident.Emulators.Slack.State;
using ChatOpsIncident.Emulators.Slack.Web;
using ChatOpsIncident.Journeys.Support;
using static ChatOpsIncident.Journeys.Support.SlackTeam;

namespace ChatOpsIncident.Journeys;

/// <summary>Slack is slow, loses answers, says no, repeats itself; the bot dies while it opens the room.</summary>
[Collection(SlackJourneys.Name)]
public sealed class SlackChaosJourney
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact]
    public Task Whatever_goes_wrong_there_is_one_room_with_one_pinned_card_and_nothing_twice() => Task.WhenAll(Chaos(socketMode: false), Chaos(socketMode: true));

    /// <summary>Both ways at once, each with a workspace of its own: most of the time is waiting for what may still land.</summary>
    private static async Task Chaos(bool socketMode)
    {
        await using var team = await Start();
        var slack = team.Slack;
        slack.Latency = _ => TimeSpan.FromMilliseconds(300);
        (slack.Deliveries.Duplicates, slack.Deliveries.Disorder) = (true, TimeSpan.FromMilliseconds(400));
        await using var bot = team.Bot(socketMode);
        await team.Begin(bot);
        try
        {
            GoWrong(slack.Faults);
            await team.Says(Chi, "/incident the payment run does not start");
            await slack.Until(() => slack.Calls.Any(c => c is { Method: "conversations.create", TookEffect: true }), Patience, "a room that is being opened");
            await bot.Kill();
            await team.Begin(bot);

            await slack.Until(() => Rooms(team).Count == 1 && Rooms(team)[0].Pins.Count == 1, Patience, "one room with a pinned card");
            await team.GoesTo(Rooms(team)[0].Id);
            await team.Presses(Dana, "Triage of INC-1", "I look at it");
            await team.Sees("Dana Weiss looks at it");
            await team.Says(Ana, "/incident declare SEV2 because the payments of today are late");
            await team.Sees("declared SEV2");
            await team.Says(Ben, "/incident role commander take");
            await team.Sees("is incident commander now");
            await PinsComeInAnyOrder(team);

            // A lost call may still land late: after a minute the bot looks once more.
            await slack.Until(() => Doubles(team).Count == 0 && Rooms(team).Count == 1 && Rooms(team)[0].Pins.Count == 1, Patience, "nothing twice");
            await slack.Deliveries.Settled();
            Doubles(team).ShouldBeEmpty();
            slack.Violations.ShouldBeEmpty();
        }
        catch (Exception fault)
        {
            throw new InvalidOperationException($"{fault.Message}\nSlack showed:\n{team.Everything()}\nThe bot printed:\n{bot.Log}", fault);
        }
    }

    /// <summary>Their news come late, twice and in another order than they happened.</summary>
    private static async Task PinsComeInAnyOrder(SlackTeam team)
    {
        await team.Slack.As(Ben).Says("the supplier called, they sent no mail", team.Room);
        var said = await team.Sees("they sent no mail");
        await team.Slack.As(Ben).Pins(said);
        await team.Slack.As(Ben).Unpins(said);
        await team.Slack.As(Ben).Reacts(said, "pushpin");
        await team.Sees("is on the evidence register");
        await team.Slack.Deliveries.Settled();
    }

    private static void GoWrong(Faults faults)
    {
        faults.Add("chat.postMessage", FaultKind.Timeout, afterEffect: true);
        faults.Add("conversations.setTopic", FaultKind.Timeout, afterEffect: true);
        faults.Add("chat.update", FaultKind.Timeout, afterEffect: false);
        faults.Add("conversations.create", FaultKind.FatalError, afterEffect: true);
        faults.Add("conversations.invite", FaultKind.RateLimited, afterEffect: false);
        faults.Add("conversations.invite", FaultKind.Reset, afterEffect: true);
        faults.Add("conversations.setTopic", FaultKind.Html, afterEffect: true);
        faults.Add("pins.add", FaultKind.InternalError, afterEffect: true);
        faults.Add("chat.postMessage", FaultKind.Reset, afterEffect: true, times: 2);
        faults.Add("chat.postMessage", FaultKind.FatalError, afterEffect: true);
        faults.Add("chat.postMessage", FaultKind.RateLimited, afterEffect: false);
        faults.Add("chat.update", FaultKind.TruncatedJson, afterEffect: true);
        faults.Add("chat.update", FaultKind.Reset, afterEffect: false);
        faults.Add("conversations.history", FaultKind.Http500, afterEffect: false);
    }

    private static List<SlackChannel> Rooms(SlackTeam team) => [.. team.Slack.Channels.Where(c => c.Name.StartsWith("inc-", StringComparison.Ordinal) && !c.Archived)];

    /// <summary>Messages that the same key brought more than once.</summary>
    private static List<string> Doubles(SlackTeam team) =>
    [
        .. team.Slack.Channels.Where(c => !c.Archived).SelectMany(c => team.Slack.Screen(c.Id).Where(m => m.Metadata is not null)
            .GroupBy(m => m.Metadata!.ToJsonString()).Where(g => g.Count() > 1).Select(g => $"{c.Name}: {g.Key}")),
    ];
}

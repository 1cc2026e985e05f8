using System.Globalization;
using ChatOpsIncident.Emulators.Slack;
using ChatOpsIncident.Emulators.Slack.State;
using ChatOpsIncident.Emulators.Slack.Web;
using ChatOpsIncident.Journeys.Support;
using static ChatOpsIncident.Journeys.Support.SlackTeam;
using static ChatOpsIncident.Journeys.Support.ThirtyReports;

namespace ChatOpsIncident.Journeys;

/// <summary>How long people wait: when everything happens at once, and when Slack is slow.</summary>
[Collection(Undisturbed.Name)]
public sealed class SlackWaitingJourney(ThirtyReports reports, ITestOutputHelper output)
{
    [Fact]
    public async Task Thirty_reports_in_ten_seconds_are_each_acknowledged_in_three_and_every_room_is_complete_in_the_end()
    {
        foreach (var (slack, way, begun, waited) in reports.Workspaces)
        {
            await slack.Until(() => Rooms(slack).Count == Many && Rooms(slack).All(c => Complete(slack, c)), TimeSpan.FromMinutes(8),
                $"{Many} complete rooms: {Rooms(slack).Count} are open, {Rooms(slack).Count(c => Complete(slack, c))} complete");
            output.WriteLine(string.Join('\n', waited.Select(w => Line(slack, w, begun)).Prepend($"report            acknowledged ms         room s   card s pinned s   ({way})")));
            output.WriteLine($"calls: {string.Join(", ", slack.Calls.GroupBy(c => c.Method).Select(g => $"{g.Key} {g.Count()} ({g.Count(c => c.Error == "ratelimited")} limited)"))}");
            waited.Max(w => w.Milliseconds).ShouldBeLessThan(3000);
            slack.Violations.ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task A_room_with_its_card_takes_two_calls_in_a_row_and_three_until_it_is_pinned()
    {
        await using var team = await Start();
        var slack = team.Slack;
        await using var bot = team.Bot(socketMode: false);
        await team.Begin(bot);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"first word after the start, acknowledged after {team.FirstWord.TotalMilliseconds:0} ms"));
        // The first report teaches the bot who is who; the others are measured.
        await Opens(team, "the printer smells");
        output.WriteLine("latency L   card: in a row     after   2.5 L + 100 ms    pinned: in a row     after   3.5 L + 100 ms");
        foreach (var (latency, what) in new[] { (50, "the mail gateway drops everything"), (100, "the web shop shows other prices"), (300, "the door camera is black"), (600, "the tax report is empty") })
        {
            slack.Latency = _ => TimeSpan.FromMilliseconds(latency);
            var (calls, begun, channel) = await Opens(team, what);
            var card = calls.First(c => c.Method == "chat.postMessage" && c.Channel == channel);
            var pin = calls.First(c => c.Method == "pins.add" && c.Channel == channel);
            var (carded, pinned) = ((card.Ended!.Value - begun).TotalMilliseconds, (pin.Ended!.Value - begun).TotalMilliseconds);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{latency,6} ms{Row(calls, card),17}{carded,7:0} ms{(2.5 * latency) + 100,14:0} ms{Row(calls, pin),20}{pinned,7:0} ms{(3.5 * latency) + 100,14:0} ms"));
            (Row(calls, card), Row(calls, pin)).ShouldBe((2, 3), string.Join("; ", calls.Select(c => $"{c.Method} {c.Channel} from {c.Started:ss.fff} to {c.Ended:ss.fff}")));
        }
        slack.Violations.ShouldBeEmpty();
    }

    /// <summary>The calls that a report led to until its room was complete.</summary>
    private static async Task<(List<SlackCall> Calls, DateTimeOffset Begun, string Channel)> Opens(SlackTeam team, string what)
    {
        var slack = team.Slack;
        await slack.Deliveries.Settled();
        await slack.Until(() => slack.Calls.All(c => c.Ended is not null), what: "quiet");
        var (rooms, before, begun) = (Rooms(slack).Count, slack.Calls.Count, DateTimeOffset.UtcNow);
        await team.Says(Chi, "/incident " + what);
        await slack.Until(() => Rooms(slack).Count == rooms + 1 && Rooms(slack).All(c => Complete(slack, c)), what: "the next room");
        return ([.. slack.Calls.Skip(before)], begun, Rooms(slack)[^1].Id);
    }

    /// <summary>How many calls in a row it took to get there, itself included: of the same room, or of none yet. Nothing waits for a Home or for a private answer.</summary>
    private static int Row(List<SlackCall> calls, SlackCall call) =>
        1 + calls.Where(c => c.Ended <= call.Started && (c.Channel == call.Channel || c.Channel is null) && c.Method is not ("views.publish" or "response_url")).Select(c => Row(calls, c)).DefaultIfEmpty(0).Max();

    private static List<SlackChannel> Rooms(SlackEmulator slack) => [.. slack.Channels.Where(c => c.Name.StartsWith("inc-", StringComparison.Ordinal))];

    private static bool Complete(SlackEmulator slack, SlackChannel room) =>
        room.Pins.Count == 1 && room.Topic.Length > 0 && slack.Screen(room.Id) is { Count: >= 3 } messages && messages.Any(m => slack.Words(m).Contains("reported this", StringComparison.Ordinal));

    private static string Line(SlackEmulator slack, Waited waited, DateTimeOffset begun)
    {
        var (number, ms, what) = waited;
        var room = Rooms(slack).First(c => slack.Screen(c.Id).Any(m => slack.Words(m) is var words && words.Contains("reported this", StringComparison.Ordinal) && words.Contains($"the {what} does", StringComparison.Ordinal)));
        var said = begun + TimeSpan.FromSeconds(10.0 / Many * number);
        double? Since(string method) => (slack.Calls.FirstOrDefault(c => c.Method == method && c.Channel == room.Id && c.Error is null)?.Ended - said)?.TotalSeconds;
        return string.Create(CultureInfo.InvariantCulture, $"{what,-18}{ms,10:0}{(room.Created - said).TotalSeconds,15:0.0}{Since("chat.postMessage"),9:0.0}{Since("pins.add"),9:0.0}");
    }
}

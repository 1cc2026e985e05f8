using System.Globalization;
using ChatOpsIncident.Emulators.Slack;
using ChatOpsIncident.Emulators.Slack.State;
using ChatOpsIncident.Emulators.Slack.Web;
using ChatOpsIncident.Journeys.Support;
using static ChatOpsIncident.Journeys.Support.SlackTeam;

namespace ChatOpsIncident.Journeys;

/// <summary>How long people wait: when everything happens at once, and when Slack is slow.</summary>
[Collection(SlackJourneys.Name)]
public sealed class SlackRushJourney(ITestOutputHelper output)
{
    private const int Many = 30;

    private static readonly string[] Things =
    [
        "printer", "payroll", "badge reader", "mail gateway", "warehouse scanner", "web shop", "booking desk", "phone system", "build server", "data lake",
        "customer portal", "invoice archive", "time clock", "door camera", "search index", "map service", "chat widget", "backup tape", "license server", "lab freezer",
        "video wall", "fuel pump", "price list", "test farm", "news ticker", "parking gate", "survey form", "photo store", "route planner", "tax report",
    ];

    [Fact]
    public async Task Thirty_reports_in_ten_seconds_are_each_acknowledged_in_three_and_every_room_is_complete_in_the_end()
    {
        await using var team = await Start();
        var slack = team.Slack;
        await using var bot = team.Bot(socketMode: false);
        await team.Begin(bot);
        var begun = DateTimeOffset.UtcNow;
        var reports = new List<Task<Waited>>();
        for (var i = 0; i < Many; i++)
        {
            reports.Add(Report(team, i));
            await Task.Delay(TimeSpan.FromSeconds(10.0 / Many));
        }
        var waited = await Task.WhenAll(reports);
        await slack.Until(() => Rooms(slack).Count == Many && Rooms(slack).All(c => Complete(slack, c)), TimeSpan.FromMinutes(8),
            $"{Many} complete rooms: {Rooms(slack).Count} are open, {Rooms(slack).Count(c => Complete(slack, c))} complete");

        output.WriteLine("report            acknowledged ms         room s   card s pinned s");
        foreach (var (number, ms, what) in waited) output.WriteLine(Line(slack, number, ms, what, begun));
        output.WriteLine($"calls: {string.Join(", ", slack.Calls.GroupBy(c => c.Method).Select(g => $"{g.Key} {g.Count()} ({g.Count(c => c.Error == "ratelimited")} limited)"))}");
        waited.Max(w => w.Milliseconds).ShouldBeLessThan(3000);
        slack.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_room_with_its_card_takes_two_calls_in_a_row_and_three_until_it_is_pinned()
    {
        await using var team = await Start();
        var slack = team.Slack;
        await using var bot = team.Bot(socketMode: false);
        await team.Begin(bot);
        // The first report teaches the bot who is who; the second one is measured.
        await team.Says(Chi, "/incident the printer smells");
        await slack.Until(() => Rooms(slack) is [var room] && Complete(slack, room), what: "the first room");
        await slack.Deliveries.Settled();
        await slack.Until(() => slack.Calls.All(c => c.Ended is not null), what: "quiet");

        var latency = TimeSpan.FromMilliseconds(300);
        slack.Latency = _ => latency;
        var before = slack.Calls.Count;
        var begun = DateTimeOffset.UtcNow;
        await team.Says(Chi, "/incident the mail gateway drops everything");
        await slack.Until(() => Rooms(slack).Count == 2 && Rooms(slack).All(c => Complete(slack, c)), what: "the second room");
        var calls = slack.Calls.Skip(before).ToList();
        var channel = Rooms(slack)[^1].Id;
        var card = calls.First(c => c.Method == "chat.postMessage" && c.Channel == channel);
        var pin = calls.First(c => c.Method == "pins.add" && c.Channel == channel);

        output.WriteLine($"latency of each call: {latency.TotalMilliseconds} ms");
        foreach (var call in calls) output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(call.Started - begun).TotalMilliseconds,7:0} ms  {(call.Ended - begun)?.TotalMilliseconds,7:0} ms  row {Row(calls, call)}  {call.Method} {call.Channel}"));
        Row(calls, card).ShouldBe(2);
        Row(calls, pin).ShouldBe(3);
        slack.Violations.ShouldBeEmpty();
    }

    private static async Task<Waited> Report(SlackTeam team, int number)
    {
        var what = Things[number];
        var acked = await team.Slack.As(number % 2 == 0 ? Chi : Ana).Types($"/incident the {what} does strange things", "general");
        acked.Good.ShouldBeTrue(acked.Failure);
        return new(number, acked.Took.TotalMilliseconds, what);
    }

    /// <summary>How many calls in a row it took to get there, itself included: of the same room, or of none yet.</summary>
    private static int Row(List<SlackCall> calls, SlackCall call) =>
        1 + calls.Where(c => c.Ended <= call.Started && (c.Channel is null || c.Channel == call.Channel)).Select(c => Row(calls, c)).DefaultIfEmpty(0).Max();

    private static List<SlackChannel> Rooms(SlackEmulator slack) => [.. slack.Channels.Where(c => c.Name.StartsWith("inc-", StringComparison.Ordinal))];

    private static bool Complete(SlackEmulator slack, SlackChannel room) =>
        room.Pins.Count == 1 && room.Topic.Length > 0 && slack.Screen(room.Id) is { Count: >= 3 } messages && messages.Any(m => slack.Words(m).Contains("reported this", StringComparison.Ordinal));

    private static string Line(SlackEmulator slack, int number, double ms, string what, DateTimeOffset begun)
    {
        var room = Rooms(slack).First(c => slack.Screen(c.Id).Any(m => slack.Words(m) is var words && words.Contains("reported this", StringComparison.Ordinal) && words.Contains($"the {what} does", StringComparison.Ordinal)));
        var said = begun + TimeSpan.FromSeconds(10.0 / Many * number);
        double? Since(string method) => (slack.Calls.FirstOrDefault(c => c.Method == method && c.Channel == room.Id && c.Error is null)?.Ended - said)?.TotalSeconds;
        return string.Create(CultureInfo.InvariantCulture, $"{what,-18}{ms,10:0}{(room.Created - said).TotalSeconds,15:0.0}{Since("chat.postMessage"),9:0.0}{Since("pins.add"),9:0.0}");
    }

    private sealed record Waited(int Number, double Milliseconds, string What);
}

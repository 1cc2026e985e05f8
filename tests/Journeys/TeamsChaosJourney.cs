using ChatOpsIncident.Emulators.Teams.Connector;
using ChatOpsIncident.Emulators.Teams.State;
using ChatOpsIncident.Journeys.Support;
using static ChatOpsIncident.Journeys.Support.TeamsOffice;

namespace ChatOpsIncident.Journeys;

/// <summary>Teams is slow, loses answers, says no, repeats itself; the bot dies while it opens the room.</summary>
[Collection(TeamsJourneys.Name)]
public sealed class TeamsChaosJourney
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task Whatever_goes_wrong_there_is_one_room_and_nothing_stands_there_twice()
    {
        await using var office = await Start();
        var teams = office.Teams;
        await using var bot = office.Bot();
        try
        {
            await office.Begin(bot);
            teams.Latency = _ => TimeSpan.FromMilliseconds(200);
            teams.Deliveries.Duplicates = true;
            GoWrong(teams.Faults);
            await office.Say(Chi, "/incident the payment run does not start");
            await teams.Until(() => teams.Calls.Any(c => c is { Operation: "graph create channel", TookEffect: true }), Long, "a room that is being opened");
            await bot.Kill();
            await office.Begin(bot);

            await office.GoTo("inc-1");
            await office.HomeIsAtHand(Chi);
            await office.Press(Dana, "Triage of INC-1", "I look at it");
            await office.See("Dana Weiss looks at it");
            await office.Say(Ana, "/incident declare SEV2 because the payments of today are late");
            await office.See("declared SEV2");
            await office.Say(Ben, "/incident role commander take");
            await office.See("is incident commander now");

            // A lost call may still land late: after a minute the bot looks once more.
            await teams.Until(() => Doubles(office).Count == 0 && Rooms(office) == 1, Long, "nothing twice");
            await teams.Deliveries.Settled();
            Doubles(office).ShouldBeEmpty();
            teams.Violations.ShouldBeEmpty();
        }
        catch (Exception fault)
        {
            throw new InvalidOperationException($"{fault.Message}\nTeams showed:\n{office.Everything()}\nThe bot printed:\n{bot.Log}", fault);
        }
    }

    private static void GoWrong(Faults faults)
    {
        faults.Add("graph create channel", FaultKind.BadGateway, afterEffect: true);
        faults.Add("graph change channel", FaultKind.Html, afterEffect: true);
        faults.Add("graph messages", FaultKind.Http500, afterEffect: false);
        faults.Add("member", FaultKind.Unavailable, afterEffect: false);
        faults.Add("send", FaultKind.Reset, afterEffect: true, times: 2);
        faults.Add("send", FaultKind.BadGateway, afterEffect: true);
        faults.Add("send", FaultKind.Precondition, afterEffect: false);
        faults.Add("send", FaultKind.Throttled, afterEffect: false);
        faults.Add("send", FaultKind.Unauthorized, afterEffect: false);
        faults.Add("update", FaultKind.TruncatedJson, afterEffect: true);
        faults.Add("update", FaultKind.Reset, afterEffect: false);
        faults.Add("update", FaultKind.Precondition, afterEffect: false);
        faults.Add("token", FaultKind.Unavailable, afterEffect: false);
    }

    private static int Rooms(TeamsOffice office) => office.Teams.Conversations.Count(c => c.Name.StartsWith("inc-", StringComparison.Ordinal) && !c.Archived);

    /// <summary>Messages with the same mark, or else the same words, more than once in a room.</summary>
    private static List<string> Doubles(TeamsOffice office) =>
    [
        .. office.Teams.Conversations.Where(c => c.IsChannel && c.Name.StartsWith("inc-", StringComparison.Ordinal)).SelectMany(c => office.Teams.Screen(c.Id).Where(m => m.ByBot)
            .GroupBy(MarkOf).Where(g => g.Count() > 1).Select(g => $"{c.Name}: {office.Teams.Words(g.First())}")),
    ];

    private static string MarkOf(TeamsMessage message) => message.Card?["body"]?[0]?["id"]?.ToString() ?? message.Id;
}

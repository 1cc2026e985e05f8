using System.Diagnostics;
using System.Globalization;
using ChatOpsIncident.Journeys.Support;

namespace ChatOpsIncident.Journeys;

/// <summary>
/// Bots are killed at random moments while people in Slack are busy, and their store goes away. <c>VIOLENCE_KILLS</c> says how often, <c>VIOLENCE_STORE_AWAY</c> for
/// how many seconds, <c>CRASH_SEED</c> repeats when.
/// </summary>
public sealed class ViolenceJourney(ITestOutputHelper output)
{
    private static readonly int HowOften = Number("VIOLENCE_KILLS", 3);
    private static readonly TimeSpan Away = TimeSpan.FromSeconds(Number("VIOLENCE_STORE_AWAY", 2));

    [Fact]
    public async Task Two_instances_on_one_Azurite_killed_and_cut_off_under_load_lose_nothing_and_do_nothing_twice()
    {
        await using var team = await SlackTeam.Start();
        await using var two = await TwoBots.Prepare(() => team.Bot(socketMode: false), cuttable: true);
        await using var violence = new Violence(team, two.Bots, two.Store);
        await Told("two instances on Azurite", () => two.Log, team, () => violence.During(async () =>
        {
            for (var kill = 0; kill < HowOften; kill++)
            {
                if (kill == HowOften / 2) await violence.StoreAway(two.Line, Away);
                await violence.Kill();
            }
        }));
    }

    [Fact]
    public async Task One_instance_on_SQLite_killed_under_load_loses_nothing_and_does_nothing_twice()
    {
        await using var team = await SlackTeam.Start();
        await using var bot = team.Bot(socketMode: false);
        await using var violence = new Violence(team, [bot], new StoreFile(bot));
        await Told("one instance on SQLite", () => bot.Log, team, () => violence.During(async () =>
        {
            for (var kill = 0; kill < HowOften; kill++) await violence.Kill();
        }));
    }

    private async Task Told(string which, Func<string> log, SlackTeam team, Func<Task<string>> act)
    {
        var clock = Stopwatch.StartNew();
        try
        {
            var came = await act();
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{which}, {HowOften} kills: {came} (CRASH_SEED={Kills.Seed}, {clock.Elapsed.TotalSeconds:F0} s)"));
        }
        catch (Exception fault)
        {
            throw new InvalidOperationException($"CRASH_SEED={Kills.Seed}: {fault.Message}\nThe bots printed:\n{log()}\nSlack showed:\n{team.Everything()}", fault);
        }
    }

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}

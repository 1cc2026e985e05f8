using System.Diagnostics;
using System.Globalization;
using ChatOpsIncident.Journeys.Support;

namespace ChatOpsIncident.Journeys;

/// <summary>Two bots on one Azurite, each request at a random one of them, and kills. <c>VIOLENCE_KILLS</c> says how many, <c>CRASH_SEED</c> repeats when.</summary>
public sealed class TwoInstancesJourney(ITestOutputHelper output) : IAsyncLifetime
{
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly Random random = new(Kills.Seed);

    private TwoBots two = null!;
    private Guarantees guarantees = null!;

    private static int ManyKills =>
        int.TryParse(Environment.GetEnvironmentVariable("VIOLENCE_KILLS"), NumberStyles.None, CultureInfo.InvariantCulture, out var kills) ? kills : 3;

    public async ValueTask InitializeAsync()
    {
        two = await TwoBots.Start();
        guarantees = new(two.Store);
    }

    public ValueTask DisposeAsync() => two.DisposeAsync();

    [Fact]
    public Task The_story_passes_on_two_instances_with_one_of_them_killed_in_the_middle() => Told(async () =>
    {
        var (step, fatal) = (0, 5 + random.Next(12));
        var story = new CallStory(two.Store, two.People, Do);
        var (first, room) = await story.Responded();
        await story.Learned(first, room);
        await story.NextTime();
        step.ShouldBe(CallStory.Steps);
        await Whole();

        async Task<ApiAnswer> Do(string makes, ApiRequest request)
        {
            var sending = two.People.Send(request);
            if (step++ == fatal)
            {
                await Task.Delay(random.Next(30));
                await two.Bots[random.Next(2)].Kill();
            }
            var answer = await sending;
            answer.Refusal.ShouldBeFalse($"{request.Person} {string.Join(", ", request.Body)}: {answer.Json}");
            guarantees.Acknowledged(request, makes);
            return answer;
        }
    });

    [Fact]
    public Task Under_load_killed_again_and_again_they_lose_nothing_and_do_nothing_twice() => Told(async () =>
    {
        using var over = new CancellationTokenSource();
        var people = Enumerable.Range(0, 4).Select(n => Busy(n, over.Token)).ToArray();
        for (var kill = 0; kill < ManyKills; kill++)
        {
            await Task.Delay(200 + random.Next(1300));
            var bot = two.Bots[random.Next(2)];
            await bot.Kill();
            await Task.Delay(random.Next(500));
            await bot.Start();
        }
        await over.CancelAsync();
        var done = await Task.WhenAll(people);
        await Whole();
        output.WriteLine(FormattableString.Invariant($"{ManyKills} kills, {done.Sum()} requests acknowledged, {two.Store.Heads().Count - 1} incidents, nothing lost, nothing twice"));
    });

    /// <summary>Somebody who reports, and then works on it, one request after the other.</summary>
    private async Task<int> Busy(int who, CancellationToken over)
    {
        var (done, stream, room) = (0, "", "");
        for (; !over.IsCancellationRequested; done++, await Task.Delay(50, CancellationToken.None))
        {
            if (done % 8 == 0)
            {
                var report = ApiPerson.Says("chi", "general", string.Create(CultureInfo.InvariantCulture, $"/incident something odd number {who} {done} was seen"));
                stream = (await Acknowledged(report, "detection.reported")).Stream!;
                room = await new CallStory(two.Store, two.People, null!).RoomOf(stream);
            }
            else
            {
                await Acknowledged(ApiPerson.Says("dana", room, string.Create(CultureInfo.InvariantCulture, $"/incident note {who} looked {done} times")), "response.noted");
            }
        }
        return done;
    }

    private async Task<ApiAnswer> Acknowledged(ApiRequest request, string makes)
    {
        var answer = await two.People.Send(request);
        answer.Refusal.ShouldBeFalse(answer.Json);
        lock (guarantees) guarantees.Acknowledged(request, makes);
        return answer;
    }

    private async Task Whole()
    {
        await CallStory.Until("the chat is as planned", () => new PlannedChat(two.Store).Difference());
        guarantees.ShouldHold();
    }

    private async Task Told(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (Exception fault)
        {
            throw new InvalidOperationException(FormattableString.Invariant($"CRASH_SEED={Kills.Seed}: {fault.Message}\nThe bots printed:\n{two.Log}"), fault);
        }
        output.WriteLine(FormattableString.Invariant($"CRASH_SEED={Kills.Seed}, {clock.Elapsed.TotalSeconds:F0} s"));
    }
}

using System.Diagnostics;
using ChatOpsIncident.Journeys.Support;

namespace ChatOpsIncident.Journeys;

/// <summary>Two bots on one Azurite, each request at a random one of them, and one is killed. <c>CRASH_SEED</c> repeats when.</summary>
public sealed class TwoInstancesJourney(ITestOutputHelper output) : IAsyncLifetime
{
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly Random random = new(Kills.Seed);

    private TwoBots two = null!;
    private Guarantees guarantees = null!;

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

using System.Diagnostics;
using System.Security.Cryptography;
using ChatOpsIncident.Journeys.Support;

namespace ChatOpsIncident.Journeys;

/// <summary>
/// The story with a bot that is killed at twenty random moments: people send again what was not answered, and go on. What must hold is read from its
/// file each time it lies dead, and after each start. <c>CRASH_SEED</c> repeats a run.
/// </summary>
public sealed class CrashJourney(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Deaths = 20;
    private const int DeathsAtStart = 4;

    private readonly BotProcess bot = new();
    private readonly Kills kills = new(Kills.Seed, CallStory.Steps, Deaths, DeathsAtStart);
    private readonly Stopwatch clock = Stopwatch.StartNew();

    private ApiPerson people = null!;
    private StoreFile store = null!;
    private Guarantees guarantees = null!;
    private int step;
    private int deaths;
    private int atWork;

    public ValueTask InitializeAsync()
    {
        (people, store) = (new(bot), new(bot));
        guarantees = new(store);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        people.Dispose();
        await bot.DisposeAsync();
    }

    [Fact]
    public async Task Killed_at_twenty_moments_of_a_story_it_loses_nothing_and_does_nothing_twice()
    {
        try
        {
            await Born();
            var story = new CallStory(store, people, Do);
            var (first, room) = await story.Responded();
            await story.Learned(first, room);
            var second = await story.NextTime();
            (step, deaths).ShouldBe((CallStory.Steps, Deaths));

            await CallStory.Until("the chat is as planned", () => new PlannedChat(store).Difference());
            guarantees.ShouldHold();
            TheStoryIsWhole(second);
            atWork.ShouldBeGreaterThanOrEqualTo(Deaths / 4, "deaths in the middle of work");
            await Keep(room);
        }
        catch (Exception fault)
        {
            throw new InvalidOperationException(FormattableString.Invariant($"CRASH_SEED={Kills.Seed}, step {step}: {fault.Message}\nThe bot printed:\n{bot.Log}"), fault);
        }
        output.WriteLine(FormattableString.Invariant($"CRASH_SEED={Kills.Seed}: {deaths} deaths, {atWork} in the middle of work, {clock.Elapsed.TotalSeconds:F0} s"));
    }

    /// <summary>Where <c>KEEP_STORE</c> names a folder, the store of this life is put there: every later version has to open it.</summary>
    private async Task Keep(string room)
    {
        if (Environment.GetEnvironmentVariable("KEEP_STORE") is not { Length: > 0 } folder) return;
        (await people.Send(ApiPerson.Says("ana", room, "/incident redact 9 10 a name was in it"))).Refusal.ShouldBeFalse();
        await CallStory.Until("the chat is as planned", () => new PlannedChat(store).Difference());
        (await BotCommand.Run(bot.Folder, "store", "backup", "--to", folder)).Code.ShouldBe(0);
    }

    private async Task Born()
    {
        bot.Launch();
        await Task.Delay(kills.AtFirstStart);
        await Killed($"at its first start {kills.AtFirstStart.TotalMilliseconds:F0} ms", unanswered: false);
        await bot.Start();
    }

    /// <summary>Sends it; where this step is a fatal one, the bot dies while it is under way or after it, is started again, and the answer may come only then.</summary>
    private async Task<ApiAnswer> Do(string makes, ApiRequest request)
    {
        var kill = kills.At(step++);
        var sending = people.Send(request);
        if (kill is not null) await Die(kill, sending);
        var answer = await sending;
        answer.Refusal.ShouldBeFalse($"{request.Person} {string.Join(", ", request.Body)}: {answer.Json}");
        guarantees.Acknowledged(request, makes);
        if (kill is null) return answer;
        (await people.Send(request)).Refusal.ShouldBeFalse("sent once more after the restart");
        guarantees.ShouldHold();
        (await people.PlacesOf(request.Person))?.ShouldBeUnique();
        return answer;
    }

    private async Task Die(Kill kill, Task<ApiAnswer> sending)
    {
        if (kill.When is not Dying.UnderWay) await sending;
        await Task.Delay(kill.After);
        await Killed($"{kill.When} {kill.After.TotalMilliseconds:F0} ms", unanswered: !sending.IsCompleted);
        if (kill.AgainAfter is { } again)
        {
            bot.Launch();
            await Task.Delay(again);
            await Killed($"at start {again.TotalMilliseconds:F0} ms", unanswered: !sending.IsCompleted);
        }
        await bot.Start();
    }

    private async Task Killed(string when, bool unanswered)
    {
        await bot.Kill();
        deaths++;
        guarantees.ShouldHold();
        var behind = new PlannedChat(store).Difference();
        if (unanswered || behind is not null) atWork++;
        output.WriteLine(FormattableString.Invariant($"{clock.Elapsed.TotalSeconds,5:F1} s, step {step}, {when}: {(unanswered ? "not answered" : "answered")}, {behind ?? "the chat as planned"}"));
    }

    private void TheStoryIsWhole(string second)
    {
        var events = store.Events();
        new[] { "detection.reported", "response.task-overdue", "learning.prompts-sent", "learning.change-applied", "preparation.playbook-adopted" }
            .Select(type => events.Count(e => StoreFile.TypeOf(e) == type)).ShouldBe([2, 2, 1, 1, 2]);
        events.Where(e => e.By is not null && e.Request.StartsWith("web:", StringComparison.Ordinal)).Select(e => e.Request).Distinct()
            .ShouldBe(guarantees.Requests, ignoreOrder: true);
        events.Single(e => e.Stream == second && StoreFile.TypeOf(e) == "response.tasks-planned").Json.ShouldContain("Call the supplier on the known number first");
        var kept = Directory.GetFiles(Path.Combine(bot.Folder, "data"), "*", SearchOption.AllDirectories)
            .Where(f => !f.Contains("incidents.db", StringComparison.Ordinal)).Select(f => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(f)))).ToArray();
        var captured = events.First(e => StoreFile.TypeOf(e) == "response.evidence-captured").Json;
        kept.ShouldContain(sha256 => captured.Contains(sha256), "the message that was captured");
    }
}

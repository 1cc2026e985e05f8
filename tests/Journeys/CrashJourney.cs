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
    private const int Steps = 26;
    private const int Deaths = 20;
    private const int DeathsAtStart = 4;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly BotProcess bot = new();
    private readonly Kills kills = new(Kills.Seed, Steps, Deaths, DeathsAtStart);
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
            var (first, room) = await Responded();
            await Learned(first, room);
            var second = await NextTime();
            (step, deaths).ShouldBe((Steps, Deaths));

            await Until("the chat is as planned", () => new PlannedChat(store).Difference());
            guarantees.ShouldHold();
            TheStoryIsWhole(second);
            atWork.ShouldBeGreaterThanOrEqualTo(Deaths / 4, "deaths in the middle of work");
        }
        catch (Exception fault)
        {
            throw new InvalidOperationException(FormattableString.Invariant($"CRASH_SEED={Kills.Seed}, step {step}: {fault.Message}\nThe bot printed:\n{bot.Log}"), fault);
        }
        output.WriteLine(FormattableString.Invariant($"CRASH_SEED={Kills.Seed}: {deaths} deaths, {atWork} in the middle of work, {clock.Elapsed.TotalSeconds:F0} s"));
    }

    private async Task Born()
    {
        bot.Launch();
        await Task.Delay(kills.AtFirstStart);
        await Killed($"at its first start {kills.AtFirstStart.TotalMilliseconds:F0} ms", unanswered: false);
        await bot.Start();
    }

    private async Task<(string Stream, string Room)> Responded()
    {
        var stream = (await Do("detection.reported", ApiPerson.Says("chi", "general", "/incident finance got a mail asking to change bank details, two people answered"))).Stream!;
        var room = await RoomOf(stream);
        await Do("assessment.acknowledged", ApiPerson.Presses("dana", room, "ack", stream));
        await Do("assessment.answered", ApiPerson.Says("dana", room, "/incident answer F 2"));
        await Do("assessment.declared", ApiPerson.Says("ana", room, "/incident declare SEV2 because it goes on now"));
        await Do("response.role-taken", ApiPerson.Says("ben", room, "/incident role commander take"));
        await Do("response.task-added", ApiPerson.Says("ben", room, "/incident task @chi call the supplier on the known number 5s"));
        await Do("response.noted", ApiPerson.Says("dana", room, "/incident note 14:05 the first mail arrived"));
        var said = (await Do("", ApiPerson.Says("chi", room, "I have the supplier on the phone."))).Number!.Value;
        await Do("response.evidence-captured", ApiPerson.Acts("dana", room, said, "evidence"));
        await Do("response.update-posted", ApiPerson.Says("ben", room, "/incident update two mailboxes were taken over, payments are stopped"));
        await Do("response.evidence-captured", ApiPerson.Says("dana", room, "/incident evidence the mail with full headers, kept in the vault"));
        await Do("response.noted", ApiPerson.Says("goran", room, "/incident note the sender is blocked at the gateway"));
        await Do("response.update-posted", ApiPerson.Says("ben", room, "/incident update sessions are ended, mailboxes are searched"));
        await Until("Chi, then Ben is asked how the call went", () => Count("response.task-overdue") < 2 ? "nobody asked" : null);
        await Do("response.contained", ApiPerson.Submits("ben", room, "contained", stream, ("because", "the other mailboxes are searched overnight")));
        await Do("response.eradicated", ApiPerson.Says("ben", room, "/incident eradicated the fake page is down"));
        await Do("response.recovered", ApiPerson.Says("ben", room, "/incident recovered everyone works again"));
        await Do("response.resolved", ApiPerson.Says("ben", room, "/incident resolve no money left the house"));
        return (stream, room);
    }

    private async Task Learned(string stream, string room)
    {
        await Until("everyone is asked", () => Count("learning.prompts-sent") == 0 ? "nobody asked" : null);
        await Do("learning.contributed", ApiPerson.Submits("chi", "dm.bot.chi", "contribute", stream, ("helped", "one text for everyone")));
        await Do("learning.contributed", ApiPerson.Submits("dana", "dm.bot.dana", "contribute", stream, ("hindered", "nobody knew the number")));
        await Do("learning.reviewed", ApiPerson.Says("ana", room, "/incident review"));
        await Do("learning.lesson-recorded", ApiPerson.Says("chi", room, "/incident lesson call the supplier on the known number"));
        await Do("learning.lesson-recorded", ApiPerson.Says("dana", room, "/incident lesson whoever is on call may search the mailboxes"));
        await Do("learning.change-proposed", ApiPerson.Submits(
            "chi", room, "propose", stream, ("lesson", "1"), ("kind", "add-task"), ("asked", "yes"), ("what", "Call the supplier on the known number first"),
            ("category", "every"), ("phase", "contain"), ("within", "15m"), ("must", "true")));
        await Do("learning.playbook-change-approved", ApiPerson.Presses("ana", room, "approve", stream, ("lesson", "1")));
        await Until("the incident learns of the new version", () => Count("learning.change-applied") == 0 ? "it does not know" : null);
    }

    private async Task<string> NextTime()
    {
        var stream = (await Do("detection.reported", ApiPerson.Says("chi", "general", "/incident another mail wants us to change bank details"))).Stream!;
        await Do("assessment.declared", ApiPerson.Presses("dana", await RoomOf(stream), "declare", stream, ("severity", "SEV3"), ("reason", "nobody answered this time")));
        return stream;
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

    private int Count(string type) => store.Events().Count(e => StoreFile.TypeOf(e) == type);

    private async Task<string> RoomOf(string stream)
    {
        string? room = null;
        await Until("the room is open", async () => (room = await people.RoomOf("dana", stream)) is null ? "no room" : null);
        return room!;
    }

    private static Task Until(string what, Func<string?> open) => Until(what, () => Task.FromResult(open()));

    private static async Task Until(string what, Func<Task<string?>> open)
    {
        for (var clock = Stopwatch.StartNew(); await open() is { } why; await Task.Delay(100))
        {
            if (clock.Elapsed > Patience) throw new TimeoutException($"It did not happen that {what}: {why}");
        }
    }
}

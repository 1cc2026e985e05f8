using System.Diagnostics;
using System.Globalization;
using ChatOpsIncident.Incidents.Timeline;
using ChatOpsIncident.Journeys.Support;

namespace ChatOpsIncident.Journeys;

/// <summary>The bot is killed at twenty random moments of a story; people send again what was not answered, and go on. <c>CRASH_SEED</c> repeats a run.</summary>
public sealed class CrashJourney(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Kills = 20;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private static readonly int Seed = int.TryParse(Environment.GetEnvironmentVariable("CRASH_SEED"), NumberStyles.None, CultureInfo.InvariantCulture, out var seed)
        ? seed
        : Random.Shared.Next(1_000_000);

    private readonly BotProcess bot = new();
    private readonly Random random = new(Seed);
    private readonly List<(ApiRequest Request, string Makes)> done = [];

    private ApiPerson people = null!;
    private StoreFile store = null!;
    private HashSet<int> fatal = [];
    private int step;
    private int kills;

    public ValueTask InitializeAsync()
    {
        (people, store) = (new(bot), new(bot));
        output.WriteLine(FormattableString.Invariant($"CRASH_SEED={Seed}"));
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
        const int steps = 25;
        fatal = [.. Enumerable.Range(0, steps).OrderBy(_ => random.Next()).Take(Kills)];
        await bot.Start();

        var (first, room) = await Responded();
        await Learned(first, room);
        var second = await NextTime();
        (step, kills).ShouldBe((steps, Kills));

        await Until("the chat is quiet", () => IsQuiet(first, second));
        var events = store.Events();
        EachRequestCountsOnce(events);
        foreach (var stream in events.GroupBy(e => e.Stream)) HashChain.FirstBroken(stream).ShouldBeNull($"chain of {stream.Key}");
        new[] { "detection.reported", "learning.prompts-sent", "learning.change-applied", "preparation.playbook-adopted" }
            .Select(type => events.Count(e => StoreFile.TypeOf(e) == type)).ShouldBe([2, 1, 1, 2]);
        events.Single(e => e.Stream == second && StoreFile.TypeOf(e) == "response.tasks-planned").Json.ShouldContain("Call the supplier on the known number first");
        TheChatShowsEverythingOnce(room, first, second);
    }

    private async Task<(string Stream, string Room)> Responded()
    {
        var stream = (await Do("detection.reported", ApiPerson.Says("chi", "general", "/incident finance got a mail asking to change bank details, two people answered"))).Stream!;
        var room = await RoomOf(stream);
        await Do("assessment.acknowledged", ApiPerson.Presses("dana", room, "ack", stream));
        await Do("assessment.answered", ApiPerson.Says("dana", room, "/incident answer F 2"));
        await Do("assessment.declared", ApiPerson.Says("ana", room, "/incident declare SEV2 because it goes on now"));
        await Do("response.role-taken", ApiPerson.Says("ben", room, "/incident role commander take"));
        await Do("response.task-added", ApiPerson.Says("ben", room, "/incident task @chi call the supplier on the known number 15m"));
        await Do("response.noted", ApiPerson.Says("dana", room, "/incident note 14:05 the first mail arrived"));
        await Do("", ApiPerson.Says("chi", room, "I have the supplier on the phone."));
        await Do("response.update-posted", ApiPerson.Says("ben", room, "/incident update two mailboxes were taken over, payments are stopped"));
        await Do("response.evidence-captured", ApiPerson.Says("dana", room, "/incident evidence the mail with full headers, kept in the vault"));
        await Do("response.noted", ApiPerson.Says("goran", room, "/incident note the sender is blocked at the gateway"));
        await Do("response.update-posted", ApiPerson.Says("ben", room, "/incident update sessions are ended, mailboxes are searched"));
        await Do("response.contained", ApiPerson.Says("ben", room, "/incident contained the other mailboxes are searched overnight"));
        await Do("response.eradicated", ApiPerson.Says("ben", room, "/incident eradicated the fake page is down"));
        await Do("response.recovered", ApiPerson.Says("ben", room, "/incident recovered everyone works again"));
        await Do("response.resolved", ApiPerson.Says("ben", room, "/incident resolve no money left the house"));
        return (stream, room);
    }

    private async Task Learned(string stream, string room)
    {
        await Until("everyone is asked", () => store.Events().Any(e => StoreFile.TypeOf(e) == "learning.prompts-sent"));
        await Do("learning.contributed", ApiPerson.Submits("chi", "dm.bot.chi", "contribute", stream, ("helped", "one text for everyone")));
        await Do("learning.contributed", ApiPerson.Submits("dana", "dm.bot.dana", "contribute", stream, ("hindered", "nobody knew the number")));
        await Do("learning.reviewed", ApiPerson.Says("ana", room, "/incident review"));
        await Do("learning.lesson-recorded", ApiPerson.Says("chi", room, "/incident lesson call the supplier on the known number"));
        await Do("learning.lesson-recorded", ApiPerson.Says("dana", room, "/incident lesson whoever is on call may search the mailboxes"));
        await Do("learning.change-proposed", ApiPerson.Submits(
            "chi", room, "propose", stream, ("lesson", "1"), ("kind", "add-task"), ("asked", "yes"), ("what", "Call the supplier on the known number first"),
            ("category", "every"), ("phase", "contain"), ("within", "15m"), ("must", "true")));
        await Do("learning.playbook-change-approved", ApiPerson.Presses("ana", room, "approve", stream, ("lesson", "1")));
    }

    private async Task<string> NextTime()
    {
        var stream = (await Do("detection.reported", ApiPerson.Says("chi", "general", "/incident another mail wants us to change bank details"))).Stream!;
        await Do("assessment.declared", ApiPerson.Presses("dana", await RoomOf(stream), "declare", stream, ("severity", "SEV3"), ("reason", "nobody answered this time")));
        return stream;
    }

    /// <summary>Sends it; where this step is a fatal one, the bot dies while it is under way or just after, and the same is sent again.</summary>
    private async Task<ApiAnswer> Do(string makes, ApiRequest request)
    {
        var isFatal = fatal.Contains(step++);
        var sent = people.Send(request);
        if (isFatal)
        {
            if (random.Next(2) == 0) await sent;
            await Task.Delay(random.Next(41));
            await bot.Kill();
            await bot.Start();
            kills++;
        }
        var answer = await sent;
        answer.Refusal.ShouldBeFalse($"{request.Person} {string.Join(", ", request.Body)}: {answer.Json}");
        done.Add((request, makes));
        if (isFatal) (await people.Send(request)).Refusal.ShouldBeFalse("sent once more after the restart");
        return answer;
    }

    private void EachRequestCountsOnce(IReadOnlyList<Recorded> events)
    {
        foreach (var (request, makes) in done.Where(d => d.Makes.Length > 0))
        {
            var made = events.Where(e => e.Request == request.Recorded).ToArray();
            made.Count(e => StoreFile.TypeOf(e) == makes).ShouldBe(1, $"{makes} by {request.Person}");
            made.Select(e => e.Number).ShouldBe(made.Select((_, i) => made[0].Number + i), "one batch");
        }
        events.Where(e => e.By is not null && e.Request.StartsWith("web:", StringComparison.Ordinal)).Select(e => e.Request).Distinct()
            .ShouldBe(done.Where(d => d.Makes.Length > 0).Select(d => d.Request.Recorded), ignoreOrder: true);
    }

    private void TheChatShowsEverythingOnce(string room, params string[] streams)
    {
        var (deliveries, places) = (store.Deliveries(), store.Places());
        foreach (var stream in streams)
        {
            var rooms = places.Where(p => p.Stream == stream).ToArray();
            rooms.Length.ShouldBe(1, "rooms of " + stream);
            var home = deliveries.Single(d => d.Stream == stream && d.Key.EndsWith("home", StringComparison.Ordinal)).Reference;
            rooms[0].Pins.Select(n => FormattableString.Invariant($"{rooms[0].Id}:{n}")).ShouldBe([home]);
        }
        var shown = store.Messages().Where(m => !m.Removed && (m.Place.StartsWith("dm.", StringComparison.Ordinal) || places.Any(p => p.Id == m.Place && p.Stream is not null))).ToArray();
        var byBot = shown.Where(m => m.Author is null).ToArray();
        byBot.Select(m => m.Reference).ShouldBe(deliveries.Where(d => d.Reference?.Contains(':') == true).Select(d => d.Reference!).Distinct(), ignoreOrder: true);
        byBot.GroupBy(m => (m.Place, m.Shows)).Where(g => g.Count() > 1).Select(g => g.Key).ShouldBeEmpty("said twice");
        shown.Count(m => m.Place == room && m.Author == "web:chi").ShouldBe(1, "what Chi said");
    }

    private bool IsQuiet(params string[] streams)
    {
        var deliveries = store.Deliveries();
        var news = store.Events().Any(e => StoreFile.TypeOf(e) == "learning.change-applied");
        return news && deliveries.All(d => d.State == "delivered") && streams.All(s => deliveries.Any(d => d.Stream == s && d.Key.EndsWith("triage", StringComparison.Ordinal)));
    }

    private async Task<string> RoomOf(string stream)
    {
        string? room = null;
        await Until("the room is open", async () => (room = await people.RoomOf("dana", stream)) is not null);
        return room!;
    }

    private Task Until(string what, Func<bool> holds) => Until(what, () => Task.FromResult(holds()));

    private async Task Until(string what, Func<Task<bool>> holds)
    {
        for (var clock = Stopwatch.StartNew(); !await holds(); await Task.Delay(100))
        {
            if (clock.Elapsed > Patience) throw new TimeoutException($"It did not happen that {what}; CRASH_SEED={Seed}\n{bot.Log}");
        }
    }
}

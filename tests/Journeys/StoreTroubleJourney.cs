using System.Diagnostics;
using System.Net;
using ChatOpsIncident.Journeys.Support;
using Microsoft.Data.Sqlite;

namespace ChatOpsIncident.Journeys;

/// <summary>A store that can't be used: the bot says which trouble it is and what to do, and changes nothing.</summary>
public sealed class StoreTroubleJourney : IAsyncLifetime
{
    private const string Locked = "The store is locked by another program. Close what holds the file (a database browser, a copy in progress), then try again; nothing was stored.";

    private readonly BotProcess bot = new();
    private ApiPerson people = null!;
    private StoreFile store = null!;

    private string Data => Path.Combine(bot.Folder, "data", "incidents.db");

    public async ValueTask InitializeAsync()
    {
        (people, store) = (new(bot), new(bot));
        await bot.Start();
    }

    public async ValueTask DisposeAsync()
    {
        people.Dispose();
        await bot.DisposeAsync();
    }

    [Fact]
    public async Task While_another_program_holds_the_store_a_click_is_not_stored_and_counts_once_when_it_comes_again()
    {
        var stream = await Reported();
        var room = (await people.RoomOf("dana", stream))!;
        var before = (Events: Events(), Shown: Shown());
        var (click, words) = (ApiPerson.Presses("dana", room, "ack", stream), ApiPerson.Says("chi", "general", "/incident the lift talks"));
        using (Hold("BEGIN IMMEDIATE"))
        {
            var clock = Stopwatch.StartNew();
            foreach (var answer in await Task.WhenAll(people.SendOnce(click), people.SendOnce(words)))
            {
                answer.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
                answer.Json.ShouldContain("Not stored, try again. " + Locked);
            }
            clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(8), "nobody waits long for a no");
            (await people.PlacesOf("dana"))!.ShouldContain(room, "reading goes on");
            (Events(), Shown()).ShouldBe(before);
        }
        foreach (var request in new[] { click, click, words, words }) (await people.Send(request)).Refusal.ShouldBeFalse();
        store.Events().Count(e => e.Request == click.Recorded && StoreFile.TypeOf(e) == "assessment.acknowledged").ShouldBe(1);
        store.Events().Count(e => e.Request == words.Recorded && StoreFile.TypeOf(e) == "detection.reported").ShouldBe(1);
        await Quiet();
    }

    [Fact]
    public async Task A_store_that_cannot_be_used_stops_the_start_and_is_as_it_was_afterwards()
    {
        await Reported();
        await bot.Kill();
        var before = Events();

        using (Hold("BEGIN EXCLUSIVE")) await ShouldNotStart(Locked);
        using (Hold("PRAGMA user_version = 99")) await ShouldNotStart("The store was written by a newer version of this bot (layout 99; this one knows 1). Start that version; nothing was changed.");
        using (Hold("PRAGMA user_version = 1")) { }
        using (Hold(Renamed("playbook-adopted", "playbook-foretold"))) await ShouldNotStart("'preparation.playbook-foretold' version 1 was written by a newer version of this bot. Start that version; nothing was changed.");
        using (Hold(Renamed("playbook-foretold", "playbook-adopted"))) { }
        bot.Settings["Storage__ConnectionString"] = "Data Source=data/incidents.db;Mode=ReadOnly";
        await ShouldNotStart("The store is read-only. Let this bot's user write to the store's file and its folder, then try again; nothing was stored.");
        await File.WriteAllTextAsync(Path.Combine(bot.Folder, "notes.txt"), string.Concat(Enumerable.Repeat("Dear diary, ", 1000)));
        bot.Settings["Storage__ConnectionString"] = "Data Source=notes.txt";
        await ShouldNotStart("The store's file is no store. Name another file (Storage:ConnectionString), or put the last backup in its place; this one was not changed.");
        bot.Settings.Clear();

        Events().ShouldBe(before);
        await bot.Start();
        await Quiet();
        Events().ShouldStartWith(before);
    }

    private async Task ShouldNotStart(string says) => (await bot.StartInVain()).ShouldBe((1, says));

    private async Task<string> Reported()
    {
        var stream = (await people.Send(ApiPerson.Says("chi", "general", "/incident the payment run does not start"))).Stream!;
        await Quiet();
        return stream;
    }

    private static string Renamed(string type, string other) =>
        $"UPDATE rows SET payload = replace(payload, 'preparation.{type}', 'preparation.{other}') WHERE tbl = 'streams' AND partition = 'organisation' AND row LIKE 'E%'";

    private string Events() => string.Join('\n', store.Events().Select(e => e.Hash));

    private string Shown() => string.Join('\n', store.Messages().Select(m => m.Reference + m.Shows));

    private async Task Quiet()
    {
        for (var clock = Stopwatch.StartNew(); new PlannedChat(store).Difference() is { } open; await Task.Delay(100))
        {
            if (clock.Elapsed > TimeSpan.FromSeconds(60)) throw new TimeoutException($"{open}\n{bot.Log}");
        }
    }

    /// <summary>Another program at the file; a transaction that it began ends with it.</summary>
    private SqliteConnection Hold(string sql)
    {
        var connection = new SqliteConnection($"Data Source={Data};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
        return connection;
    }
}

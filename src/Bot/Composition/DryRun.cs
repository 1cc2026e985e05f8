using ChatOpsIncident.Engine;
using ChatOpsIncident.Incidents.Timeline;
using ChatOpsIncident.Storage.Evidence;
using ChatOpsIncident.Storage.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChatOpsIncident.Bot.Composition;

/// <summary>
/// Before anybody is let in: goes the way of a report once, on a store of its own that is thrown away. Else the first person waits for code
/// that never ran, and a platform gives them three seconds.
/// </summary>
internal sealed class DryRun(TimeProvider clock, IChance chance, ILogger<DryRun> log) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var begun = clock.GetTimestamp();
        var folder = Directory.CreateTempSubdirectory("incidents-start-");
        try
        {
            await using (var store = SqliteStore.Open($"Data Source={Path.Combine(folder.FullName, "dry.db")}")) await Report(store, folder.FullName);
            folder.Delete(recursive: true);
            log.LogInformation("Tried out in {Milliseconds:0} ms", clock.GetElapsedTime(begun).TotalMilliseconds);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or StoreUnavailableException or StoreUncertainException)
        {
            // There is no room for it: the bot works all the same, its first answer takes longer.
            log.LogInformation("Not tried out before the start: {Why}", e.Message);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task Report(IStore store, string folder)
    {
        var engine = new BotEngine(store, [], [new Nobody()], new FolderEvidence(folder), clock, chance, NullLogger.Instance);
        await PlaybookAtStart.Adopt(null, "dry", engine.Send, () => engine.Organisation());
        await engine.Handle(new Slash("dry", Nobody.Known, null, "a dry run at the start"));
        await engine.Handle(new Slash("dry again", Nobody.Known, null, "list"));
    }

    /// <summary>The only person of a platform that does not exist.</summary>
    private sealed class Nobody : IDirectory
    {
        public static Person Known { get; } = new("dry:nobody");

        public string Platform => "dry";

        public Task<Actor?> Find(Person person, CancellationToken cancel = default) => Task.FromResult<Actor?>(new Actor(Known, []) { SignedIn = true });

        public Task<Roster> Roster(DateTimeOffset at, CancellationToken cancel = default) => Task.FromResult(Incidents.Timeline.Roster.Empty);

        public string NameOf(Person person) => "nobody";
    }
}

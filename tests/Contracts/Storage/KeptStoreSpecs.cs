using System.Runtime.CompilerServices;
using System.Text.Json;
using ChatOpsIncident.Engine;
using ChatOpsIncident.Incidents.Response;
using ChatOpsIncident.Incidents.Timeline;
using ChatOpsIncident.Storage;
using ChatOpsIncident.Storage.Evidence;
using ChatOpsIncident.Storage.Moving;
using ChatOpsIncident.Storage.Sqlite;
using ChatOpsIncident.Storage.Tables;

namespace ChatOpsIncident.Contracts.Storage;

/// <summary>Stores that earlier versions wrote are kept; each later version opens them, and reads in them what was written.</summary>
public sealed class KeptStoreSpecs : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static string Folder([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "Kept");

    public static TheoryData<string> Versions => [.. Directory.GetDirectories(Folder()).Select(f => Path.GetFileName(f)!)];

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task A_kept_store_opens_reads_folds_and_verifies_also_from_Azure_Tables(string version)
    {
        var says = (await File.ReadAllTextAsync(Path.Combine(Folder(), version, "says.txt"), TestContext.Current.CancellationToken)).ReplaceLineEndings("\n").Trim();
        var evidence = new FolderEvidence(folder.File("evidence"));
        var restored = await Backup.Restore(Path.Combine(Folder(), version), $"Data Source={folder.File("incidents.db")}", evidence);
        await using var sqlite = SqliteStore.Open($"Data Source={folder.File("incidents.db")}");
        var read = await Read(sqlite, evidence);
        (read == says).ShouldBeTrue($"It reads:\n{read}");

        var tables = TablesStore.Open(await Azurite.Settings(Azurite.NewPrefix()), TimeProvider.System);
        (await new StoreCopy(sqlite, tables, _ => { }).Run()).ToString().ShouldBe(restored.Hash.ToString());
        (await Read(tables, evidence)).ShouldBe(read);
    }

    public void Dispose() => folder.Dispose();

    /// <summary>One line a stream: what it folds to, and where its chain ends.</summary>
    private static async Task<string> Read(IWholeStore store, FolderEvidence evidence)
    {
        var (lines, streams) = (new List<string>(), new Dictionary<string, List<Recorded>>(StringComparer.Ordinal));
        await foreach (var row in store.All(TableNames.Streams))
        {
            if (row.Key.Row[0] != 'E') continue;
            var stored = JsonDocument.Parse(row.Payload).RootElement;
            if (!streams.TryGetValue(row.Key.Partition, out var events)) events = streams[row.Key.Partition] = [];
            events.Add(Recorded.Open(stored.GetProperty("envelope").GetString()!, stored.GetProperty("hash").GetString()!));
        }
        foreach (var (stream, unsorted) in streams)
        {
            var events = unsorted.OrderBy(e => e.Number).ToArray();
            HashChain.FirstBroken(events).ShouldBeNull($"the chain of {stream}");
            foreach (var captured in events.Select(e => e.Event).OfType<EvidenceCaptured>().Where(c => c.Evidence.Sha256 is not null))
                (await evidence.Read(stream, captured.Evidence.Sha256!)).ShouldNotBeNull($"the content of {captured.Evidence.Number}");
            lines.Add(FormattableString.Invariant($"{(stream == StreamId.Organisation ? Organisation(events) : Incident(stream, events))}, {events.Length} events, ends at {events[^1].Hash}"));
        }
        return string.Join('\n', lines.Order(StringComparer.Ordinal));
    }

    private static string Organisation(Recorded[] events)
    {
        var fold = new OrganisationFold();
        return FormattableString.Invariant($"organisation: playbook {events.Aggregate(fold.Empty(StreamId.Organisation), fold.Evolve).Current!.Version}");
    }

    private static string Incident(string stream, Recorded[] events)
    {
        var fold = new IncidentFold();
        var incident = events.Aggregate(fold.Empty(stream), fold.Evolve);
        return FormattableString.Invariant($"{incident.Name}: {incident.Status}, {fold.Row(incident)!.Severity}, playbook {incident.Playbook}, {incident.Learning.Lessons.Count} lessons, {incident.Redactions.Entries.Count} entries without words");
    }
}

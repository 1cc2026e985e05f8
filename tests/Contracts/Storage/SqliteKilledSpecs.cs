using System.Globalization;
using ChatOpsIncident.Engine;
using ChatOpsIncident.Storage.Sqlite;

namespace ChatOpsIncident.Contracts.Storage;

/// <summary>Acknowledged means stored: a process is killed while it writes, and whatever it had acknowledged is there, whole.</summary>
public sealed class SqliteKilledSpecs : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string Source => $"Data Source={folder.File("incidents.db")}";

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task After_a_kill_everything_acknowledged_is_there_and_no_batch_is_half_there()
    {
        // Each killed writer goes on where the one before it was killed.
        foreach (var killAfter in (int[])[1, 40, 333, 1000])
        {
            var acknowledged = await WriteUntilKilled(killAfter);
            await using var store = SqliteStore.Open(Source);
            foreach (var (stream, number) in acknowledged) await ShouldHold(store, stream, number);
        }
    }

    private async Task<Dictionary<string, int>> WriteUntilKilled(int killAfter)
    {
        var acknowledged = new Dictionary<string, int>(StringComparer.Ordinal);
        using var writer = KilledWriter.Start(Source);
        for (var lines = 0; await writer.StandardOutput.ReadLineAsync() is { } line; lines++)
        {
            if (lines == killAfter) writer.Kill();
            if (line.Split(' ') is not [var stream, { Length: > 0 } number]) continue;
            acknowledged[stream] = int.Parse(number, CultureInfo.InvariantCulture);
        }
        await writer.WaitForExitAsync();
        acknowledged.ShouldNotBeEmpty();
        return acknowledged;
    }

    private static async Task ShouldHold(SqliteStore store, string stream, int acknowledged)
    {
        var head = int.Parse((await store.Read(KilledWriter.Head(stream)))!.Payload, CultureInfo.InvariantCulture);
        head.ShouldBeGreaterThanOrEqualTo(acknowledged);
        var events = await store.Range(TableNames.Streams, stream, "E", "F");
        events.Select(e => e.Payload).ShouldBe(Enumerable.Range(1, head).Select(n => n.ToString(CultureInfo.InvariantCulture)));
    }
}

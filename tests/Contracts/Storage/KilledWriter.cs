using System.Diagnostics;
using System.Globalization;
using ChatOpsIncident.Engine;
using ChatOpsIncident.Storage.Sqlite;

namespace ChatOpsIncident.Contracts.Storage;

/// <summary>A process that writes as fast as it can, and says what was acknowledged, until it is killed.</summary>
internal static class KilledWriter
{
    public const string Word = "write-until-killed";
    private const int Streams = 8;

    /// <summary>Starts one; each line that it prints is a stream and a number that the store acknowledged.</summary>
    public static Process Start(string source) => Process.Start(
        new ProcessStartInfo("dotnet", [typeof(KilledWriter).Assembly.Location, Word, source]) { RedirectStandardOutput = true })!;

    /// <summary>In that process: per stream a head and events, one batch each.</summary>
    public static async Task<int> Write(string source)
    {
        var store = SqliteStore.Open(source);
        await Task.WhenAll(Enumerable.Range(0, Streams).Select(i => WriteStream(store, $"S{i}")));
        return 0;
    }

    public static Key Head(string stream) => new(TableNames.Streams, stream, "H");

    public static Key Event(string stream, int number) => new(TableNames.Streams, stream, "E" + number.ToString("D10", CultureInfo.InvariantCulture));

    private static async Task WriteStream(SqliteStore store, string stream)
    {
        var head = await store.Read(Head(stream));
        var (number, etag) = head is null ? (0, null) : (int.Parse(head.Payload, CultureInfo.InvariantCulture), head.ETag);
        while (true)
        {
            number++;
            var payload = number.ToString(CultureInfo.InvariantCulture);
            Change newHead = etag is null ? new Insert(Head(stream), payload) : new Replace(Head(stream), payload, etag);
            etag = (await store.Write([newHead, new Insert(Event(stream, number), payload)]))[0];
            Console.Out.WriteLine($"{stream} {payload}");
        }
    }
}

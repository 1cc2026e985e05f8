using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ChatOpsIncident.Engine;

/// <summary>Where every row of the engine lies.</summary>
internal static class Keys
{
    public const int Shards = 16;

    public static Key Head(string stream) => new(TableNames.Streams, stream, "H");

    public static Key Snapshot(string stream) => new(TableNames.Streams, stream, "S");

    public static Key Event(string stream, long number) => new(TableNames.Streams, stream, EventRow(number));

    public static string EventRow(long number) => "E" + number.ToString("D10", CultureInfo.InvariantCulture);

    public static Key Request(string stream, string request) => new(TableNames.Streams, stream, "C" + Sha256(request));

    public static Key Delivery(string stream, string key) => new(TableNames.Streams, stream, "D" + key);

    public static Key Due(string stream, DateTimeOffset at, string suffix) =>
        new(TableNames.Due, Shard(stream), $"{DueTime(at)}-{stream}-{suffix}");

    public static Key Lease(string stream) => new(TableNames.Leases, Shard(stream), stream);

    public static string DueTime(DateTimeOffset at) => at.UtcDateTime.ToString("yyyyMMddHHmmssfff", CultureInfo.InvariantCulture);

    /// <summary>Whether a row is a due row as this version writes them.</summary>
    public static bool IsDue(string row) => row.Split('-') is [{ Length: 17 } time, { Length: > 0 }, ..] && time.All(char.IsAsciiDigit);

    /// <summary>The stream of a due row: between the time and the suffix.</summary>
    public static string StreamOfDue(string row) => row.Split('-')[1];

    public static string Shard(string stream) => Shard(SHA256.HashData(Encoding.UTF8.GetBytes(stream))[0] % Shards);

    public static string Shard(int shard) => shard.ToString("D2", CultureInfo.InvariantCulture);

    /// <summary>Newest first: a range from the start yields the highest number.</summary>
    public static Key Number(int number) =>
        new(TableNames.Index, "number", (9_999_999_999L - number).ToString("D10", CultureInfo.InvariantCulture));

    public static int NumberOf(string row) => (int)(9_999_999_999L - long.Parse(row, CultureInfo.InvariantCulture));

    public static Key Open(string stream) => new(TableNames.Index, "open", stream);

    public static Key Room(string platform, string room) => new(TableNames.Index, "room", platform + "." + Sha256(room));

    public static string Sha256(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

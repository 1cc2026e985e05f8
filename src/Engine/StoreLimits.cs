using System.Collections.Immutable;
using System.Text;

namespace ChatOpsIncident.Engine;

/// <summary>
/// The limits of <see cref="IStore"/>, checked before any call is made: the strictest of every store that may stand behind the port, so
/// that what works on one works on all. Whoever meets one has a mistake in its code: <see cref="ArgumentException"/>, without content.
/// </summary>
public static class StoreLimits
{
    /// <summary>Of a partition or row key, in bytes of UTF-8.</summary>
    public const int LongestKey = 255;

    /// <summary>Of a row's payload, in bytes of UTF-8: under 1 MiB also in base64, as some count it.</summary>
    public const int LargestPayload = 700 * 1024;

    /// <summary>Rows in a batch.</summary>
    public const int MostChanges = 100;

    /// <summary>Keys and payloads of a batch together, in bytes of UTF-8: in base64, each row with its frame, it stays under the 2 MiB that Cosmos DB takes.</summary>
    public const int LargestBatch = 1300 * 1024;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Throws unless rows can have this key.</summary>
    public static void Check(Key key)
    {
        CheckPart(key.Table, "table");
        CheckPart(key.Partition, "partition key");
        CheckPart(key.Row, "row key");
    }

    /// <summary>Throws unless ranges can be read there.</summary>
    public static void Check(string table, string partition)
    {
        CheckPart(table, "table");
        CheckPart(partition, "partition key");
    }

    /// <summary>Throws unless this is one batch: one table, one partition, 1–100 rows, each once, small enough.</summary>
    public static void Check(ImmutableArray<Change> batch)
    {
        if (batch.IsDefaultOrEmpty) throw new ArgumentException("A batch has at least one change.", nameof(batch));
        if (batch.Length > MostChanges) throw new ArgumentException($"A batch has at most {MostChanges} changes; this one has {batch.Length}.", nameof(batch));
        var (rows, size) = (new HashSet<string>(StringComparer.Ordinal), 0);
        foreach (var change in batch)
        {
            Check(change.Key);
            if (change.Key.Table != batch[0].Key.Table) throw new ArgumentException("A batch stays in one table.", nameof(batch));
            if (change.Key.Partition != batch[0].Key.Partition) throw new ArgumentException("A batch stays in one partition.", nameof(batch));
            if (!rows.Add(change.Key.Row)) throw new ArgumentException("A batch changes each row once.", nameof(batch));
            size += Strict.GetByteCount(change.Key.Row) + SizeOf(change);
        }
        if (size > LargestBatch) throw new ArgumentException($"A batch has at most {LargestBatch} bytes; this one has {size}.", nameof(batch));
    }

    private static int SizeOf(Change change)
    {
        var size = change switch
        {
            Insert insert => Strict.GetByteCount(insert.Payload),
            Replace replace => Strict.GetByteCount(replace.Payload),
            Put put => Strict.GetByteCount(put.Payload),
            _ => 0,
        };
        return size <= LargestPayload ? size : throw new ArgumentException($"A payload has at most {LargestPayload} bytes; this one has {size}.", nameof(change));
    }

    private static void CheckPart(string part, string what)
    {
        if (string.IsNullOrEmpty(part)) throw new ArgumentException($"A {what} is not empty.", nameof(part));
        // Outside the basic plane UTF-8 and UTF-16 sort differently, and so would the stores.
        if (part.Any(c => c is '/' or '\\' or '#' or '?' || char.IsControl(c) || char.IsSurrogate(c)))
            throw new ArgumentException($"A {what} has none of / \\ # ?, no control characters and nothing outside the basic plane.", nameof(part));
        if (Strict.GetByteCount(part) > LongestKey) throw new ArgumentException($"A {what} has at most {LongestKey} bytes.", nameof(part));
    }
}

using System.Collections.Immutable;

namespace ChatOpsIncident.Engine;

/// <summary>
/// The store port: tables of rows as Azure Table Storage has them (facts: partitions, ordinal ranges, ETags, batches of one
/// partition). Every store passes the same contract tests; nothing above knows which one it is.
/// </summary>
/// <remarks>
/// Keys: 1–255 bytes of UTF-8 each, none of <c>/ \ # ?</c>, no control characters, nothing outside the basic plane. A row's payload is at most 700 KiB of UTF-8.
/// A batch: one table, one partition, 1–100 rows, each once, at most 1,300 KiB, all or nothing. Every store calls <see cref="StoreLimits"/> first.
/// Errors: <see cref="StoreConflictException"/> (nothing was written), <see cref="StoreUnavailableException"/> (nothing was written),
/// <see cref="StoreUncertainException"/> (it may have been written: read to know).
/// </remarks>
public interface IStore
{
    /// <summary>One row, or null.</summary>
    Task<Row?> Read(Key key, CancellationToken cancel = default);

    /// <summary>Rows of one partition with <paramref name="from"/> ≤ row key &lt; <paramref name="to"/>, in ordinal order, at most <paramref name="take"/>.</summary>
    Task<IReadOnlyList<Row>> Range(string table, string partition, string from, string to, int take = int.MaxValue, CancellationToken cancel = default);

    /// <summary>Writes all of it or nothing. Returns the new ETags, in order (empty for deletes).</summary>
    Task<ImmutableArray<string>> Write(ImmutableArray<Change> batch, CancellationToken cancel = default);
}

/// <summary>Where a row lies.</summary>
/// <param name="Table">One of <see cref="TableNames"/>.</param>
public readonly record struct Key(string Table, string Partition, string Row);

/// <summary>A row as it was read.</summary>
/// <param name="ETag">Changes with every write; opaque.</param>
/// <param name="Payload">JSON, UTF-8.</param>
public sealed record Row(Key Key, string ETag, string Payload);

/// <summary>One write of a batch.</summary>
public abstract record Change(Key Key);

/// <summary>Adds a row; conflict if it exists.</summary>
public sealed record Insert(Key Key, string Payload) : Change(Key);

/// <summary>Replaces a row; conflict unless its ETag is this one.</summary>
public sealed record Replace(Key Key, string Payload, string ETag) : Change(Key);

/// <summary>Writes a row whatever is there (only for rows that nobody races for).</summary>
public sealed record Put(Key Key, string Payload) : Change(Key);

/// <summary>Deletes a row; with an ETag conflict unless it is this one, without it a missing row is fine.</summary>
public sealed record Delete(Key Key, string? ETag = null) : Change(Key);

/// <summary>Tables of the store.</summary>
public static class TableNames
{
    /// <summary>Partition = stream id. H head, E+10 digits events, C+SHA-256 requests, D+key deliveries, S snapshot.</summary>
    public const string Streams = "streams";

    /// <summary>Partition = shard 00…15. Hints that a stream has work at a time.</summary>
    public const string Due = "due";

    /// <summary>Pointers: partition = kind (<c>open</c>, <c>number</c>, <c>room</c>; edges add their own).</summary>
    public const string Index = "index";

    /// <summary>Partition = shard. Which instance is at a stream; missing: none.</summary>
    public const string Leases = "leases";

    /// <summary>The web chat's own rows; reached by nobody else.</summary>
    public const string WebChat = "webchat";

    /// <summary>All of them.</summary>
    public static ImmutableArray<string> All { get; } = [Streams, Due, Index, Leases, WebChat];
}

/// <summary>Somebody else wrote in between; nothing was written.</summary>
/// <param name="index">Which change of the batch met it.</param>
public sealed class StoreConflictException(int index, string message) : Exception(message)
{
    /// <summary>0-based position in the batch.</summary>
    public int Index { get; } = index;
}

/// <summary>The store cannot be reached, is locked, read-only or full; nothing was written. The message says which, and what to do, without content.</summary>
public sealed class StoreUnavailableException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The answer was lost: the write may or may not have happened.</summary>
public sealed class StoreUncertainException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The store was written by a newer version of this bot: refused, nothing was changed.</summary>
public sealed class StoreFromTheFutureException(string message) : Exception(message);

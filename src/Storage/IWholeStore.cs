using ChatOpsIncident.Engine;

namespace ChatOpsIncident.Storage;

/// <summary>A store as a whole, for copying: nobody else reads over partitions.</summary>
public interface IWholeStore : IStore
{
    /// <summary>Every row of a table, each partition in one piece, without an order that one could rely on beyond that.</summary>
    IAsyncEnumerable<Row> All(string table, CancellationToken cancel = default);
}

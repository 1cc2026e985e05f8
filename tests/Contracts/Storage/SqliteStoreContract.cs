using ChatOpsIncident.Engine;
using ChatOpsIncident.Storage.Sqlite;

namespace ChatOpsIncident.Contracts.Storage;

/// <summary>SQLite keeps the contract of every store.</summary>
public sealed class SqliteStoreContract : StoreRangeContract
{
    private readonly TemporaryFolder folder = new();

    protected override ValueTask<IStore> OpenAgain() => new(SqliteStore.Open($"Data Source={folder.File("not/there/yet/incidents.db")}"));

    protected override ValueTask Remove()
    {
        folder.Dispose();
        return default;
    }
}

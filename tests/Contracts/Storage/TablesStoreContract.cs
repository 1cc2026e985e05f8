using ChatOpsIncident.Engine;
using ChatOpsIncident.Storage.Tables;

namespace ChatOpsIncident.Contracts.Storage;

/// <summary>Azure Tables keep the contract of every store.</summary>
public sealed class TablesStoreContract : StoreRangeContract
{
    private readonly string prefix = Azurite.NewPrefix();

    protected override async ValueTask<IStore> OpenAgain() => TablesStore.Open(await Azurite.Settings(prefix), TimeProvider.System);

    protected override ValueTask Remove() => default;
}

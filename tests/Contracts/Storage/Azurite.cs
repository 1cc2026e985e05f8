using ChatOpsIncident.Contracts.Storage;
using ChatOpsIncident.Emulators.Azurite;
using ChatOpsIncident.Storage.Tables;

[assembly: AssemblyFixture(typeof(Azurite))]

namespace ChatOpsIncident.Contracts.Storage;

/// <summary>One Azurite for the whole suite, started by the first test that needs it. Each test has table names of its own.</summary>
public sealed class Azurite : IAsyncDisposable
{
    private static readonly Lazy<Task<AzuriteServer>> Server = new(AzuriteServer.Start);

    /// <summary>Of tables and blobs.</summary>
    public static async Task<string> ConnectionString() => (await Server.Value).ConnectionString;

    /// <summary>Tables that nobody else has.</summary>
    public static string NewPrefix() => "t" + Guid.NewGuid().ToString("N")[..16];

    /// <summary>On tables of this prefix.</summary>
    public static async Task<TablesSettings> Settings(string prefix) => new(await ConnectionString(), null, prefix);

    public async ValueTask DisposeAsync()
    {
        if (Server.IsValueCreated) await (await Server.Value).DisposeAsync();
    }
}

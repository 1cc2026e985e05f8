using ChatOpsIncident.Engine;
using ChatOpsIncident.Storage.Evidence;
using ChatOpsIncident.Storage.Sqlite;
using ChatOpsIncident.Storage.Tables;

namespace ChatOpsIncident.Bot.Composition;

/// <summary>Opens what the settings name.</summary>
internal static class Stores
{
    /// <summary>The store, made if it is not there.</summary>
    public static IStore Open(StorageOptions options, TimeProvider time) =>
        options.IsTables ? TablesStore.Open(options.Tables, time) : SqliteStore.Open(options.Sqlite);

    /// <summary>The store; null if there is none. Looking makes none.</summary>
    public static IStore? Find(StorageOptions options, TimeProvider time)
    {
        if (options.IsTables) return TablesStore.Find(options.Tables, time);
        return File.Exists(SqliteSettings.FileOf(options.Sqlite)) ? SqliteStore.Open(options.Sqlite) : null;
    }

    /// <summary>Where the content of evidence is.</summary>
    public static IEvidence Evidence(StorageOptions options) => options.Blobs is var (connection, container)
        ? BlobEvidence.In(connection, container)
        : new FolderEvidence(options.EvidencePath ?? FolderEvidence.Beside(options.Sqlite));

    /// <summary>Adds store, evidence, and who else runs.</summary>
    public static void Add(IServiceCollection services, StorageOptions options)
    {
        services.AddSingleton(s => Open(options, s.GetRequiredService<TimeProvider>())).AddSingleton(_ => Evidence(options));
        if (options.IsTables)
        {
            services.AddSingleton<TablesInstances>().AddSingleton<IInstances>(s => s.GetRequiredService<TablesInstances>()).AddHostedService<SignsOfLife>();
        }
        else
        {
            services.AddSingleton<IInstances>(_ => SqliteInstances.On(options.Sqlite));
        }
    }

    private sealed class SignsOfLife(TablesInstances instances) : BackgroundService
    {
        public override async Task StartAsync(CancellationToken cancellationToken)
        {
            await instances.Join(cancellationToken);
            await base.StartAsync(cancellationToken);
        }

        protected override Task ExecuteAsync(CancellationToken stoppingToken) => instances.Run(stoppingToken);
    }
}

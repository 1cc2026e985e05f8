using System.Collections.Immutable;
using ChatOpsIncident.Storage.Evidence;
using ChatOpsIncident.Storage.Tables;

namespace ChatOpsIncident.Bot.Composition;

/// <summary>Where the store and the content of evidence are, by the settings <c>Storage:…</c> and <c>Evidence:…</c>.</summary>
internal sealed class StorageOptions(IConfiguration configuration)
{
    /// <summary>Their names.</summary>
    public static readonly ImmutableArray<string> Names =
    [
        "Storage:Provider", "Storage:ConnectionString", "Storage:Endpoint", "Storage:TablePrefix", "Evidence:Path", "Evidence:ConnectionString", "Evidence:Container",
    ];

    /// <summary>Else SQLite.</summary>
    public bool IsTables => "AzureTables".Equals(configuration["Storage:Provider"], StringComparison.OrdinalIgnoreCase);

    /// <summary>Connection string of the SQLite store.</summary>
    public string Sqlite => Set("Storage:ConnectionString") ?? "Data Source=data/incidents.db";

    /// <summary>The Azure tables.</summary>
    public TablesSettings Tables => new(Set("Storage:ConnectionString"), Set("Storage:Endpoint") is { } endpoint ? new(endpoint) : null, Prefix);

    /// <summary>Folder of evidence content; null: beside the SQLite file, or a container beside the tables.</summary>
    public string? EvidencePath => Set("Evidence:Path");

    /// <summary>Container of evidence content; null: a folder.</summary>
    public (string Connection, string Container)? Blobs =>
        EvidencePath is null && (Set("Evidence:ConnectionString") ?? BesideTables) is { } connection ? (connection, Set("Evidence:Container") ?? Prefix.ToLowerInvariant() + "-evidence") : null;

    private string Prefix => Set("Storage:TablePrefix") ?? "incidents";

    /// <summary>The same account's blobs; null where the tables are Cosmos DB's.</summary>
    private string? BesideTables => !IsTables || IsCosmos ? null
        : Set("Storage:ConnectionString") ?? (Set("Storage:Endpoint") is { } tables ? "BlobEndpoint=" + tables.Replace(".table.", ".blob.", StringComparison.OrdinalIgnoreCase) : null);

    /// <summary>A name of one's own does not tell where the account's blobs are.</summary>
    private bool HasNoBlobsBeside => IsTables && !IsCosmos && Set("Storage:Endpoint") is { } tables && !tables.Contains(".table.", StringComparison.OrdinalIgnoreCase);

    private bool IsCosmos => (Set("Storage:ConnectionString") ?? Set("Storage:Endpoint") ?? "").Contains(".cosmos.", StringComparison.OrdinalIgnoreCase);

    /// <summary>What is wrong with them, each with what to write instead.</summary>
    public static IEnumerable<string> Faults(IConfiguration configuration)
    {
        var options = new StorageOptions(configuration);
        if (options.Set("Storage:Provider") is { } provider && !options.IsTables && !provider.Equals("Sqlite", StringComparison.OrdinalIgnoreCase))
            return [$"Storage:Provider: '{provider}' is not there. Write Sqlite or AzureTables, or leave it out for Sqlite."];
        return [.. options.IsTables ? options.TablesFaults() : options.SqliteFaults(), .. options.EvidenceFaults()];
    }

    private IEnumerable<string> SqliteFaults()
    {
        foreach (var name in (string[])["Storage:Endpoint", "Storage:TablePrefix"])
        {
            if (Set(name) is not null) yield return $"{name}: it belongs to Azure Tables. Write AzureTables as Storage:Provider, or remove it.";
        }
    }

    private IEnumerable<string> TablesFaults()
    {
        if (TablesSettings.FaultOf(Prefix) is { } prefix) yield return prefix;
        var (connection, endpoint) = (Set("Storage:ConnectionString"), Set("Storage:Endpoint"));
        if (connection is null && endpoint is null)
            yield return "Storage:Provider: AzureTables has to know where. Write Storage:ConnectionString, or Storage:Endpoint for sign-in with Entra ID.";
        else if (connection is not null && endpoint is not null)
            yield return "Storage:Endpoint: Storage:ConnectionString already says where. Remove one of the two.";
        else if (endpoint is not null && !(Uri.TryCreate(endpoint, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps))
            yield return $"Storage:Endpoint: '{endpoint}' is no address of a table service. Write it with https, such as https://account.table.core.windows.net.";
        else if (Word(Tables.Check) is { } fault)
            yield return fault;
    }

    private IEnumerable<string> EvidenceFaults()
    {
        if (EvidencePath is not null && (Set("Evidence:ConnectionString") ?? Set("Evidence:Container")) is not null)
            yield return "Evidence:Path: evidence lies in a folder or in a container. Remove Evidence:Path, or Evidence:ConnectionString and Evidence:Container.";
        else if (Set("Evidence:Container") is { } container && BlobEvidence.FaultOf(container) is { } fault)
            yield return fault;
        else if (Set("Evidence:Container") is not null && Blobs is null)
            yield return "Evidence:Container: it needs Evidence:ConnectionString beside it, the connection string of the storage account.";
        else if (HasNoBlobsBeside && Set("Evidence:ConnectionString") is null && EvidencePath is null)
            yield return "Evidence:ConnectionString: Storage:Endpoint does not tell where the account's blobs are. Write BlobEndpoint=https://… with their address, or Evidence:Path with a folder that every instance shares.";
        else if (Blobs is var (connection, name) && Word(() => BlobEvidence.In(connection, name)) is { } wrong)
            yield return wrong;
        else if (IsTables && IsCosmos && Blobs is null && EvidencePath is null)
            yield return "Evidence:ConnectionString: Cosmos DB keeps no files. Write the connection string of a storage account, or Evidence:Path with a folder that every instance shares.";
    }

    private static string? Word(Action opens)
    {
        try
        {
            opens();
            return null;
        }
        catch (ArgumentException e)
        {
            return e.Message;
        }
    }

    private string? Set(string name) => configuration[name] is { Length: > 0 } value ? value : null;
}

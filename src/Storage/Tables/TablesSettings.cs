using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Identity;

namespace ChatOpsIncident.Storage.Tables;

/// <summary>Which tables: those of an Azure Storage account, of Cosmos DB's Table API, or of an emulator.</summary>
/// <param name="ConnectionString">With a key or a signature; null: <paramref name="Endpoint"/> with Entra ID.</param>
/// <param name="Endpoint">Such as <c>https://account.table.core.windows.net</c>; signed in to by the machine's identity.</param>
/// <param name="Prefix">Names of the tables begin with it; see <see cref="FaultOf"/>.</param>
public sealed record TablesSettings(string? ConnectionString, Uri? Endpoint, string Prefix)
{
    /// <summary>A table's name has 63 characters at most; ours add up to ten.</summary>
    public const int LongestPrefix = 40;

    /// <summary>For specs: what stands between the client and the network.</summary>
    internal HttpPipelineTransport? Transport { get; init; }

    /// <summary>For specs: one call is waited for this long.</summary>
    internal TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>Null if tables can be named so; else what to write instead.</summary>
    public static string? FaultOf(string prefix) =>
        prefix.Length is > 0 and <= LongestPrefix && char.IsAsciiLetter(prefix[0]) && prefix.All(char.IsAsciiLetterOrDigit)
            ? null
            : $"Storage:TablePrefix: tables can't be named '{prefix}…'. Write a letter, then letters and digits, {LongestPrefix} at most.";

    /// <summary>Whether it names a place; nothing is called.</summary>
    /// <exception cref="ArgumentException">It does not; the message says what to write.</exception>
    public void Check() => Client();

    internal TableServiceClient Client()
    {
        // The store tries again by itself: it has to know which write it tried twice.
        var options = new TableClientOptions { Retry = { MaxRetries = 0, NetworkTimeout = CallTimeout } };
        if (Transport is not null) options.Transport = Transport;
        try
        {
            return ConnectionString is not null ? new(ConnectionString, options) : new(Endpoint, new DefaultAzureCredential(), options);
        }
        catch (Exception e) when (e is FormatException or InvalidOperationException or ArgumentException)
        {
            throw new ArgumentException(
                "Storage:ConnectionString is not understood. Copy it from \"Access keys\" of the storage account, or write Storage:Endpoint instead.", e);
        }
    }
}

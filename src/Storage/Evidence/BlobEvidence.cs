using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Azure;
using Azure.Identity;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using ChatOpsIncident.Engine;
using ChatOpsIncident.Storage.Moving;

namespace ChatOpsIncident.Storage.Evidence;

/// <summary>Evidence in a container of Azure Blob Storage: <c>&lt;incident&gt;/sha256/ab/cdef…</c>. Versioning and immutability are the account's to set.</summary>
public sealed class BlobEvidence : IWholeEvidence
{
    private readonly BlobContainerClient container;
    private bool there;

    private BlobEvidence(BlobContainerClient container) => this.container = container;

    /// <summary>Nothing is called before something is kept or read; the container is made then.</summary>
    /// <param name="connectionString">With a key or a signature, or only <c>BlobEndpoint=https://…</c>: then with Entra ID.</param>
    /// <exception cref="ArgumentException">It names no account or no container; the message says what to write.</exception>
    public static BlobEvidence In(string connectionString, string name)
    {
        var options = new BlobClientOptions { Retry = { MaxRetries = 2, NetworkTimeout = TimeSpan.FromSeconds(20) } };
        try
        {
            return new(EndpointAlone(connectionString) is { } endpoint
                ? new BlobServiceClient(endpoint, new DefaultAzureCredential(), options).GetBlobContainerClient(name)
                : new BlobContainerClient(connectionString, name, options));
        }
        catch (Exception e) when (e is FormatException or InvalidOperationException or ArgumentException)
        {
            throw new ArgumentException(
                "Evidence:ConnectionString is not understood. Copy it from \"Access keys\" of the storage account, or write BlobEndpoint=https://account.blob.core.windows.net for sign-in with Entra ID.", e);
        }
    }

    /// <summary>Null if a container can be named so; else what to write instead.</summary>
    public static string? FaultOf(string name) =>
        name.Length is >= 3 and <= 63 && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-') && name[0] != '-' && name[^1] != '-' && !name.Contains("--", StringComparison.Ordinal)
            ? null
            : $"Evidence:Container: a container can't be named '{name}'. Write 3 to 63 small letters, digits and single hyphens.";

    public async Task<string> Keep(string stream, ReadOnlyMemory<byte> content, CancellationToken cancel = default)
    {
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(content.Span));
        var blob = container.GetBlobClient(EvidenceAddress.Of(stream, sha256));
        try
        {
            if (!there) await container.CreateIfNotExistsAsync(cancellationToken: cancel);
            there = true;
            if (await ContentOf(blob, cancel) is { } kept && Matches(kept, sha256)) return sha256;
            await blob.UploadAsync(BinaryData.FromBytes(content), new BlobUploadOptions { HttpHeaders = new() { ContentType = "application/octet-stream" } }, cancel);
            return sha256;
        }
        catch (Exception e) when (IsTheirs(e, cancel))
        {
            throw Unavailable("kept", e);
        }
    }

    public async Task<byte[]?> Read(string stream, string sha256, CancellationToken cancel = default)
    {
        var blob = container.GetBlobClient(EvidenceAddress.Of(stream, sha256));
        try
        {
            return await ContentOf(blob, cancel) is not { } content ? null : Matches(content, sha256) ? content : throw new EvidenceAlteredException(sha256);
        }
        catch (Exception e) when (IsTheirs(e, cancel))
        {
            throw Unavailable("read", e);
        }
    }

    public async IAsyncEnumerable<(string Stream, string Sha256)> All([EnumeratorCancellation] CancellationToken cancel = default)
    {
        if (!await container.ExistsAsync(cancel)) yield break;
        await foreach (var blob in container.GetBlobsAsync(cancellationToken: cancel))
        {
            if (EvidenceCopy.Address(blob.Name) is { } address) yield return address;
        }
    }

    private static async Task<byte[]?> ContentOf(BlobClient blob, CancellationToken cancel)
    {
        try
        {
            return (await blob.DownloadContentAsync(cancel)).Value.Content.ToArray();
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }

    private static bool Matches(byte[] content, string sha256) => Convert.ToHexStringLower(SHA256.HashData(content)) == sha256;

    private static Uri? EndpointAlone(string connectionString) =>
        connectionString.Trim().TrimEnd(';') is var text && text.StartsWith("BlobEndpoint=", StringComparison.OrdinalIgnoreCase) && !text.Contains(';', StringComparison.Ordinal)
            && Uri.TryCreate(text["BlobEndpoint=".Length..], UriKind.Absolute, out var endpoint) ? endpoint : null;

    private static bool IsTheirs(Exception e, CancellationToken cancel) =>
        e is RequestFailedException or AggregateException or HttpRequestException or IOException or AuthenticationFailedException
        || (e is OperationCanceledException && !cancel.IsCancellationRequested);

    private static StoreUnavailableException Unavailable(string what, Exception e) => new(
        $"Evidence cannot be {what} now. Check that its container (Evidence:ConnectionString, Evidence:Container) can be reached and that this bot may write there, then try again.", e);
}

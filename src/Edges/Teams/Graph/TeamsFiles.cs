using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using ChatOpsIncident.Edges.Teams.Connector;
using ChatOpsIncident.Engine;
using Microsoft.IdentityModel.Tokens;

namespace ChatOpsIncident.Edges.Teams.Graph;

/// <summary>
/// Files that a message refers to: where they lie, Graph says, with an address that is good for a few minutes and needs no token, so none is sent there.
/// </summary>
/// <remarks>https://learn.microsoft.com/graph/api/shares-get; needs Files.Read.All.</remarks>
internal sealed class TeamsFiles(GraphApi graph, HttpClient http, TimeProvider clock) : IFiles, IDisposable
{
    /// <summary>The largest file, in bytes.</summary>
    public const int Largest = 50 * 1024 * 1024;

    private const string Elsewhere = "Keep it somewhere safe, and say where: @Incident evidence what, kept at where";
    private const int AtOnce = 2;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly SemaphoreSlim turns = new(AtOnce);

    public string Platform => TeamsId.Platform;

    /// <summary>Whether this can be a file's address: one of SharePoint or OneDrive.</summary>
    public static bool IsFile(string? address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps && address!.Length <= 2000;

    public void Dispose() => turns.Dispose();

    public async Task<byte[]> Fetch(string file, CancellationToken cancel = default)
    {
        await turns.WaitAsync(cancel);
        try
        {
            using var late = new CancellationTokenSource(Patience, clock);
            using var end = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancel);
            return await Content(await graph.Get("file", $"shares/u!{Base64UrlEncoder.Encode(Encoding.UTF8.GetBytes(file))}/driveItem?$select=id,name,size,@microsoft.graph.downloadUrl", end.Token), end.Token);
        }
        catch (TeamsErrorException no)
        {
            throw new FileNotHandedOutException(no.Status is HttpStatusCode.Forbidden ? "the bot may not read files here (Files.Read.All is missing)" : "it is not there any more, or not for the bot", Elsewhere, no);
        }
        catch (Exception e) when (e is TeamsBusyException or TeamsMaybeDoneException || Calling.WasNotAnswered(e, cancel))
        {
            throw new FileNotHandedOutException("Teams did not hand it out in time", "Save the message again in a minute.", e);
        }
        finally
        {
            turns.Release();
        }
    }

    private async Task<byte[]> Content(JsonElement item, CancellationToken cancel)
    {
        if (item.At("size") is { ValueKind: JsonValueKind.Number } size && size.TryGetInt64(out var bytes) && bytes > Largest) throw TooLarge();
        if (!Uri.TryCreate(item.Text("@microsoft.graph.downloadUrl"), UriKind.Absolute, out var address) || (address.Scheme != Uri.UriSchemeHttps && !address.IsLoopback))
            throw new FileNotHandedOutException("Graph says no address for it", Elsewhere);
        using var response = await http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancel);
        if (!response.IsSuccessStatusCode) throw new FileNotHandedOutException("it was not handed out", Elsewhere);
        return await response.Content.AtMost(Largest, cancel) ?? throw TooLarge();
    }

    private static FileNotHandedOutException TooLarge() =>
        new(string.Create(CultureInfo.InvariantCulture, $"it is larger than {Largest / 1024 / 1024} MB"), Elsewhere);
}

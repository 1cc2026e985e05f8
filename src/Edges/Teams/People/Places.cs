using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ChatOpsIncident.Edges.Teams.Tokens;
using ChatOpsIncident.Engine;

namespace ChatOpsIncident.Edges.Teams.People;

/// <summary>
/// Through which address a conversation is reached: learned from what Teams sends, kept in the store, never guessed. A new conversation
/// is reached as the organisation was last.
/// </summary>
internal sealed class Places(IStore store, ServiceHosts hosts, TeamsSettings settings)
{
    private const string Partition = "teams-places";
    private const string Home = "home";

    private readonly ConcurrentDictionary<string, string> known = new(StringComparer.Ordinal);

    /// <summary>Notes the address that an activity came with, which was checked.</summary>
    public async Task Learn(string conversation, Uri service, CancellationToken cancel)
    {
        await Note(RowOf(conversation), service.AbsoluteUri, cancel);
        await Note(Home, service.AbsoluteUri, cancel);
    }

    /// <summary>Null: nothing was heard from Teams yet, or the address is not one that a token may be sent to.</summary>
    public async Task<Uri?> Of(string conversation, CancellationToken cancel) => hosts.Allowed(await Read(RowOf(TeamsId.Room(conversation)), cancel) ?? await Read(Home, cancel));

    /// <summary>Where the organisation was reached last; null: nothing was heard yet.</summary>
    public async Task<Uri?> AtHome(CancellationToken cancel) => hosts.Allowed(await Read(Home, cancel));

    private async Task Note(string row, string address, CancellationToken cancel)
    {
        if (known.TryGetValue(row, out var same) && same == address) return;
        await store.Write([new Put(KeyOf(row), JsonSerializer.Serialize(address))], cancel);
        known[row] = address;
    }

    private async Task<string?> Read(string row, CancellationToken cancel)
    {
        if (known.TryGetValue(row, out var address)) return address;
        if (await store.Read(KeyOf(row), cancel) is not { } kept || JsonSerializer.Deserialize<string>(kept.Payload) is not { } stored) return null;
        return known[row] = stored;
    }

    private Key KeyOf(string row) => new(TableNames.Index, $"{Partition}.{settings.AppId}", row);

    private static string RowOf(string conversation) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(TeamsId.Room(conversation))));
}

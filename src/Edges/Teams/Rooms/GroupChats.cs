using System.Collections.Immutable;
using System.Net;
using System.Text.Json.Nodes;
using ChatOpsIncident.Edges.Teams.Connector;
using ChatOpsIncident.Edges.Teams.Graph;
using ChatOpsIncident.Engine;
using ChatOpsIncident.Incidents.Cards;

namespace ChatOpsIncident.Edges.Teams.Rooms;

/// <summary>Group chats, where a channel cannot be the room: made by Graph, because bots cannot make one, with the app put into it.</summary>
/// <remarks>https://learn.microsoft.com/graph/api/chat-post; needs Chat.Create, TeamsAppInstallation.ReadWriteSelfForChat.All and AppCatalog.Read.All.</remarks>
internal sealed class GroupChats(GraphApi graph, GraphPeople members, CatalogApp app)
{
    private const int LongestTopic = 200;

    public async Task<string> Open(RoomToOpen room, CancellationToken cancel)
    {
        if (await app.Id(cancel) is not { } catalog) throw new TeamsErrorException("install in chat", HttpStatusCode.Forbidden, "Forbidden", "The app is not in the organisation's catalogue, or AppCatalog.Read.All is missing.");
        var people = room.Members.Select(TeamsId.Of).OfType<string>().Distinct().ToImmutableArray();
        var body = new JsonObject
        {
            ["chatType"] = "group",
            ["topic"] = Topic(room.Name),
            ["members"] = new JsonArray([.. people.Select(id => members.Member(id, owner: true))]),
        };
        if (people.Length < 2) body["installedApps"] = new JsonArray(Bound(catalog));
        var chat = (await graph.Post("create chat", "chats", body, cancel)).Text("id") ?? throw new TeamsMaybeDoneException("A chat was opened, and its id was not said.");
        await Install(chat, catalog, cancel);
        return chat;
    }

    public async Task Invite(string chat, ImmutableArray<string> people, CancellationToken cancel)
    {
        var there = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        await foreach (var member in graph.Pages("chat members", $"{Path(chat)}/members", cancel))
        {
            if (member.Text("userId") is { } id) there.Add(id);
        }
        foreach (var id in people.Where(p => !there.Contains(p))) await members.Add($"{Path(chat)}/members", id, owner: true, cancel);
    }

    public Task Rename(string chat, string name, CancellationToken cancel) => graph.Patch("change chat", Path(chat), new JsonObject { ["topic"] = Topic(name) }, cancel);

    public Task TakeOut(string chat, string id, CancellationToken cancel) => members.Remove($"{Path(chat)}/members", id, cancel);

    /// <summary>In chats messages can be pinned, where that is consented; else the card is the first message. One that is gone is found out by its next change.</summary>
    public async Task Pin(string chat, string message, CancellationToken cancel)
    {
        try
        {
            await graph.Post("pin", $"{Path(chat)}/pinnedMessages", new JsonObject { ["message@odata.bind"] = $"{graph.Root}{Path(chat)}/messages/{message}" }, cancel);
        }
        catch (TeamsErrorException)
        {
            // Not consented, not there, or pinned already.
        }
    }

    /// <summary>The app is put into it again.</summary>
    public async Task ComeBack(string chat, CancellationToken cancel)
    {
        if (await app.Id(cancel) is { } catalog) await Install(chat, catalog, cancel);
    }

    private async Task Install(string chat, string catalog, CancellationToken cancel)
    {
        try
        {
            await graph.Post("install in chat", $"{Path(chat)}/installedApps", Bound(catalog), cancel);
        }
        catch (TeamsErrorException no) when (no.Status is HttpStatusCode.Conflict)
        {
            // It is there.
        }
    }

    private JsonObject Bound(string catalog) => new() { ["teamsApp@odata.bind"] = $"{graph.Root}appCatalogs/teamsApps/{catalog}" };

    private static string Topic(string name) => Shortened.Line(Cleaned.Line(name).Replace(':', ' '), LongestTopic);

    private static string Path(string chat) => $"chats/{Uri.EscapeDataString(chat)}";
}

using System.Collections.Immutable;
using System.Net;
using System.Text.Json.Nodes;
using ChatOpsIncident.Edges.Teams.Connector;
using ChatOpsIncident.Incidents.Timeline;

namespace ChatOpsIncident.Edges.Teams.Graph;

/// <summary>Members of the team, its channels and chats, as Graph takes them.</summary>
internal sealed class GraphPeople(GraphApi graph, TeamsSettings settings)
{
    /// <summary>Somebody as a member.</summary>
    public JsonObject Member(string id, bool owner) => new()
    {
        ["@odata.type"] = "#microsoft.graph.aadUserConversationMember",
        ["roles"] = owner ? new JsonArray("owner") : new JsonArray(),
        ["user@odata.bind"] = $"{graph.Root}users('{id}')",
    };

    /// <summary>Ids of those who are in the team.</summary>
    public async Task<ImmutableArray<string>> InTeam(ImmutableArray<Person> people, CancellationToken cancel)
    {
        var there = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        await foreach (var member in graph.Pages("team members", $"teams/{settings.TeamId}/members", cancel))
        {
            if (member.Text("userId") is { } id) there.Add(id);
        }
        return [.. people.Select(TeamsId.Of).OfType<string>().Where(there.Contains).Distinct()];
    }

    /// <summary>Adds somebody. Where that is not consented, or they cannot be found, the others come all the same, and doctor says what is missing.</summary>
    public async Task Add(string path, string id, bool owner, CancellationToken cancel)
    {
        try
        {
            await graph.Post("add member", path, Member(id, owner), cancel);
        }
        catch (TeamsErrorException no) when (no.Status is HttpStatusCode.Forbidden or HttpStatusCode.NotFound or HttpStatusCode.BadRequest or HttpStatusCode.Conflict)
        {
            // Said by doctor; who is there already is fine.
        }
    }

    /// <summary>Takes somebody out; who is not there is fine.</summary>
    /// <param name="path">The list of members.</param>
    public async Task Remove(string path, string id, CancellationToken cancel)
    {
        var membership = new List<string>();
        await foreach (var member in graph.Pages("read members", path, cancel))
        {
            if (string.Equals(member.Text("userId"), id, StringComparison.OrdinalIgnoreCase) && member.Text("id") is { } its) membership.Add(its);
        }
        foreach (var its in membership)
        {
            try
            {
                await graph.Delete("remove member", $"{path}/{Uri.EscapeDataString(its)}", cancel);
            }
            catch (TeamsErrorException no) when (no.Status is HttpStatusCode.NotFound)
            {
                // They left meanwhile.
            }
        }
    }
}

/// <summary>Our app in the organisation's catalogue, by the id of its manifest, which is the bot's.</summary>
/// <remarks>https://learn.microsoft.com/graph/api/appcatalogs-list-teamsapps; needs AppCatalog.Read.All.</remarks>
internal sealed class CatalogApp(GraphApi graph, TeamsSettings settings)
{
    private string? known;

    /// <summary>Its id there; null: it is not there, or we may not look.</summary>
    public async Task<string?> Id(CancellationToken cancel)
    {
        if (known is not null) return known;
        try
        {
            await foreach (var app in graph.Pages("catalogue", $"appCatalogs/teamsApps?$filter={Uri.EscapeDataString($"externalId eq '{settings.AppId}'")}", cancel)) known ??= app.Text("id");
        }
        catch (TeamsErrorException)
        {
            return null;
        }
        return known;
    }
}

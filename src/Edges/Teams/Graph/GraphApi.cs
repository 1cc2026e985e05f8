using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOpsIncident.Edges.Teams.Connector;

namespace ChatOpsIncident.Edges.Teams.Graph;

/// <summary>Microsoft Graph, the few calls that are ours. Errors are those of <see cref="TeamsCalls"/>.</summary>
/// <remarks>https://learn.microsoft.com/graph/api/overview. A typed client of a dozen calls; Graph's own has ten thousand.</remarks>
internal sealed class GraphApi(TeamsCalls calls, TeamsSettings settings)
{
    /// <summary>What names in bodies begin with.</summary>
    public string Root => settings.GraphUrl.AbsoluteUri;

    public Task<JsonElement> Get(string name, string path, CancellationToken cancel) => Make(name, HttpMethod.Get, path, null, cancel);

    public Task<JsonElement> Post(string name, string path, JsonNode body, CancellationToken cancel) => Make(name, HttpMethod.Post, path, body, cancel);

    public Task<JsonElement> Patch(string name, string path, JsonNode body, CancellationToken cancel) => Make(name, HttpMethod.Patch, path, body, cancel);

    public Task Delete(string name, string path, CancellationToken cancel) => Make(name, HttpMethod.Delete, path, null, cancel);

    /// <summary>Members of a list, page after page; a page's address is followed only on Graph itself.</summary>
    public async IAsyncEnumerable<JsonElement> Pages(string name, string path, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel = default)
    {
        var next = new Uri(settings.GraphUrl, path);
        while (next is not null)
        {
            var page = await calls.Make(new(name, HttpMethod.Get, next, Scope), cancel);
            foreach (var one in page.Each("value")) yield return one;
            next = Uri.TryCreate(page.Text("@odata.nextLink"), UriKind.Absolute, out var further) && settings.GraphUrl.IsBaseOf(further) ? further : null;
        }
    }

    private string Scope => new Uri(settings.Cloud.Graph, "/.default").AbsoluteUri;

    private Task<JsonElement> Make(string name, HttpMethod method, string path, JsonNode? body, CancellationToken cancel) =>
        calls.Make(new(name, method, new(settings.GraphUrl, path), Scope) { Body = body }, cancel);
}

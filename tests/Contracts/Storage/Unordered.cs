using System.Globalization;
using System.Text.Json.Nodes;
using System.Web;

namespace ChatOpsIncident.Contracts.Storage;

/// <summary>The service by the rules of one that keeps no order: ranges come from their end, in pages of two at most.</summary>
/// <param name="server">What it says it is; null: nothing.</param>
internal sealed class Unordered(string? server) : DelegatingHandler(new SocketsHttpHandler())
{
    private const int Page = 2;

    /// <summary>Pages that were read.</summary>
    public int Pages { get; private set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var ranges = request.Method == HttpMethod.Get && request.RequestUri!.AbsolutePath.EndsWith("()", StringComparison.Ordinal);
        return Named(ranges ? await Range(request, cancellationToken) : await base.SendAsync(request, cancellationToken));
    }

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) => Named(base.Send(request, cancellationToken));

    private HttpResponseMessage Named(HttpResponseMessage answer)
    {
        answer.Headers.Remove("Server");
        if (server is not null) answer.Headers.TryAddWithoutValidation("Server", server);
        return answer;
    }

    private async Task<HttpResponseMessage> Range(HttpRequestMessage request, CancellationToken cancel)
    {
        Pages++;
        var asked = HttpUtility.ParseQueryString(request.RequestUri!.Query);
        var (skip, take) = (Number(asked["NextRowKey"]) ?? 0, Math.Min(Page, Number(asked["$top"]) ?? Page));
        foreach (var name in (string[])["NextPartitionKey", "NextRowKey", "$top"]) asked.Remove(name);
        request.RequestUri = new UriBuilder(request.RequestUri) { Query = asked.ToString() }.Uri;
        var answer = await base.SendAsync(request, cancel);
        var (type, json) = (answer.Content.Headers.ContentType, JsonNode.Parse(await answer.Content.ReadAsStringAsync(cancel))!);
        JsonNode[] rows = [.. json["value"]!.AsArray().Reverse().Select(r => r!.DeepClone())];
        json["value"] = new JsonArray([.. rows.Skip(skip).Take(take)]);
        answer.Content = new StringContent(json.ToJsonString());
        answer.Content.Headers.ContentType = type;
        if (skip + take >= rows.Length) return answer;
        answer.Headers.Add("x-ms-continuation-NextPartitionKey", "P");
        answer.Headers.Add("x-ms-continuation-NextRowKey", (skip + take).ToString(CultureInfo.InvariantCulture));
        return answer;
    }

    private static int? Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}

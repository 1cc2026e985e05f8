using Microsoft.AspNetCore.Http;

namespace ChatOpsIncident.Edges.WebChat.Guards;

/// <summary>Other sites get nothing, whatever they try; a person following a link to the page does.</summary>
internal static class SameSite
{
    /// <summary>What the page sends with every call, and a foreign form or image cannot.</summary>
    public const string ActingAs = "X-Acting-As";

    private const string Foreign = "This call did not come from the web chat's own page, so it was not taken. Open the page at http://localhost with its port.";

    public static Task Invoke(HttpContext http, RequestDelegate next) =>
        IsOwn(http.Request) || IsVisit(http.Request) ? next(http) : Refusal.Write(http, StatusCodes.Status403Forbidden, Foreign);

    private static bool IsOwn(HttpRequest request)
    {
        if (request.Headers.Origin is { Count: > 0 } origin && !IsOwnOrigin(request, origin.ToString())) return false;
        if (request.Headers["Sec-Fetch-Site"].ToString() is not ("" or "same-origin" or "none")) return false;
        return !request.Path.StartsWithSegments("/chat/api") || request.Headers.ContainsKey(ActingAs);
    }

    private static bool IsOwnOrigin(HttpRequest request, string origin) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var from)
        && from.Scheme == request.Scheme
        && from.Authority.Equals(new Uri($"{request.Scheme}://{request.Host}").Authority, StringComparison.OrdinalIgnoreCase);

    /// <summary>A top-level visit of the page itself: the other site can read nothing of it, and nothing changes.</summary>
    private static bool IsVisit(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && request.Path == "/"
        && request.Headers["Sec-Fetch-Mode"] == "navigate" && request.Headers["Sec-Fetch-Dest"] == "document";
}

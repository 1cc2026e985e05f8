using Microsoft.AspNetCore.Http;

namespace ChatOpsIncident.Edges.WebChat.Guards;

/// <summary>What the browser may do with our answers: run our own scripts only, show them in no frame, guess no type.</summary>
internal static class PageHeaders
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static Task Invoke(HttpContext http, RequestDelegate next)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.CacheControl = http.Request.Path.StartsWithSegments("/chat") ? "no-store" : "no-cache";
        return next(http);
    }
}

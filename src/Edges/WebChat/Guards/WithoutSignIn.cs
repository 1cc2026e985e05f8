using System.Net;
using Microsoft.AspNetCore.Http;

namespace ChatOpsIncident.Edges.WebChat.Guards;

/// <summary>Without sign-in only this machine is answered: the peer is loopback, Host is localhost, 127.0.0.1 or [::1], and nothing was forwarded.</summary>
internal static class WithoutSignIn
{
    private const string Elsewhere =
        "The web chat has no sign-in here, so it answers only a browser on its own machine, at http://localhost with its port. "
        + "Reaching it from elsewhere needs sign-in, set by WebChat:Authority, which comes with a later version. "
        + "To run the bot without web chat, set WebChat:Enabled to false.";

    private static readonly string[] Here = ["localhost", "127.0.0.1", "[::1]"];

    private static readonly string[] Forwarding = ["Forwarded", "Via", "X-Real-IP", "X-Client-IP", "True-Client-IP", "CF-Connecting-IP"];

    public static Task Invoke(HttpContext http, RequestDelegate next) => IsHere(http) ? next(http) : Refusal.Write(http, StatusCodes.Status403Forbidden, Elsewhere);

    private static bool IsHere(HttpContext http) =>
        http.Connection.RemoteIpAddress is { } peer && IPAddress.IsLoopback(peer)
        && Here.Contains(http.Request.Host.Host, StringComparer.OrdinalIgnoreCase)
        && !http.Request.Headers.Keys.Any(WasForwarded);

    private static bool WasForwarded(string header) =>
        header.StartsWith("X-Forwarded", StringComparison.OrdinalIgnoreCase) || header.StartsWith("X-Original", StringComparison.OrdinalIgnoreCase)
        || Forwarding.Contains(header, StringComparer.OrdinalIgnoreCase);
}

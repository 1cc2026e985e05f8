using System.Net;
using Microsoft.AspNetCore.Http;

namespace ChatOpsIncident.Edges.Shared;

/// <summary>Whether a request was sent on this machine: the peer is loopback, Host is localhost, 127.0.0.1 or [::1], and nothing was forwarded.</summary>
internal static class OnThisMachine
{
    private static readonly string[] Here = ["localhost", "127.0.0.1", "[::1]"];

    private static readonly string[] Forwarding = ["Forwarded", "Via", "X-Real-IP", "X-Client-IP", "True-Client-IP", "CF-Connecting-IP"];

    public static bool Sent(HttpContext http) =>
        http.Connection.RemoteIpAddress is { } peer && IPAddress.IsLoopback(peer)
        && Here.Contains(http.Request.Host.Host, StringComparer.OrdinalIgnoreCase)
        && !http.Request.Headers.Keys.Any(WasForwarded);

    private static bool WasForwarded(string header) =>
        header.StartsWith("X-Forwarded", StringComparison.OrdinalIgnoreCase) || header.StartsWith("X-Original", StringComparison.OrdinalIgnoreCase)
        || Forwarding.Contains(header, StringComparer.OrdinalIgnoreCase);
}

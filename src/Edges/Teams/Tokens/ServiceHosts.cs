namespace ChatOpsIncident.Edges.Teams.Tokens;

/// <summary>Where our token may be sent: hosts that are listed, over https; this machine also over http. A token is like a password.</summary>
internal sealed class ServiceHosts(TeamsSettings settings)
{
    /// <summary>The address, if a token may be sent there; else null.</summary>
    public Uri? Allowed(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && Allows(uri) ? new(uri.AbsoluteUri.TrimEnd('/') + "/") : null;

    /// <summary>Whether a token may be sent there.</summary>
    public bool Allows(Uri address) =>
        address is { IsAbsoluteUri: true, UserInfo: "", Query: "", Fragment: "" } && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)) && Listed(address.IdnHost);

    private bool Listed(string host) => settings.ServiceHosts.Any(listed => listed.StartsWith("*.", StringComparison.Ordinal)
        ? host.Length > listed.Length - 1 && host.EndsWith(listed[1..], StringComparison.OrdinalIgnoreCase)
        : host.Equals(listed.Trim('[', ']'), StringComparison.OrdinalIgnoreCase));
}

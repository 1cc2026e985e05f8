using System.Collections.Immutable;

namespace ChatOpsIncident.Edges.Teams;

/// <summary>How to reach Teams in one organisation.</summary>
/// <param name="AppId">The bot's Entra application (a GUID), which is also its id in Teams.</param>
/// <param name="Credential">How the application proves that it is itself; null: it cannot, and nothing is sent but to this machine.</param>
/// <param name="Tenants">The organisations whose people are heard; tokens come from the first one. Empty only where unsigned activities are taken.</param>
/// <param name="Cloud">Where Teams lives.</param>
public sealed record TeamsSettings(string AppId, TeamsCredential? Credential, ImmutableArray<string> Tenants, TeamsCloud Cloud)
{
    /// <summary>The team (its Microsoft 365 group's GUID) in which channels open; null: rooms are group chats.</summary>
    public string? TeamId { get; init; }

    /// <summary>Unsigned activities are taken from this machine.</summary>
    public bool AllowAnonymous { get; init; }

    /// <summary>Where the keys of those who call us are named.</summary>
    public Uri OpenIdMetadata { get; init; } = Cloud.OpenIdMetadata;

    /// <summary>Where our own tokens come from.</summary>
    public Uri TokenUrl { get; init; } = new(Cloud.Login, $"{(Tenants.IsDefaultOrEmpty ? "common" : Tenants[0])}/oauth2/v2.0/token");

    /// <summary>Microsoft Graph, with its version and a slash at the end.</summary>
    public Uri GraphUrl { get; init; } = Cloud.Graph;

    /// <summary>Hosts that our token may be sent to; <c>*.</c> stands for one or more names before.</summary>
    public ImmutableArray<string> ServiceHosts { get; init; } = Cloud.ServiceHosts;

    /// <summary>Our id in conversations.</summary>
    public string BotId => "28:" + AppId;

    /// <summary>The organisation that the bot is at home in.</summary>
    public string Home => Tenants.IsDefaultOrEmpty ? "" : Tenants[0];

    /// <summary>Says nothing: settings are secret.</summary>
    public override string ToString() => $"Teams as {AppId}";
}

/// <summary>How the application proves that it is itself.</summary>
public abstract record TeamsCredential
{
    /// <summary>Says nothing: it is secret.</summary>
    public sealed override string ToString() => GetType().Name;
}

/// <summary>A client secret.</summary>
public sealed record ClientSecret(string Secret) : TeamsCredential;

/// <summary>A certificate with its private key: a PEM or PFX file.</summary>
public sealed record ClientCertificate(string Path) : TeamsCredential;

/// <summary>A user-assigned managed identity of the machine, on Azure.</summary>
/// <param name="ClientId">Its client id.</param>
public sealed record MachineIdentity(string ClientId) : TeamsCredential;

/// <summary>A file with the token of a workload, which the application trusts.</summary>
public sealed record FederatedToken(string Path) : TeamsCredential;

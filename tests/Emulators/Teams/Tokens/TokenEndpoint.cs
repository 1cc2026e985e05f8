using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using ChatOpsIncident.Emulators.Teams.Connector;

namespace ChatOpsIncident.Emulators.Teams.Tokens;

/// <summary>Entra's token endpoint for this one app, and the tokens that it gave.</summary>
internal sealed class TokenEndpoint(TeamsEmulator teams)
{
    public const string ForConnector = "https://api.botframework.com/.default";
    public const string ForGraph = "https://graph.microsoft.com/.default";

    private readonly ConcurrentDictionary<string, (string Scope, DateTimeOffset Until)> given = [];

    /// <summary>Answers a request for a token.</summary>
    public Answer Give(string tenant, IReadOnlyDictionary<string, string> form)
    {
        string Field(string name) => form.GetValueOrDefault(name) ?? "";
        if (tenant != Installation.TenantId) return Refuse("invalid_request", $"AADSTS90002: Tenant '{tenant}' not found.");
        if (Field("grant_type") != "client_credentials") return Refuse("unsupported_grant_type", "AADSTS70003: The app requested an unsupported grant type.");
        if (Field("client_id") != Installation.AppId) return Refuse("unauthorized_client", "AADSTS700016: Application was not found in the directory.");
        if (Field("scope") is not (ForConnector or ForGraph)) return Refuse("invalid_scope", "AADSTS70011: The provided value for the input parameter 'scope' is not valid.");
        var asserted = Field("client_assertion").Length > 0 && Field("client_assertion_type") == "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
        if (!asserted && Field("client_secret") != Installation.Secret) return Refuse("invalid_client", "AADSTS7000215: Invalid client secret provided.", 401);
        var token = $"emulator.{Guid.CreateVersion7(teams.Now):N}";
        given[token] = (Field("scope"), teams.Now + teams.TokensLast);
        var seconds = (int)teams.TokensLast.TotalSeconds;
        return new(200, new JsonObject { ["token_type"] = "Bearer", ["expires_in"] = seconds, ["ext_expires_in"] = seconds, ["access_token"] = token });
    }

    /// <summary>Whether this token is good for this.</summary>
    public bool Allows(string? authorization, string scope) =>
        authorization is not null && authorization.StartsWith("Bearer ", StringComparison.Ordinal) && given.TryGetValue(authorization["Bearer ".Length..], out var token)
        && token.Scope == scope && teams.Now < token.Until;

    private Answer Refuse(string error, string description, int status = 400)
    {
        teams.Violated($"token: {description}");
        return new(status, new JsonObject { ["error"] = error, ["error_description"] = description });
    }
}

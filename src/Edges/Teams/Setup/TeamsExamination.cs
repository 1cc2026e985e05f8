using System.Buffers.Text;
using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using ChatOpsIncident.Edges.Teams.Connector;
using ChatOpsIncident.Edges.Teams.Graph;
using ChatOpsIncident.Edges.Teams.People;
using ChatOpsIncident.Edges.Teams.Rooms;
using ChatOpsIncident.Edges.Teams.Tokens;
using ChatOpsIncident.Engine;

namespace ChatOpsIncident.Edges.Teams.Setup;

/// <summary>Looks at the set-up as Microsoft sees it, step by step, and says in plain words why something is refused.</summary>
/// <param name="http">Needs no proxying of its own.</param>
public sealed class TeamsExamination(HttpClient http, TeamsSettings settings, TimeProvider clock)
{
    /// <summary>The keys of Teams, our token, the team, and what was consented to.</summary>
    public async Task<ImmutableArray<Finding>> Installation(CancellationToken cancel)
    {
        var findings = ImmutableArray.CreateBuilder<Finding>();
        findings.Add(await Keys(cancel));
        if (Proofs.Of(settings, clock) is not { } proof) return findings.ToImmutable();
        var tokens = new OurTokens(http, settings, proof, clock);
        if (await Token(tokens, settings.Cloud.Scope, cancel) is { } noToken)
        {
            findings.Add(noToken);
            return findings.ToImmutable();
        }
        findings.Add(new("The app registration gives the bot a token"));
        using var paces = new Paces(clock);
        var calls = new TeamsCalls(http, tokens, paces, new(), clock);
        var graph = new GraphApi(calls, settings);
        findings.AddRange(await Consented(tokens, graph, cancel));
        if (settings.TeamId is null) findings.Add(new("Teams:TeamId", "No team is named: rooms open as group chats. Copy the team's id from \"Get link to team\" (groupId=…)."));
        else findings.AddRange(await Team(graph, cancel));
        return findings.ToImmutable();
    }

    /// <summary>Whether Teams has called this bot yet.</summary>
    public async Task<Finding> Heard(IStore store, CancellationToken cancel) => await new Places(store, new(settings), settings).AtHome(cancel) is { } address
        ? new($"Teams has called, and is answered at {address.Host}")
        : new("Messaging endpoint", $"Teams has not called yet. Set the Azure Bot's messaging endpoint to your address with {TeamsEdge.Endpoint}, add the Teams channel there, and add the app to the team.");

    private async Task<Finding> Keys(CancellationToken cancel)
    {
        try
        {
            using var response = await http.GetAsync(settings.OpenIdMetadata, cancel);
            return response.IsSuccessStatusCode ? new("The keys of Teams can be read") : new("Keys", $"{settings.OpenIdMetadata} answers {(int)response.StatusCode}. Without it nothing that Teams sends can be believed.");
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return new("Keys", $"{settings.OpenIdMetadata} cannot be reached. Look whether this machine may call it; a proxy is set by HTTPS_PROXY.");
        }
    }

    private static async Task<Finding?> Token(OurTokens tokens, string scope, CancellationToken cancel)
    {
        try
        {
            await tokens.Get(scope, cancel);
            return null;
        }
        catch (TeamsErrorException no)
        {
            return new("Token", Why(no));
        }
        catch (TeamsBusyException)
        {
            return new("Token", "The sign-in service cannot be reached. Look whether this machine may call it; a proxy is set by HTTPS_PROXY.");
        }
    }

    private static string Why(TeamsErrorException no) => no.Says switch
    {
        "AADSTS7000215" => "The secret is not right. Make a new one under Certificates & secrets of the app registration, and copy its value, not its id.",
        "AADSTS7000222" => "The secret is over. Make a new one under Certificates & secrets of the app registration.",
        "AADSTS700016" => "The organisation does not know this app. Compare Teams:AppId and Teams:TenantId with the app registration's overview.",
        "AADSTS90002" => "There is no such organisation. Compare Teams:TenantId with the Directory (tenant) ID of the app registration.",
        "AADSTS7000229" => "The app has no enterprise application in this organisation. Run: az ad sp create --id and the app's id.",
        "AADSTS700027" => "The certificate is not one of the app registration's. Upload its public part under Certificates & secrets.",
        { } other => $"The sign-in service answers {other}. Look it up at https://login.microsoftonline.com/error.",
        null => $"The sign-in service refuses: {no.Code}.",
    };

    private async Task<IEnumerable<Finding>> Team(GraphApi graph, CancellationToken cancel)
    {
        try
        {
            var team = await graph.Get("team", $"teams/{settings.TeamId}", cancel);
            var channels = 0;
            await foreach (var _ in graph.Pages("list channels", $"teams/{settings.TeamId}/channels?$select=id", cancel)) channels++;
            var counted = channels.ToString(CultureInfo.InvariantCulture);
            return
            [
                new($"The team is {team.Text("displayName")}"),
                channels >= Shortage.From
                    ? new("Channels", $"{counted} of {Shortage.Most} channels are used, and deleted ones count for thirty days more. Delete old ones now, or name another team in Teams:TeamId.")
                    : new($"{counted} of {Shortage.Most} channels are used"),
                .. await Granted(graph, cancel),
            ];
        }
        catch (TeamsErrorException no)
        {
            return [new("Teams:TeamId", TeamIsNot(no))];
        }
        catch (Exception e) when (e is TeamsBusyException or TeamsMaybeDoneException)
        {
            return [new("Teams:TeamId", "Microsoft Graph does not answer now. Try again in a minute.")];
        }
    }

    private static string TeamIsNot(TeamsErrorException no) => no.Status switch
    {
        HttpStatusCode.NotFound => "There is no such team. Copy the id from \"Get link to team\" (groupId=…).",
        HttpStatusCode.Forbidden => "The bot may not look at the team. Its owner has to add the app to it; adding it grants what the manifest asks for.",
        HttpStatusCode.Unauthorized => "Graph does not take the bot's token. Compare Teams:TenantId with the organisation that the team is in.",
        _ => $"Graph answers {(int)no.Status} {no.Code}.",
    };

    /// <summary>What the team's owner granted by adding the app.</summary>
    private async Task<IEnumerable<Finding>> Granted(GraphApi graph, CancellationToken cancel)
    {
        var granted = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var grant in graph.Pages("grants", $"teams/{settings.TeamId}/permissionGrants", cancel))
        {
            if (grant.Text("permission") is { } permission) granted.Add(permission);
        }
        var missing = TeamsManifest.InTeam.Where(p => p.EndsWith(".Group", StringComparison.Ordinal) && !granted.Contains(p)).ToArray();
        return missing.Length == 0
            ? [new("The team granted everything that the app asks for")]
            : missing.Select(p => new Finding($"Permission {p}", "The team has not granted it. Remove the app from the team, upload the package again, and add it anew."));
    }

    /// <summary>What an admin consented to stands in the token itself; where it cannot be read there, the calls that need it tell.</summary>
    private async Task<IEnumerable<Finding>> Consented(OurTokens tokens, GraphApi graph, CancellationToken cancel)
    {
        var token = await tokens.Get(new Uri(settings.Cloud.Graph, "/.default").AbsoluteUri, cancel);
        if (Roles(token) is { } roles) return Consents.All.Where(c => !roles.Contains(c.Name)).Select(Missing).DefaultIfEmpty(new("An admin consented to everything that the bot can use"));
        if (settings.TeamId is null) return [];
        try
        {
            await graph.Get("tags", $"teams/{settings.TeamId}/tags", cancel);
            return [new("The team's tags can be read")];
        }
        catch (TeamsErrorException)
        {
            return [Missing(Consents.All[0])];
        }
    }

    private static Finding Missing(Consent consent) => new(
        $"Consent {consent.Name}",
        $"Without it this does not happen: {consent.Brings}. Add it under API permissions of the app registration (Microsoft Graph, Application permissions), and grant admin consent.")
    {
        Optional = !consent.Needed,
    };

    private static HashSet<string>? Roles(string token)
    {
        try
        {
            if (token.Split('.') is not [_, var payload, _]) return null;
            return [.. JsonSerializer.Deserialize<JsonElement>(Base64Url.DecodeFromChars(payload)).Each("roles").Select(r => r.GetString()).OfType<string>()];
        }
        catch (Exception e) when (e is JsonException or FormatException or DecoderFallbackException)
        {
            return null;
        }
    }
}

using System.Collections.Immutable;
using System.Net.Http.Headers;
using System.Text.Json;

namespace ChatOpsIncident.Edges.Slack.Setup;

/// <summary>Looks at the installation as Slack sees it: tokens, scopes, rooms.</summary>
/// <param name="http">Needs no proxying of its own.</param>
public sealed class Examination(HttpClient http, SlackSettings settings)
{
    /// <summary>What to do where the app is installed for a whole organisation.</summary>
    public const string NeedsTeam =
        "The app is installed for a whole organisation. Set Slack:TeamId to the workspace in which rooms are to open; its id begins with T and stands in its address in a browser.";

    /// <summary>Tokens and scopes.</summary>
    public async Task<ImmutableArray<Finding>> Installation(CancellationToken cancel)
    {
        var findings = ImmutableArray.CreateBuilder<Finding>();
        var (test, scopes, trouble) = await Call("auth.test", settings.BotToken, cancel);
        if (test is not { } known || !known.Flag("ok"))
        {
            findings.Add(new("Slack:BotToken", trouble ?? $"Slack answers {test?.Text("error")}. Copy the Bot User OAuth Token from OAuth & Permissions; install the app to the workspace first."));
            return findings.ToImmutable();
        }
        findings.Add(new($"Slack:BotToken is {known.Text("user")} in {known.Text("team")}"));
        if (known.Flag("is_enterprise_install") && settings.TeamId is null) findings.Add(new("Slack:TeamId", NeedsTeam));
        var missing = scopes.IsEmpty ? [] : Manifest.Scopes.Except(scopes).Order(StringComparer.Ordinal).ToImmutableArray();
        findings.AddRange(missing.Select(s => new Finding($"Scope {s}", Manifest.MissingScope(s))));
        if (missing.IsEmpty) findings.Add(new($"All {Manifest.Scopes.Length} scopes are there"));
        if (settings.AppToken is { } app) findings.Add(await Socket(app, cancel));
        return findings.ToImmutable();
    }

    /// <summary>Whether the bot is in the rooms of open incidents.</summary>
    /// <param name="rooms">The incident's name, and its channel.</param>
    public async Task<ImmutableArray<Finding>> Rooms(IEnumerable<(string Incident, string Channel)> rooms, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(rooms);
        var findings = ImmutableArray.CreateBuilder<Finding>();
        foreach (var (incident, channel) in rooms)
        {
            var (answer, _, trouble) = await Call("conversations.info", settings.BotToken, cancel, ("channel", channel));
            findings.Add(new($"Room of {incident}", trouble ?? Wrong(answer, incident, channel)));
        }
        return findings.ToImmutable();
    }

    private static string? Wrong(JsonElement? answer, string incident, string channel) => answer switch
    {
        { } a when a.Text("error") is "channel_not_found" => $"The bot is not in the channel of {incident} ({channel}), or it is gone. Type /invite @incident-bot there.",
        { } a when a.Text("error") is "missing_scope" => Manifest.MissingScope(a.Text("needed") ?? "channels:read"),
        { } a when a.Text("error") is { } other => $"Slack answers {other} for the channel of {incident} ({channel}). Look at it in Slack.",
        { } a when a.Flag("channel", "is_archived") => $"The channel of {incident} is archived, and the incident is open. Unarchive it, or go on elsewhere.",
        { } a when !a.Flag("channel", "is_member") => $"The bot is not in #{a.Text("channel", "name")}, the room of {incident}. Type /invite @incident-bot there.",
        _ => null,
    };

    private async Task<Finding> Socket(string token, CancellationToken cancel)
    {
        var (answer, _, trouble) = await Call("apps.connections.open", token, cancel);
        if (answer is { } opened && opened.Flag("ok")) return new("Slack:AppToken opens a socket");
        return new("Slack:AppToken", trouble ?? (answer?.Text("error") == "missing_scope"
            ? "The scope connections:write is missing. Make a new token with it under Basic Information, App-Level Tokens."
            : $"Slack answers {answer?.Text("error")}. Make an app-level token with connections:write under Basic Information, and turn Socket Mode on."));
    }

    private async Task<(JsonElement? Answer, ImmutableArray<string> Scopes, string? Trouble)> Call(
        string method, string token, CancellationToken cancel, params (string Name, string Value)[] arguments)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(settings.ApiUrl, method)) { Content = new FormUrlEncodedContent(arguments.Select(a => KeyValuePair.Create(a.Name, a.Value))) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        try
        {
            using var response = await http.SendAsync(request, cancel);
            var scopes = response.Headers.TryGetValues("x-oauth-scopes", out var said) ? said.SelectMany(s => s.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)) : [];
            var json = JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsByteArrayAsync(cancel));
            return (json, [.. scopes], null);
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or TaskCanceledException or IOException)
        {
            return (null, [], $"Slack cannot be reached at {settings.ApiUrl}. Look whether this machine may call it; a proxy is set by HTTPS_PROXY.");
        }
    }
}

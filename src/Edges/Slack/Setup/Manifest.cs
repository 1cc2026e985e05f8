using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChatOpsIncident.Edges.Slack.Setup;

/// <summary>The app as Slack has to know it: scopes, events, command, shortcuts. The file that ships is the one list of them.</summary>
public static class Manifest
{
    /// <summary>Stands in the file that ships where the bot's own address belongs.</summary>
    public const string Placeholder = "https://incidents.example.com";

    private static readonly JsonSerializerOptions Pretty = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Scopes of the bot token.</summary>
    public static ImmutableArray<string> Scopes { get; } = Texts(Read("http"), "oauth_config", "scopes", "bot");

    /// <summary>Events it subscribes to.</summary>
    public static ImmutableArray<string> Events { get; } = Texts(Read("http"), "settings", "event_subscriptions", "bot_events");

    /// <summary>For HTTP: with the address at which Slack reaches the bot.</summary>
    /// <param name="address">Scheme and host, perhaps a port and a path; https, because Slack calls nothing else.</param>
    public static string ForHttp(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return Write(Text("http").Replace(Placeholder, address.AbsoluteUri.TrimEnd('/'), StringComparison.Ordinal));
    }

    /// <summary>For Socket Mode: no address is needed.</summary>
    public static string ForSocketMode() => Write(Text("socket-mode"));

    /// <summary>What an app that was set up by hand lacks, by name and with where to add it; none if nothing.</summary>
    /// <param name="app">Its manifest, as "App Manifest" in the app's settings shows it.</param>
    public static ImmutableArray<string> Lacks(JsonNode app)
    {
        ArgumentNullException.ThrowIfNull(app);
        var ours = Read("http");
        return
        [
            .. Scopes.Except(Texts(app, "oauth_config", "scopes", "bot")).Select(MissingScope),
            .. Events.Except(Texts(app, "settings", "event_subscriptions", "bot_events"))
                .Select(e => $"The event {e} is missing. Add it under Event Subscriptions, Subscribe to bot events, then reinstall the app."),
            .. Named(ours, "slash_commands", "command").Except(Named(app, "slash_commands", "command")).Select(c => $"The command {c} is missing. Add it under Slash Commands, with \"Escape channels, users, and links\" on."),
            .. Unescaped(app),
            .. Named(ours, "shortcuts", "callback_id").Except(Named(app, "shortcuts", "callback_id"))
                .Select(s => $"The shortcut with the callback id {s} is missing. Add it under Interactivity & Shortcuts, {(s == "report" ? "for everywhere" : "on messages")}."),
            .. Switched(app),
        ];
    }

    /// <summary>A scope that is missing, and where to add it.</summary>
    public static string MissingScope(string scope) => $"The scope {scope} is missing. Add it under OAuth & Permissions, Bot Token Scopes, then reinstall the app to the workspace.";

    private static IEnumerable<string> Unescaped(JsonNode app)
    {
        foreach (var command in List(app, "features", "slash_commands").Where(c => c?["command"]?.ToString() == "/incident" && c["should_escape"]?.ToString() != "true"))
            yield return $"The command {command!["command"]} does not escape names. Turn \"Escape channels, users, and links\" on under Slash Commands; else the bot cannot tell who is meant.";
    }

    private static IEnumerable<string> Switched(JsonNode app)
    {
        if (At(app, "settings", "interactivity", "is_enabled")?.ToString() != "true") yield return "Interactivity is off. Turn it on under Interactivity & Shortcuts; without it no button works.";
        if (At(app, "features", "app_home", "home_tab_enabled")?.ToString() != "true") yield return "The home tab is off. Turn it on under App Home.";
        if (At(app, "features", "app_home", "messages_tab_enabled")?.ToString() != "true") yield return "The messages tab is off. Turn it on under App Home; without it the bot cannot write to people directly.";
    }

    private static JsonNode Read(string which) => JsonNode.Parse(Text(which))!;

    private static string Text(string which)
    {
        using var stream = typeof(Manifest).Assembly.GetManifestResourceStream($"slack-{which}.json") ?? throw new InvalidOperationException($"The manifest for {which} was not built in.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static string Write(string json) => JsonNode.Parse(json)!.ToJsonString(Pretty) + "\n";

    private static ImmutableArray<string> Texts(JsonNode node, params ReadOnlySpan<string> path) => [.. (At(node, path) as JsonArray ?? []).Select(t => t?.ToString()).OfType<string>()];

    private static IEnumerable<string> Named(JsonNode app, string list, string property) => List(app, "features", list).Select(o => o?[property]?.ToString()).OfType<string>();

    private static JsonArray List(JsonNode node, params ReadOnlySpan<string> path) => At(node, path) as JsonArray ?? [];

    private static JsonNode? At(JsonNode? node, params ReadOnlySpan<string> path)
    {
        foreach (var name in path) node = (node as JsonObject)?[name];
        return node;
    }
}

using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChatOpsIncident.Edges.Teams.Setup;

/// <summary>The app as Teams has to know it: bot, commands, message extension, permissions in its team. The file that ships is the one list of them.</summary>
public static class TeamsManifest
{
    private const string App = "00000000-0000-0000-0000-000000000000";
    private const string Placeholder = "https://incidents.example.com";

    private static readonly JsonSerializerOptions Pretty = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What the app may do in a team, granted by the team's owner who adds it.</summary>
    public static ImmutableArray<string> InTeam { get; } =
    [
        .. JsonSerializer.Deserialize<JsonElement>(Text("manifest.json")).Each("authorization", "permissions", "resourceSpecific").Select(p => p.Text("name")).OfType<string>(),
    ];

    /// <summary>The manifest, filled in, as tenants have it that know slash commands (schema 1.30).</summary>
    /// <param name="address">Where the bot is: scheme and host, perhaps a port and a path.</param>
    /// <param name="app">The app registration's id, which is the bot's, and the app's in Teams.</param>
    public static string Filled(Uri address, Guid app)
    {
        ArgumentNullException.ThrowIfNull(address);
        return Text("manifest.json").Replace(App, app.ToString("D"), StringComparison.Ordinal).Replace(Placeholder, address.AbsoluteUri.TrimEnd('/'), StringComparison.Ordinal);
    }

    /// <summary>The same for tenants that lag behind (schema 1.28): without slash commands and messages that one person sees.</summary>
    public static string WithoutSlash(Uri address, Guid app)
    {
        var manifest = JsonNode.Parse(Filled(address, app))!;
        manifest["$schema"] = "https://developer.microsoft.com/json-schemas/teams/v1.28/MicrosoftTeams.schema.json";
        manifest["manifestVersion"] = "1.28";
        foreach (var bot in manifest["bots"]!.AsArray())
        {
            bot!.AsObject().Remove("supportsTargetedMessages");
            foreach (var list in bot["commandLists"]!.AsArray())
            {
                list!.AsObject().Remove("triggers");
                foreach (var one in list["commands"]!.AsArray()) one!.AsObject().Remove("triggers");
            }
        }
        return manifest.ToJsonString(Pretty) + "\n";
    }

    /// <summary>The package that is uploaded: the manifest and both icons, nothing else, at its root.</summary>
    public static byte[] Packed(string manifest)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        using var package = new MemoryStream();
        using (var zip = new ZipArchive(package, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, "manifest.json", Encoding.UTF8.GetBytes(manifest));
            foreach (var icon in new[] { "color.png", "outline.png" }) Add(zip, icon, Bytes(icon));
        }
        return package.ToArray();
    }

    private static void Add(ZipArchive zip, string name, byte[] content)
    {
        var entry = zip.CreateEntry(name);
        // The same package for the same app, whenever it is made.
        entry.LastWriteTime = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        using var stream = entry.Open();
        stream.Write(content);
    }

    private static string Text(string name) => Encoding.UTF8.GetString(Bytes(name));

    private static byte[] Bytes(string name)
    {
        using var stream = typeof(TeamsManifest).Assembly.GetManifestResourceStream("teams-" + name) ?? throw new InvalidOperationException($"{name} was not built in.");
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }
}

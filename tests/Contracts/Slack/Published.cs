using System.Text.Json;

namespace ChatOpsIncident.Contracts.Slack;

/// <summary>Payloads and schemas that others published; where each comes from stands in Data/SOURCES.md.</summary>
internal static class Published
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Slack", "Data");

    public static string Text(string path) => File.ReadAllText(Path.Combine(Folder, path));

    public static JsonElement Json(string path) => JsonSerializer.Deserialize<JsonElement>(Text(path));

    /// <summary>Names below the folder, of all that is in it.</summary>
    public static IEnumerable<string> In(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Folder, folder), "*.json").Select(f => $"{folder}/{Path.GetFileName(f)}").Order(StringComparer.Ordinal);
}

using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOpsIncident.Incidents.Cards;

namespace ChatOpsIncident.Specs.Cards;

/// <summary>
/// Compares a card with the approved files beside the spec: <c>name.approved.txt</c> (as a reviewer reads it) and <c>name.approved.json</c> (as Teams and
/// the web chat get it). To approve a change: run the spec with <c>APPROVE=1</c> in the environment, look at the difference in git, commit it.
/// </summary>
internal static class Approved
{
    private static readonly JsonSerializerOptions Pretty = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Both renderings; <paramref name="name"/> names the files, unique in the spec's folder.</summary>
    public static void Card(Card card, string name, [CallerFilePath] string spec = "")
    {
        var json = AdaptiveJson.Of(card, Drawn.Dialect);
        AdaptiveSchema.Faults(json).ShouldBeEmpty();
        Text(Drawn.Of(card), $"{name}.approved.txt", spec);
        Text(json.ToJsonString(Pretty) + "\n", $"{name}.approved.json", spec);
    }

    /// <summary>Any text against a file beside the spec.</summary>
    public static void Text(string received, string file, [CallerFilePath] string spec = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(spec)!, file);
        if (Environment.GetEnvironmentVariable("APPROVE") == "1") File.WriteAllText(path, received);
        var approved = File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : "";
        if (approved != received) throw new InvalidOperationException(Difference(approved, received, file));
    }

    private static string Difference(string approved, string received, string file)
    {
        var (was, now) = (approved.Split('\n'), received.Split('\n'));
        var line = Enumerable.Range(0, Math.Max(was.Length, now.Length)).First(i => was.ElementAtOrDefault(i) != now.ElementAtOrDefault(i));
        return $"""
            {file} differs in line {line + 1}:
              approved: {was.ElementAtOrDefault(line) ?? "(nothing)"}
              received: {now.ElementAtOrDefault(line) ?? "(nothing)"}
            If the new one is right, run this spec with APPROVE=1 and look at the difference in git. All of it:
            {received}
            """;
    }
}

/// <summary>Microsoft's published schema of Adaptive Cards 1.5, every element of it.</summary>
internal static class AdaptiveSchema
{
    private static readonly NJsonSchema.JsonSchema Schema = Load();

    /// <summary>What is wrong with a card; empty: nothing.</summary>
    public static IEnumerable<string> Faults(JsonObject card) => Schema.Validate(card.ToJsonString()).Select(e => e.ToString());

    private static NJsonSchema.JsonSchema Load([CallerFilePath] string here = "") =>
        NJsonSchema.JsonSchema.FromJsonAsync(File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, "adaptive-card.1.5.0.json"))).GetAwaiter().GetResult();
}

using System.Text.Json.Nodes;
using ChatOpsIncident.Emulators.Slack.BlockKit;
using NJsonSchema;

namespace ChatOpsIncident.Contracts.Slack.BlockKit;

/// <summary>Blocks by two judges: the published schemas as they are, and the emulator with the limits that schemas do not say.</summary>
internal static class Valid
{
    private static readonly JsonSchema Blocks = Schema("Blocks");
    private static readonly JsonSchema Modal = Schema("Modal");

    private static readonly HashSet<string> Seen = [];
    private static readonly Lock Gate = new();

    public static void Message(JsonArray blocks)
    {
        var whole = blocks.ToJsonString();
        if (IsOld(whole)) return;
        Blocks.Validate(whole).Select(e => e.ToString()).ShouldBeEmpty(whole);
        Surfaces.Message(JsonNode.Parse(whole)).ShouldBeEmpty(whole);
        Surfaces.TextLength(blocks).ShouldBeLessThanOrEqualTo(11_500);
    }

    public static void View(JsonObject view)
    {
        var whole = view.ToJsonString();
        if (IsOld(whole)) return;
        Modal.Validate(whole).Select(e => e.ToString()).ShouldBeEmpty(whole);
        Surfaces.View(JsonNode.Parse(whole)).ShouldBeEmpty(whole);
    }

    /// <summary>A story says much of it again and again.</summary>
    private static bool IsOld(string whole)
    {
        lock (Gate) return !Seen.Add(whole);
    }

    private static JsonSchema Schema(string name)
    {
        using var stream = typeof(Surfaces).Assembly.GetManifestResourceStream($"Slack/{name}.schema.json")!;
        using var reader = new StreamReader(stream);
        return JsonSchema.FromJsonAsync(reader.ReadToEnd()).GetAwaiter().GetResult();
    }
}

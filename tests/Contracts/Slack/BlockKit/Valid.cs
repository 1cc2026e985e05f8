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
        foreach (var block in blocks.Select(b => $"[{b!.ToJsonString()}]").Where(b => !IsOld(b))) Holds(Blocks, block);
        Surfaces.Message(JsonNode.Parse(whole)).ShouldBeEmpty(whole);
        Surfaces.TextLength(blocks).ShouldBeLessThanOrEqualTo(11_500);
    }

    public static void View(JsonObject view)
    {
        var whole = view.ToJsonString();
        if (IsOld(whole)) return;
        var frame = view.DeepClone().AsObject();
        foreach (var block in view["blocks"]!.AsArray().Select(b => b!.ToJsonString()).Where(b => !IsOld("modal " + b)).Append(null))
        {
            frame["blocks"] = block is null ? [] : new JsonArray(JsonNode.Parse(block));
            Holds(Modal, frame.ToJsonString());
        }
        Surfaces.View(JsonNode.Parse(whole)).ShouldBeEmpty(whole);
    }

    /// <summary>Both schemas judge each block for itself, and take seconds for a long message: what was judged once is not judged again.</summary>
    private static void Holds(JsonSchema schema, string json) => schema.Validate(json).Select(e => e.ToString()).ShouldBeEmpty(json);

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

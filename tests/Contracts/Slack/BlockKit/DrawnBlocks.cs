using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChatOpsIncident.Contracts.Slack.BlockKit;

/// <summary>Blocks in plain characters, as a reviewer reads them; compared with the approved file beside the spec (<c>APPROVE=1</c> writes it).</summary>
internal static class DrawnBlocks
{
    private static readonly JsonSerializerOptions Pretty = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Both the drawing and the JSON; ids of streams stand as S.</summary>
    public static void Approved(JsonNode json, string name, string stream, [CallerFilePath] string spec = "")
    {
        var blocks = json as JsonArray ?? json["blocks"]!.AsArray();
        Same(string.Join('\n', blocks.SelectMany(b => Lines(b!.AsObject()))) + "\n", $"{name}.approved.txt", stream, spec);
        Same(json.ToJsonString(Pretty) + "\n", $"{name}.approved.json", stream, spec);
    }

    private static void Same(string received, string file, string stream, string spec)
    {
        received = System.Text.RegularExpressions.Regex.Replace(received.Replace(stream, "S", StringComparison.Ordinal), @"((?:row|bottom)\.\d+)\.[0-9a-f]{12}", "$1.version");
        var path = Path.Combine(Path.GetDirectoryName(spec)!, file);
        if (Environment.GetEnvironmentVariable("APPROVE") == "1") File.WriteAllText(path, received);
        (File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : "").ShouldBe(received, $"{file}: if the new one is right, run with APPROVE=1 and look at the difference in git.");
    }

    private static IEnumerable<string> Lines(JsonObject block) => (string)block["type"]! switch
    {
        "header" => ["# " + Text(block["text"])],
        "divider" => ["────"],
        "section" when block["fields"] is JsonArray fields => fields.Chunk(2).Select(pair => string.Join("  │  ", pair.Select(f => Text(f).Replace("\n", " ", StringComparison.Ordinal)))),
        "section" => [Text(block["text"]) + (block["accessory"] is { } beside ? "   " + Element(beside) : "")],
        "context" => block["elements"]!.AsArray().SelectMany(e => Text(e).Split('\n')).Select(l => "  · " + l),
        "actions" => [string.Join("  ", block["elements"]!.AsArray().Select(e => Element(e!)))],
        "input" => [$"{Text(block["label"])}{((bool?)block["optional"] == true ? "" : " *")}  {Element(block["element"]!)}{(block["hint"] is { } hint ? $"  ({Text(hint)})" : "")}"],
        var other => [other],
    };

    private static string Element(JsonNode element) => (string)element["type"]! switch
    {
        "button" => (string?)element["style"] switch { "primary" => $"[[{Text(element["text"])}]]", "danger" => $"[!{Text(element["text"])}!]", _ => $"[{Text(element["text"])}]" },
        "static_select" => $"[{Text(element["placeholder"])} ▾ {Options(element, " / ")}]",
        "overflow" => $"[⋯ {Options(element, " / ")}]",
        "radio_buttons" => Options(element, "  "),
        "checkboxes" => $"[{(element["initial_options"] is null ? " " : "x")}] {Options(element, " ")}",
        "users_select" => $"[somebody ▾]{(string?)element["initial_user"]}",
        "plain_text_input" => $"____{(string?)element["initial_value"]}{(element["placeholder"] is { } hint ? $"({Text(hint)})" : "")}",
        var other => other,
    };

    private static string Options(JsonNode element, string between) => string.Join(between, element["options"]!.AsArray().Select(o =>
        ((string)element["type"]! == "radio_buttons" ? (string?)element["initial_option"]?["value"] == (string?)o!["value"] ? "(•) " : "( ) " : "") + Text(o!["text"])));

    private static string Text(JsonNode? text) => (string?)text?["text"] ?? "";
}

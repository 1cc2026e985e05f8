using System.Text.Json.Nodes;

namespace ChatOpsIncident.Emulators.Slack.State;

/// <summary>The words of blocks in reading order, one line a text.</summary>
internal static class Reading
{
    public static string Of(JsonNode? blocks) => string.Join('\n', Words(blocks));

    private static IEnumerable<string> Words(JsonNode? value) => value switch
    {
        JsonObject obj when obj["text"] is JsonValue text => [text.ToString()],
        JsonObject obj => obj.Where(p => p.Key is not ("options" or "option_groups" or "confirm")).SelectMany(p => Words(p.Value)),
        JsonArray array => array.SelectMany(Words),
        _ => [],
    };
}

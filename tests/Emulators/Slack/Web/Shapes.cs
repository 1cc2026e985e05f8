using System.Text.Json.Nodes;
using ChatOpsIncident.Emulators.Slack.BlockKit;

namespace ChatOpsIncident.Emulators.Slack.Web;

/// <summary>Whether an answer looks like one of Slack's: it has no property that theirs has not.</summary>
internal static class Shapes
{
    /// <summary>The first odd property; null if there is none.</summary>
    /// <remarks>The sample of pins.list holds files only, so it says nothing about pinned messages.</remarks>
    public static string? Odd(string method, JsonObject answer) => method == "pins.list" ? null : PublishedContract.Shapes[method] is { } shape ? Odd(answer, shape, "") : null;

    private static string? Odd(JsonNode? value, JsonNode? shape, string path) => (value, shape) switch
    {
        // What is elided in the sample, or an open map there, may look like anything.
        (JsonObject obj, JsonObject { Count: > 0 } like) => obj.Select(p => like.ContainsKey(p.Key) ? Odd(p.Value, like[p.Key], $"{path}/{p.Key}") : $"{path}/{p.Key}").FirstOrDefault(o => o is not null),
        (JsonArray array, JsonArray { Count: > 0 } like) => array.Select(item => Odd(item, like[0], $"{path}/0")).FirstOrDefault(o => o is not null),
        _ => null,
    };
}

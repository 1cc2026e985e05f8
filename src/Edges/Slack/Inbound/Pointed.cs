using System.Collections.Immutable;
using System.Text.Json;
using ChatOpsIncident.Engine;
using ChatOpsIncident.Incidents.Cards;
using ChatOpsIncident.Incidents.Timeline;

namespace ChatOpsIncident.Edges.Slack.Inbound;

/// <summary>A message as it is when somebody points at it.</summary>
internal static class Pointed
{
    private const int LongestName = 100;

    public static CapturedMessage At(JsonElement message, string channel, string ts, DateTimeOffset at, Func<Person, string> name, Uri? link = null) =>
        new(SlackId.Message(channel, ts), Author(message), at, WordsOf(message, name) is { Length: > 0 } words ? words : Instead(message), link)
        {
            Files = message.Each("files").Where(f => SlackFiles.IsFile(f.Text("id"))).Select(f => new CapturedFile(f.Text("id")!, NameOf(f))).ToImmutableArray(),
            Wordless = WordsOf(message, name).Length == 0,
        };

    /// <summary>Null where it was not a person: bots have a user too.</summary>
    private static Person? Author(JsonElement message) => message.Text("bot_id") is null ? SlackId.Person(message.Text("user")) : null;

    private static string WordsOf(JsonElement message, Func<Person, string> name)
    {
        var text = TypedText.ToPlain(message.Text("text"), name);
        return text.Length > 0 ? text
            : string.Join('\n', message.Each("attachments").Select(a => TypedText.ToPlain(a.Text("fallback") ?? a.Text("text"), name)).Where(t => t.Length > 0));
    }

    /// <summary>What a message without words carries.</summary>
    private static string Instead(JsonElement message)
    {
        var files = string.Join(", ", message.Each("files").Select(NameOf));
        return files.Length > 0 ? $"(a message without words: {files})" : "(a message without words)";
    }

    private static string NameOf(JsonElement file) => Shortened.Line(Cleaned.Line(file.Text("name") ?? file.Text("title") ?? ""), LongestName) is { Length: > 0 } name ? name : "a file";
}

using System.Text.Json;
using ChatOpsIncident.Edges.Slack.Api;
using ChatOpsIncident.Engine;
using ChatOpsIncident.Incidents.Timeline;

namespace ChatOpsIncident.Edges.Slack.Inbound;

/// <summary>A message as it is when somebody points at it.</summary>
internal static class Pointed
{
    public static CapturedMessage At(JsonElement message, string channel, string ts, DateTimeOffset at, Func<Person, string> name, Uri? link = null) =>
        new(SlackId.Message(channel, ts), Author(message), at, WordsOf(message, name), link);

    /// <summary>Null where it was not a person: bots have a user too.</summary>
    private static Person? Author(JsonElement message) => message.Text("bot_id") is null ? SlackId.Person(message.Text("user")) : null;

    /// <summary>Its words; where a message has none, what it carries instead.</summary>
    private static string WordsOf(JsonElement message, Func<Person, string> name)
    {
        var text = TypedText.ToPlain(message.Text("text"), name);
        if (text.Length > 0) return text;
        var attached = string.Join('\n', message.Each("attachments").Select(a => TypedText.ToPlain(a.Text("fallback") ?? a.Text("text"), name)).Where(t => t.Length > 0));
        if (attached.Length > 0) return attached;
        var files = string.Join(", ", message.Each("files").Select(f => f.Text("name") ?? f.Text("title")).OfType<string>());
        return files.Length > 0 ? $"(a message without words: {files})" : "(a message without words)";
    }
}

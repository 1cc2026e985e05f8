using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ChatOpsIncident.Emulators.Slack.BlockKit;
using ChatOpsIncident.Emulators.Slack.State;

namespace ChatOpsIncident.Emulators.Slack.Web;

/// <summary>What a message is to show, checked by Slack's rules.</summary>
internal sealed partial record MessageContent(string? Text, JsonArray? Blocks, JsonObject? Metadata)
{
    private const int MostMetadata = 8_000;

    public static MessageContent Of(ApiCall call)
    {
        var blocks = call.Json("blocks", "invalid_blocks_format");
        if (call.Maybe("markdown_text") is not null && (blocks is not null || call.Maybe("text") is not null)) throw new SlackRefusal("markdown_text_conflict");
        if (call.Json("attachments", "invalid_attachments") is JsonArray { Count: > 100 }) throw new SlackRefusal("too_many_attachments");
        if (call.Flag("link_names") || call.Maybe("parse") is "full") call.Complain("link_names and parse=full turn people's words into mentions");
        return new(CheckedText(call.Maybe("text") ?? call.Maybe("markdown_text"), call.Complain), Checked(blocks), CheckedMetadata(call));
    }

    /// <summary>From JSON as a response URL or a command's answer gets it.</summary>
    public static MessageContent Of(JsonObject body, Action<string> complain) => new(CheckedText(body["text"]?.ToString(), complain), Checked(body["blocks"]?.DeepClone()), null);

    /// <summary>Shown to this person alone.</summary>
    public SlackMessage ToEphemeral(Workspace world, SlackChannel channel, string user)
    {
        var message = new SlackMessage
        {
            Channel = channel.Id,
            Ts = world.NewTs(channel),
            User = Workspace.BotUser,
            ByBot = true,
            Text = Text ?? "",
            OnlyFor = user,
            Blocks = Blocks is null ? null : Interactive.WithIds(Blocks, () => world.NewId("b")),
        };
        world.Private.Add(message);
        return message;
    }

    private static string? CheckedText(string? text, Action<string> complain)
    {
        if (text is not null && Markup.Wrong(text) is { } wrong) complain($"text: {wrong}");
        return text;
    }

    private static JsonArray? Checked(JsonNode? blocks)
    {
        if (blocks is null or JsonArray { Count: 0 }) return null;
        var errors = Surfaces.Message(blocks);
        if (errors.Count > 0) throw new SlackRefusal("invalid_blocks") { Messages = [.. errors.Select(e => $"[ERROR] {e}")] };
        if (Surfaces.TextLength(blocks) > Surfaces.MostText) throw new SlackRefusal("msg_blocks_too_long");
        return blocks.AsArray();
    }

    private static JsonObject? CheckedMetadata(ApiCall call)
    {
        if (call.Json("metadata", "invalid_metadata_format") is not { } node) return null;
        if (node is not JsonObject metadata) throw new SlackRefusal("invalid_metadata_format");
        if (metadata.Count == 0) return metadata;
        if (metadata.ToJsonString().Length > MostMetadata) throw new SlackRefusal("metadata_too_large");
        if (metadata["event_type"]?.ToString() is not { } type || metadata["event_payload"] is not JsonObject payload) throw new SlackRefusal("invalid_metadata_format");
        if (payload.Any(p => p.Value is JsonObject or JsonArray)) throw new SlackRefusal("invalid_metadata_schema");
        if (EventType().IsMatch(type)) return metadata;
        // Slack takes the message and drops the metadata.
        call.Complain($"metadata.event_type {type} is dropped in silence: letters, digits and _ only, a letter first");
        return null;
    }

    [GeneratedRegex("^[a-z][a-z0-9_]*$")]
    private static partial Regex EventType();
}

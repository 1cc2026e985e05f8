using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using ChatOpsIncident.Edges.Slack.Api;
using ChatOpsIncident.Incidents.Conversation;
using ChatOpsIncident.Incidents.Timeline;

namespace ChatOpsIncident.Edges.Slack.Inbound;

/// <summary>A file for one person, in their conversation with the bot: an address to upload to, the upload, and its completion.</summary>
/// <remarks>https://docs.slack.dev/reference/methods/files.getUploadURLExternal. What is not completed, Slack throws away.</remarks>
internal sealed class FileHandOver(SlackApi api, HttpClient http)
{
    public async Task Give(Person who, AnswerFile file, CancellationToken cancel)
    {
        if (SlackId.Of(who) is not { } user) return;
        var bytes = Encoding.UTF8.GetBytes(file.Content);
        var conversation = await api.Call("conversations.open", new() { { "users", user } }, cancel);
        var length = bytes.Length.ToString(CultureInfo.InvariantCulture);
        var place = await api.Call("files.getUploadURLExternal", new() { { "filename", file.Name }, { "length", length } }, cancel);
        if (place.Text("upload_url") is not { } address || place.Text("file_id") is not { } id || conversation.Text("channel", "id") is not { } channel)
            throw new SlackMaybeDoneException("Slack named no place for a file.");
        using var content = new ByteArrayContent(bytes) { Headers = { ContentType = MediaTypeHeaderValue.Parse(file.MediaType) } };
        using var uploaded = await http.PostAsync(new Uri(address), content, cancel);
        uploaded.EnsureSuccessStatusCode();
        var files = new JsonArray(new JsonObject { ["id"] = id, ["title"] = file.Name });
        await api.Call("files.completeUploadExternal", new() { { "files", files }, { "channel_id", channel } }, cancel);
    }
}

using System.Net;
using System.Text.Json;
using ChatOpsIncident.Edges.Teams.Cards;
using ChatOpsIncident.Edges.Teams.Connector;

namespace ChatOpsIncident.Edges.Teams.Graph;

/// <summary>Messages of the bot as Graph shows them: the newest come first, and no more are read than can be ours.</summary>
/// <remarks>https://learn.microsoft.com/graph/api/channel-list-messages; needs ChannelMessage.Read.Group, in chats ChatMessage.Read.Chat.</remarks>
internal sealed class TeamsMessages(GraphApi graph, TeamsSettings settings)
{
    private const int Page = 50;
    private const int Most = 1000;

    /// <summary>Ids of the messages there that carry this mark; oldest first. None where we may not look, and in conversations with one person.</summary>
    public async Task<IReadOnlyList<string>> WithMark(string conversation, string mark, DateTimeOffset since, CancellationToken cancel)
    {
        if (PathOf(TeamsId.Room(conversation)) is not { } path) return [];
        var (found, read) = (new List<string>(), 0);
        try
        {
            await foreach (var message in graph.Pages("read messages", FormattableString.Invariant($"{path}?$top={Page}"), cancel))
            {
                if (++read > Most || IsOlder(message, since - TimeSpan.FromMinutes(1))) break;
                if (message.Text("id") is { } id && message.Text("deletedDateTime") is null && IsOurs(message) && Carries(message, mark)) found.Add(id);
            }
        }
        catch (TeamsErrorException no) when (no.Status is HttpStatusCode.Forbidden or HttpStatusCode.NotFound)
        {
            // Where we can't look there is nothing of ours that counts.
            return [];
        }
        return [.. found.OrderBy(id => id.Length).ThenBy(id => id, StringComparer.Ordinal)];
    }

    /// <summary>Ids of all that the bot said there. None where we may not look.</summary>
    public async Task<IReadOnlyList<string>> Ours(string room, CancellationToken cancel)
    {
        if (PathOf(TeamsId.Room(room)) is not { } path) return [];
        var ours = new List<string>();
        await foreach (var message in graph.Pages("read messages", FormattableString.Invariant($"{path}?$top={Page}"), cancel))
        {
            if (message.Text("id") is { } id && message.Text("deletedDateTime") is null && message.Text("from", "application", "id") is { } app && app.Equals(settings.AppId, StringComparison.OrdinalIgnoreCase)) ours.Add(id);
        }
        return ours;
    }

    private string? PathOf(string room)
    {
        if (TeamsId.IsChannel(room)) return settings.TeamId is { } team ? $"teams/{team}/channels/{Uri.EscapeDataString(room)}/messages" : null;
        return room.EndsWith("@thread.v2", StringComparison.Ordinal) ? $"chats/{Uri.EscapeDataString(room)}/messages" : null;
    }

    private bool IsOurs(JsonElement message) => message.Text("from", "application", "id") is not { } app || app.Equals(settings.AppId, StringComparison.OrdinalIgnoreCase);

    /// <summary>A card's content comes as text.</summary>
    private static bool Carries(JsonElement message, string mark) =>
        message.Each("attachments").Any(a => a.Text("contentType") == MessageCard.ContentType && a.At("content") is { } content && (content.ValueKind == JsonValueKind.String ? content.GetString()! : content.GetRawText()).Contains($"\"{mark}\"", StringComparison.Ordinal));

    private static bool IsOlder(JsonElement message, DateTimeOffset than) =>
        message.At("lastModifiedDateTime") is { } at && at.TryGetDateTimeOffset(out var changed) && changed < than;
}

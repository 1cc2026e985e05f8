using System.Collections.Immutable;
using System.Net;
using System.Text.Json.Nodes;
using ChatOpsIncident.Edges.Teams.Cards;
using ChatOpsIncident.Edges.Teams.Connector;
using ChatOpsIncident.Edges.Teams.Graph;
using ChatOpsIncident.Edges.Teams.People;
using ChatOpsIncident.Edges.Teams.Rooms;
using ChatOpsIncident.Engine;

namespace ChatOpsIncident.Edges.Teams;

/// <summary>Messages: each a card that carries the mark of its delivery key, by which Graph finds it again.</summary>
internal sealed class TeamsPosts(ConnectorApi connector, Places places, TeamsPeople people, TeamsDrawing drawing, TeamsMessages messages, TeamsRooms rooms, TimeProvider clock)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan NotHeardYet = TimeSpan.FromMinutes(1);

    public async Task<string> Post(string key, ChatPlace where, ChatMessage message, CancellationToken cancel)
    {
        var (service, conversation) = await PlaceOf(where, cancel);
        var activity = await Draw(message, conversation, key, cancel);
        if (where is ToPerson && !message.Pings.IsDefaultOrEmpty) activity["channelData"] = new JsonObject { ["notification"] = new JsonObject { ["alert"] = true } };
        try
        {
            return TeamsId.Message(conversation, await Send(service, conversation, activity, cancel), key);
        }
        catch (TeamsErrorException no) when (no.Code is "ConversationBlockedByUser" or "ConversationNotFound" && where is ToPerson to && TeamsId.Of(to.Person) is { } id)
        {
            people.NotDirect(id);
            throw;
        }
    }

    /// <summary>A new room is not known everywhere at once: there "not found" means "not yet". One that is gone stays so.</summary>
    private async Task<string> Send(Uri service, string conversation, JsonObject activity, CancellationToken cancel)
    {
        for (var pause = FirstPause; ; pause *= 2)
        {
            try
            {
                return await connector.Send(service, conversation, activity, cancel: cancel);
            }
            catch (TeamsErrorException no) when (no.Status is HttpStatusCode.NotFound or HttpStatusCode.Forbidden && rooms.IsNew(conversation))
            {
                if (pause > LongestPause) throw new TeamsBusyException(LongestPause);
                await Task.Delay(pause, clock, cancel);
            }
        }
    }

    public async Task<IReadOnlyList<string>> Find(string key, ChatPlace where, DateTimeOffset since, CancellationToken cancel)
    {
        var (_, conversation) = await PlaceOf(where, cancel);
        var found = await messages.WithMark(conversation, MessageCard.MarkOf(key), since, cancel);
        return [.. found.Select(id => TeamsId.Message(conversation, id, key))];
    }

    public async Task Update(string message, ChatMessage content, CancellationToken cancel)
    {
        var (conversation, id, key) = Parts(message);
        await connector.Update(await Service(conversation, cancel), conversation, id, await Draw(content, conversation, key, cancel), cancel);
    }

    public async Task Remove(string message, CancellationToken cancel)
    {
        var (conversation, id, _) = Parts(message);
        try
        {
            await connector.Delete(await Service(conversation, cancel), conversation, id, cancel);
        }
        catch (TeamsErrorException no) when (no.Status is HttpStatusCode.NotFound or HttpStatusCode.Forbidden)
        {
            // Nobody sees it there any more.
        }
    }

    /// <summary>What we said; what people wrote is theirs.</summary>
    public async Task Empty(string room, string? except, CancellationToken cancel)
    {
        var kept = except is null ? null : TeamsId.Message(except)?.Activity;
        foreach (var id in (await messages.Ours(room, cancel)).Where(id => id != kept)) await Remove(TeamsId.Message(room, id), cancel);
    }

    private Task<JsonObject> Draw(ChatMessage message, string conversation, string? key, CancellationToken cancel)
    {
        // Whoever is alone with the bot knows that they are meant.
        if (!TeamsId.IsShared(conversation)) message = message with { Pings = [] };
        ImmutableArray<string> viewers = key is not null && KeptCard.Of(key) is not null ? [.. people.Viewers] : [];
        return drawing.Draw(dialect => MessageCard.Activity(message, dialect, key, viewers), message.Pings, cancel);
    }

    private async Task<(Uri Service, string Conversation)> PlaceOf(ChatPlace where, CancellationToken cancel)
    {
        if (where is ToRoom room) return TeamsId.IsConversation(room.Room) ? (await Service(room.Room, cancel), room.Room) : throw new ChatRefusedException("This is no conversation of Teams.");
        return await people.Direct(TeamsId.Of(((ToPerson)where).Person) ?? throw new ChatRefusedException("This is nobody of Teams."), cancel);
    }

    private async Task<Uri> Service(string conversation, CancellationToken cancel) => await places.Of(conversation, cancel) ?? throw new TeamsBusyException(NotHeardYet);

    private static (string Conversation, string Activity, string? Key) Parts(string message) => TeamsId.Message(message) ?? throw new ChatGoneException("This is no message of Teams.");
}

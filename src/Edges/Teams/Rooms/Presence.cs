using System.Net;
using ChatOpsIncident.Edges.Teams.Connector;
using ChatOpsIncident.Edges.Teams.Graph;
using ChatOpsIncident.Edges.Teams.People;
using ChatOpsIncident.Engine;

namespace ChatOpsIncident.Edges.Teams.Rooms;

/// <summary>Whether a room is still there, and the bot in it: people archive and delete channels, and take apps out of chats.</summary>
/// <remarks>An archived channel refuses posts (https://learn.microsoft.com/graph/api/channel-archive), and no event tells of it.</remarks>
internal sealed class Presence(GraphApi graph, ConnectorApi connector, Places places, TeamsSettings settings)
{
    private const string NotInside = "BotNotInConversationRoster";
    private const string NotThere = "ConversationNotFound";

    private enum State
    {
        Gone,
        Archived,
        Open,
        Private,
    }

    /// <summary>Where it can't be told: no.</summary>
    public async Task<bool> IsOpen(string room, CancellationToken cancel) => await StateOf(room, cancel) switch
    {
        State.Gone or State.Archived => false,
        State.Open => true,
        _ => await IsInside(room, cancel),
    };

    /// <summary>Null: the room is not lost by it. Where the whole team has no app any more, that is for whoever runs the bot, not for each room.</summary>
    /// <param name="isNew">Opened just now: "not found" means "not yet".</param>
    public async Task<ChatClosedException?> Lost(string room, TeamsErrorException no, bool isNew, CancellationToken cancel)
    {
        if (no.Status is HttpStatusCode.NotFound && no.Code == "ActivityNotFoundInConversation") return null;
        return await StateOf(room, cancel) switch
        {
            State.Archived => new(no.Message),
            _ when isNew => null,
            State.Gone => new(no.Message) { PerhapsPutOut = true },
            State.Open => null,
            State.Private => no.Code is NotInside or NotThere ? new(no.Message) { PerhapsPutOut = true } : null,
            _ => no.Code == NotThere || (no.Code == NotInside && !TeamsId.IsChannel(room)) ? new(no.Message) { PerhapsPutOut = true } : null,
        };
    }

    /// <summary>Null: a chat, or nobody may say.</summary>
    private async Task<State?> StateOf(string room, CancellationToken cancel)
    {
        if (!TeamsId.IsChannel(room) || settings.TeamId is not { } team) return null;
        try
        {
            var channel = await graph.Get("read channel", $"teams/{team}/channels/{Uri.EscapeDataString(room)}?$select=id,membershipType,isArchived", cancel);
            return channel.Flag("isArchived") ? State.Archived : channel.Text("membershipType") is null or "standard" ? State.Open : State.Private;
        }
        catch (TeamsErrorException no) when (no.Status is HttpStatusCode.NotFound)
        {
            return State.Gone;
        }
        catch (TeamsErrorException)
        {
            return null;
        }
    }

    private async Task<bool> IsInside(string room, CancellationToken cancel)
    {
        if (await places.Of(room, cancel) is not { } service) return false;
        try
        {
            await using var inside = connector.Members(service, room, cancel).GetAsyncEnumerator(cancel);
            await inside.MoveNextAsync();
            return true;
        }
        catch (TeamsErrorException no) when (no.Status is HttpStatusCode.NotFound or HttpStatusCode.Forbidden)
        {
            return false;
        }
    }
}

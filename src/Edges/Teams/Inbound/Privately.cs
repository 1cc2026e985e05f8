using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using ChatOpsIncident.Edges.Teams.Cards;
using ChatOpsIncident.Edges.Teams.Connector;
using ChatOpsIncident.Edges.Teams.People;
using ChatOpsIncident.Engine;
using ChatOpsIncident.Incidents.Conversation;
using ChatOpsIncident.Incidents.Timeline;
using Microsoft.Extensions.Logging;

namespace ChatOpsIncident.Edges.Teams.Inbound;

/// <summary>
/// Answers to one person: in the conversation with them where it was asked there; in a room as a message that only they see, where Teams has that;
/// else in the conversation with them.
/// </summary>
/// <remarks>https://learn.microsoft.com/microsoftteams/platform/agents-in-teams/targeted-messages</remarks>
internal sealed partial class Privately(ConnectorApi connector, TeamsPeople people, Drawn drawn, TeamsDrawing drawing, TeamsTroubles troubles, IBot bot, TimeProvider clock, ILogger<Privately> log)
{
    private const string NoWay = "I cannot write to you alone yet. Add the app Incident for yourself, then ask again.";

    /// <summary>So long a conversation is spared after it did not take a targeted message.</summary>
    private static readonly TimeSpan Spared = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, DateTimeOffset> untargeted = new(StringComparer.Ordinal);

    /// <summary>Tells this person alone.</summary>
    public async Task Tell(Reply reply, Activity to, CancellationToken cancel)
    {
        if (reply is Told told && told.IsSilent()) return;
        var card = reply is Asked asked ? await drawn.Card(asked.Form) : await drawn.Card((Told)reply);
        await Send(card, to, cancel);
    }

    /// <summary>A room that is being opened: the link follows when it is there. Where Teams refuses one, the engine says so.</summary>
    public async Task TellOnceOpen(string stream, Person who, Activity to, CancellationToken cancel)
    {
        if (await bot.IsOpen(stream, who, () => drawing.HasLink(stream, cancel), clock, cancel))
            await Tell(new Told($"The room is open: {new ToIncident(stream, "go there")}") { Stream = stream }, to, cancel);
        else if (troubles.All.IsEmpty)
            await Tell(new Told("The room is not open yet, because Teams does not answer. It opens by itself as soon as Teams does, and nothing is lost.") { Stream = stream }, to, cancel);
    }

    private async Task Send(JsonObject card, Activity to, CancellationToken cancel)
    {
        if (to.IsPersonal && await Try(() => connector.Send(to.Service, to.Conversation, MessageCard.Activity((JsonObject)card.DeepClone()), cancel: cancel))) return;
        if (!to.IsPersonal && await Targeted(card, to, cancel)) return;
        if (to.Who is not { } who || TeamsId.Of(who) is not { } id) return;
        if (!to.IsPersonal && await Try(() => Direct(id, card, cancel))) return;
        if (to.Room is null) return;
        var noWay = await drawn.Card(new Told(NoWay));
        await Try(() => connector.Send(to.Service, to.Conversation, MessageCard.Activity(noWay), cancel: cancel));
    }

    private async Task<bool> Targeted(JsonObject card, Activity to, CancellationToken cancel)
    {
        if (TeamsPerson.Mine(to.Json.Text("from", "id")) is not { } mri || to.Conversation.Length == 0) return false;
        if (untargeted.TryGetValue(TeamsId.Room(to.Conversation), out var until) && clock.GetUtcNow() < until) return false;
        var activity = MessageCard.Activity((JsonObject)card.DeepClone());
        activity["recipient"] = new JsonObject { ["id"] = mri, ["isTargeted"] = true };
        return await Try(() => connector.Send(to.Service, to.Conversation, activity, toOne: true, cancel), no =>
        {
            if (no.Status is HttpStatusCode.BadRequest or HttpStatusCode.NotImplemented or HttpStatusCode.MethodNotAllowed) untargeted[TeamsId.Room(to.Conversation)] = clock.GetUtcNow() + Spared;
        });
    }

    private async Task Direct(string id, JsonObject card, CancellationToken cancel)
    {
        var (service, conversation) = await people.Direct(id, cancel);
        await connector.Send(service, conversation, MessageCard.Activity((JsonObject)card.DeepClone()), cancel: cancel);
    }

    /// <summary>False: Teams would not, or nobody knows. Why is logged; the next way is tried.</summary>
    private async Task<bool> Try(Func<Task> call, Action<TeamsErrorException>? refused = null)
    {
        try
        {
            await call();
            return true;
        }
        catch (Exception e) when (e is TeamsErrorException or TeamsBusyException or TeamsMaybeDoneException)
        {
            if (e is TeamsErrorException no) refused?.Invoke(no);
            Log.NotThisWay(log, e.Message);
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "An answer did not go this way: {Why}")]
        public static partial void NotThisWay(ILogger logger, string why);
    }
}

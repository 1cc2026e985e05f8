using System.Text.Json;
using ChatOpsIncident.Edges.Teams.Connector;
using ChatOpsIncident.Edges.Teams.People;
using ChatOpsIncident.Engine;
using ChatOpsIncident.Incidents.Timeline;
using Microsoft.Extensions.Logging;

namespace ChatOpsIncident.Edges.Teams.Inbound;

/// <summary>What every activity tells besides what it means: where its conversation is reached, who did it, who is mentioned, who is in the team.</summary>
internal sealed partial class Learning(Places places, TeamsPeople people, ConnectorApi connector, TeamsSettings settings, Afterwards afterwards, ILogger<Learning> log)
{
    private static readonly TimeSpan NamesTake = TimeSpan.FromMilliseconds(700);

    /// <summary>Notes it. Errors are those of the store.</summary>
    public async Task From(Activity activity, CancellationToken cancel)
    {
        if (activity.Conversation.Length == 0) return;
        await places.Learn(activity.Conversation, activity.Service, cancel);
        if (activity.Who is { } who)
        {
            if (activity.IsPersonal) people.DirectIs(TeamsId.Of(who)!, activity.Conversation);
            await people.Met(Person(activity, who), activity.Conversation, cancel);
        }
        if (activity.Type is "installationUpdate" or "conversationUpdate" && activity.Json.Text("channelData", "team", "id") is { } team && TeamsId.IsConversation(team))
            afterwards.Begin(late => Roster(activity.Service, team, late));
    }

    /// <summary>People who are mentioned, by the id that Teams gives them; asked for, if that does not take long.</summary>
    public async Task<Func<string, Person?>> Mentioned(Activity activity, TimeProvider clock)
    {
        await AskFor(Words.Mentioned(activity), activity, clock);
        return id => people.ByMri(id) ?? (TeamsId.IsOfEntra(id) ? TeamsId.Person(id) : null);
    }

    /// <summary>People who came or went, by what Teams says of them, who may name nothing but the id that they have for this bot.</summary>
    public async Task<Func<JsonElement, Person?>> Members(Activity activity, TimeProvider clock)
    {
        await AskFor(Touched.Members(activity).Where(m => m.Text("aadObjectId") is null && !IsBot(activity, m)).Select(m => m.Text("id")).OfType<string>(), activity, clock);
        return member => TeamsId.Person(member.Text("aadObjectId")) ?? (member.Text("id") is { } id ? people.ByMri(id) : null);
    }

    /// <summary>Whether a member is this bot.</summary>
    public bool IsBot(Activity activity, JsonElement member) =>
        member.Text("id") is { } id && (id == activity.Json.Text("recipient", "id") || id.Equals(settings.BotId, StringComparison.OrdinalIgnoreCase));

    private async Task AskFor(IEnumerable<string> ids, Activity activity, TimeProvider clock)
    {
        var unknown = ids.Where(id => people.ByMri(id) is null).ToArray();
        if (unknown.Length == 0) return;
        try
        {
            await Task.WhenAll(unknown.Select(id => Ask(activity, id))).WaitAsync(NamesTake, clock);
        }
        catch (Exception e) when (e is TimeoutException or TeamsErrorException or TeamsBusyException or TeamsMaybeDoneException or StoreUnavailableException)
        {
            // Who is not known stays a name.
        }
    }

    private async Task Ask(Activity activity, string id)
    {
        if (await connector.Member(activity.Service, activity.Conversation, id) is { } member && TeamsPerson.Member(member, people.IsHome) is { } person)
            await people.Learned(person, CancellationToken.None);
    }

    /// <summary>Everybody in the team, so that they have names, and cards that are drawn for them.</summary>
    private async Task Roster(Uri service, string team, CancellationToken cancel)
    {
        try
        {
            await foreach (var member in connector.Members(service, team, cancel))
            {
                if (TeamsPerson.Member(member, people.IsHome) is { } person) await people.Learned(person, cancel);
            }
        }
        catch (Exception e) when (e is TeamsErrorException or TeamsBusyException or TeamsMaybeDoneException)
        {
            Log.NoRoster(log, e.Message);
        }
    }

    private TeamsPerson Person(Activity activity, Person who)
    {
        var from = activity.Json.At("from") ?? default;
        bool? elsewhere = from.Text("tenantId") is { } tenant && !people.IsHome(tenant) ? true : null;
        var zone = activity.Json.Each("entities").Where(e => e.Text("type") == "clientInfo").Select(e => e.Text("timezone")).FirstOrDefault() ?? activity.Json.Text("localTimezone");
        return new(TeamsId.Of(who)!, TeamsPerson.Called(from.Text("name")), TeamsPerson.Mine(from.Text("id")), elsewhere, TeamsPerson.ZoneOf(zone));
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The members of the team cannot be read now: {Why}")]
        public static partial void NoRoster(ILogger logger, string why);
    }
}

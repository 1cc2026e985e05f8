using System.Collections.Immutable;
using System.Net;
using System.Text.Json;
using ChatOpsIncident.Edges.Teams.Connector;
using ChatOpsIncident.Edges.Teams.People;
using ChatOpsIncident.Engine;
using ChatOpsIncident.Incidents.Timeline;
using Microsoft.Extensions.Logging;

namespace ChatOpsIncident.Edges.Teams.Graph;

/// <summary>
/// Tags of the team by their name: the groups of the playbook. Who has the tag <c>on-call</c> is on call. Asked for beside the work, never in front of
/// it, and kept in the store: while Graph is away they are as they were last, and a report is taken even where nobody ever read them.
/// </summary>
/// <remarks>https://learn.microsoft.com/graph/api/teamworktag-list; needs TeamworkTag.Read.All.</remarks>
internal sealed partial class TeamsTags(GraphApi graph, TeamsPeople people, IStore store, TeamsSettings settings, TimeProvider clock, ILogger<TeamsTags> log)
{
    private const string OnCall = "on-call";
    private const string Partition = "teams-tags";

    private static readonly TimeSpan SoonAgain = TimeSpan.FromSeconds(15);

    /// <summary>So long somebody who says something waits for the very first answer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly LastHeard heard = new(clock);

    /// <summary>As last heard; waits a little, and only for the first answer.</summary>
    public async Task<Roster> Roster(CancellationToken cancel)
    {
        if (settings.TeamId is not { } team) return Incidents.Timeline.Roster.Empty with { Untold = "no team is named whose tags say it" };
        try
        {
            return await heard.Get(() => Load(team)).WaitAsync(Patience, clock, cancel);
        }
        catch (TimeoutException)
        {
            return heard.Meanwhile(await Older(team));
        }
    }

    private async Task<Roster> Load(string team)
    {
        try
        {
            var groups = ImmutableDictionary.CreateBuilder<string, ImmutableArray<Person>>(StringComparer.Ordinal);
            await foreach (var tag in graph.Pages("tags", $"teams/{team}/tags"))
            {
                if (tag.Text("id") is not { } id || tag.Text("displayName")?.Trim().ToLowerInvariant().Replace(' ', '-') is not { Length: > 0 } name) continue;
                groups[name] = await Members(team, id);
            }
            return await Heard(team, groups.ToImmutable());
        }
        catch (TeamsErrorException no) when (no.Status is HttpStatusCode.NotFound)
        {
            // There are none here, as in a team without any.
            Log.NoTags(log, no.Message);
            return heard.Keep(Incidents.Timeline.Roster.Empty with { Untold = "the team has no tags" }, LastHeard.Fresh);
        }
        catch (TeamsErrorException no) when (no.Call != "token" && no.Status is HttpStatusCode.Forbidden)
        {
            // Not consented: what was known stays; nothing is no proof that there is nobody.
            Log.NoTags(log, no.Message);
            return heard.Keep(heard.Known is { Untold: null } known ? known : Incidents.Timeline.Roster.Unread with { Untold = "the bot may not read the team's tags" }, LastHeard.Fresh);
        }
        catch (Exception e) when (e is TeamsErrorException or TeamsBusyException or TeamsMaybeDoneException)
        {
            return heard.Keep(heard.Known is { Untold: null } known ? known : await Older(team), SoonAgain);
        }
    }

    private async Task<ImmutableArray<Person>> Members(string team, string tag)
    {
        var members = ImmutableArray.CreateBuilder<Person>();
        await foreach (var member in graph.Pages("tag members", $"teams/{team}/tags/{Uri.EscapeDataString(tag)}/members"))
        {
            if (TeamsId.Person(member.Text("userId")) is not { } person) continue;
            members.Add(person);
            await people.Named(TeamsId.Of(person)!, member.Text("displayName"), CancellationToken.None);
        }
        return members.ToImmutable();
    }

    private async Task<Roster> Heard(string team, ImmutableDictionary<string, ImmutableArray<Person>> groups)
    {
        var before = heard.Known;
        var roster = heard.Keep(Of(groups), LastHeard.Fresh);
        if (before is not null && Same(before.Groups, groups)) return roster;
        try
        {
            await store.Write([new Put(KeyOf(team), JsonSerializer.Serialize(groups.ToDictionary(g => g.Key, g => g.Value.Select(p => p.Id))))]);
        }
        catch (Exception e) when (e is StoreUnavailableException or StoreUncertainException or StoreConflictException)
        {
            // Kept the next time.
        }
        return roster;
    }

    /// <summary>As it was heard last, by any instance.</summary>
    private async Task<Roster> Older(string team)
    {
        if (await store.Read(KeyOf(team)) is not { } kept || JsonSerializer.Deserialize<Dictionary<string, string[]>>(kept.Payload) is not { } groups)
            return Incidents.Timeline.Roster.Unread with { Untold = "Microsoft Graph does not answer now" };
        return Of(groups.ToImmutableDictionary(g => g.Key, g => g.Value.Select(id => new Person(id)).ToImmutableArray(), StringComparer.Ordinal));
    }

    private static Roster Of(ImmutableDictionary<string, ImmutableArray<Person>> groups) => new(groups.GetValueOrDefault(OnCall, []), groups);

    private static bool Same(ImmutableDictionary<string, ImmutableArray<Person>> one, ImmutableDictionary<string, ImmutableArray<Person>> other) =>
        one.Count == other.Count && one.All(g => other.TryGetValue(g.Key, out var people) && people.SequenceEqual(g.Value));

    private Key KeyOf(string team) => new(TableNames.Index, $"{Partition}.{settings.AppId}", team);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The team's tags cannot be read ({Why}): what only some may do is refused until they can, unless the team has none. doctor says what is missing")]
        public static partial void NoTags(ILogger logger, string why);
    }
}

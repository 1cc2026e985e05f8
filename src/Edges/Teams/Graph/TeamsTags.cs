using System.Collections.Immutable;
using ChatOpsIncident.Edges.Teams.Connector;
using ChatOpsIncident.Engine;
using ChatOpsIncident.Incidents.Timeline;
using Microsoft.Extensions.Logging;

namespace ChatOpsIncident.Edges.Teams.Graph;

/// <summary>Tags of the team by their name: the groups of the playbook. Who has the tag <c>on-call</c> is on call. Asked for beside the work, never in front of it.</summary>
/// <remarks>https://learn.microsoft.com/graph/api/teamworktag-list; needs TeamworkTag.Read.All.</remarks>
internal sealed partial class TeamsTags(GraphApi graph, TeamsSettings settings, TimeProvider clock, ILogger<TeamsTags> log)
{
    private const string OnCall = "on-call";

    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(5);

    private readonly Lock gate = new();
    private Roster? known;
    private DateTimeOffset loadedAt;
    private Task<Roster>? loading;

    /// <summary>As last heard; waits only for the first answer. Throws <see cref="DirectoryUnavailableException"/> where there is none.</summary>
    public async Task<Roster> Roster(CancellationToken cancel)
    {
        if (settings.TeamId is not { } team) return Incidents.Timeline.Roster.Empty;
        Task<Roster> newest;
        lock (gate)
        {
            if (known is not null && clock.GetUtcNow() - loadedAt < Fresh) return known;
            if (loading is null or { IsCompleted: true }) loading = Load(team);
            newest = loading;
            if (known is not null) return known;
        }
        return await newest.WaitAsync(cancel);
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
            return Keep(new(groups.GetValueOrDefault(OnCall, []), groups.ToImmutable()));
        }
        catch (TeamsErrorException error)
        {
            // Not consented: what was known stays; nothing is no proof that there is nobody.
            Log.NoTags(log, error.Message);
            return Keep(known ?? Incidents.Timeline.Roster.Unread);
        }
        catch (Exception e) when (e is TeamsBusyException or TeamsMaybeDoneException)
        {
            lock (gate)
            {
                loadedAt = known is null ? loadedAt : clock.GetUtcNow();
                return known ?? throw new DirectoryUnavailableException("Teams does not say who has which tag.", e);
            }
        }
    }

    private async Task<ImmutableArray<Person>> Members(string team, string tag)
    {
        var members = ImmutableArray.CreateBuilder<Person>();
        await foreach (var member in graph.Pages("tag members", $"teams/{team}/tags/{Uri.EscapeDataString(tag)}/members"))
        {
            if (TeamsId.Person(member.Text("userId")) is { } person) members.Add(person);
        }
        return members.ToImmutable();
    }

    private Roster Keep(Roster roster)
    {
        lock (gate) (known, loadedAt) = (roster, clock.GetUtcNow());
        return roster;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The team's tags cannot be read ({Why}): what only some may do is refused until they can. doctor says what is missing")]
        public static partial void NoTags(ILogger logger, string why);
    }
}

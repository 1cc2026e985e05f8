using System.Collections.Immutable;
using System.Text.Json;
using ChatOpsIncident.Edges.Slack.Api;
using ChatOpsIncident.Engine;
using ChatOpsIncident.Incidents.Timeline;
using Microsoft.Extensions.Logging;

namespace ChatOpsIncident.Edges.Slack.People;

/// <summary>User groups by their handle: the groups of the playbook. Who is in <c>@on-call</c> is on call. Asked for beside the work, never in front of it.</summary>
internal sealed partial class SlackGroups(SlackApi api, SlackSelf self, TimeProvider time, ILogger logger)
{
    private const string OnCall = "on-call";

    private readonly LastHeard heard = new(time);

    /// <summary>As last heard; waits only for the first answer.</summary>
    public Task<Roster> Roster(CancellationToken cancel) => heard.Get(Load).WaitAsync(cancel);

    /// <summary>Slack tells that a group changed.</summary>
    public void Changed() => heard.Changed();

    private async Task<Roster> Load()
    {
        try
        {
            var me = await self.Get();
            var answer = await api.Call("usergroups.list", new() { { "include_users", true }, { "team_id", me.Team } });
            return heard.Keep(Read(answer), LastHeard.Fresh);
        }
        catch (SlackErrorException error)
        {
            if (error.Error is "plan_upgrade_required" or "paid_teams_only")
            {
                Log.NoGroups(logger, error.Error);
                return heard.Keep(Incidents.Timeline.Roster.Empty, LastHeard.Fresh);
            }
            // Not allowed to see them: what was known stays; nothing is no proof that there is nobody.
            Log.NotSeen(logger, error.Message);
            return heard.Keep(heard.Known ?? Incidents.Timeline.Roster.Unread, LastHeard.Fresh);
        }
        catch (Exception e) when (e is SlackBusyException or SlackMaybeDoneException)
        {
            return heard.Keep(heard.Known ?? throw new DirectoryUnavailableException("Slack does not say who is in which group.", e), LastHeard.Fresh);
        }
    }

    private static Roster Read(JsonElement answer)
    {
        var groups = answer.Each("usergroups").Where(g => g.Text("handle") is { Length: > 0 })
            .GroupBy(g => g.Text("handle")!, StringComparer.Ordinal)
            .ToImmutableDictionary(g => g.Key, g => g.SelectMany(Users).Distinct().ToImmutableArray());
        return new(groups.GetValueOrDefault(OnCall, []), groups);
    }

    private static IEnumerable<Person> Users(JsonElement group) =>
        group.Each("users").Where(u => u.ValueKind == JsonValueKind.String).Select(u => SlackId.Person(u.GetString())).OfType<Person>();

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Slack does not show the user groups ({Why}): what only some may do is refused until it does. doctor says what is missing")]
        public static partial void NotSeen(ILogger logger, string why);

        [LoggerMessage(Level = LogLevel.Warning, Message = "This workspace has no user groups ({Why}): nobody is on call, and whoever looks at a report may decide on it")]
        public static partial void NoGroups(ILogger logger, string why);
    }
}

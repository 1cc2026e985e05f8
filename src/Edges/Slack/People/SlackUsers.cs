using System.Collections.Concurrent;
using System.Text.Json;
using ChatOpsIncident.Edges.Slack.Api;
using ChatOpsIncident.Engine;

namespace ChatOpsIncident.Edges.Slack.People;

/// <summary>People of the workspace, kept for an hour; older words are good enough where Slack does not answer.</summary>
internal sealed class SlackUsers(SlackApi api, SlackSelf self, TimeProvider time)
{
    private const int Page = 500;
    private const int Most = 20_000;

    private static readonly TimeSpan Fresh = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, (SlackUser User, DateTimeOffset At)> known = new(StringComparer.Ordinal);

    /// <summary>As far as known, without asking.</summary>
    public SlackUser? Known(string id) => known.TryGetValue(id, out var one) ? one.User : null;

    /// <summary>Null: Slack knows nobody of this id.</summary>
    public async Task<SlackUser?> Find(string id, CancellationToken cancel)
    {
        if (known.TryGetValue(id, out var one) && time.GetUtcNow() - one.At < Fresh) return one.User;
        try
        {
            var answer = await api.Call("users.info", new() { { "user", id } }, cancel);
            return answer.TryGetProperty("user", out var user) ? await Learn(user, cancel) : null;
        }
        catch (SlackErrorException error) when (error.Kind is ErrorKind.Refused)
        {
            return null;
        }
        catch (Exception e) when (e is SlackBusyException or SlackMaybeDoneException or SlackErrorException)
        {
            return one.User ?? throw new DirectoryUnavailableException("Slack does not say who you are.", e);
        }
    }

    /// <summary>Slack tells how somebody is now.</summary>
    public async Task<SlackUser?> Learn(JsonElement user, CancellationToken cancel)
    {
        if (SlackUser.Read(user, await self.Get(cancel)) is not { } read) return null;
        known[read.Id] = (read, time.GetUtcNow());
        return read;
    }

    /// <summary>Everybody, so that nobody's first word has to wait for it.</summary>
    public async Task Load(CancellationToken cancel)
    {
        var me = await self.Get(cancel);
        var pages = api.Pages("users.list", "members", cursor => new() { { "limit", Page }, { "team_id", me.Team }, { "cursor", cursor } }, cancel);
        await foreach (var user in pages)
        {
            if (known.Count >= Most) return;
            await Learn(user, cancel);
        }
    }
}

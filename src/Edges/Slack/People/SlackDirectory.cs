using System.Text.Json;
using ChatOpsIncident.Edges.Slack.Api;
using ChatOpsIncident.Engine;
using ChatOpsIncident.Incidents.Timeline;
using Microsoft.Extensions.Logging;

namespace ChatOpsIncident.Edges.Slack.People;

/// <summary>People of the workspace as they are now. Guests and people of other workspaces are outsiders, whatever channel they share with us.</summary>
public sealed class SlackDirectory : IDirectory
{
    private const string Nobody = "somebody";

    private readonly SlackUsers users;
    private readonly SlackGroups groups;

    public SlackDirectory(SlackApi api, SlackSelf self, TimeProvider time, ILogger<SlackDirectory> logger) =>
        (users, groups) = (new(api, self, time), new(api, self, time, logger));

    public string Platform => SlackId.Platform;

    /// <summary>Asks for everybody and every group once, so that nobody's first word has to wait for it.</summary>
    public Task Warm(CancellationToken cancel = default) => Task.WhenAll(groups.Roster(cancel), users.Load(cancel));

    public async Task<Actor?> Find(Person person, CancellationToken cancel = default)
    {
        if (SlackId.Of(person) is not { } id) return null;
        var (user, roster) = (await users.Find(id, cancel), await groups.Roster(cancel));
        if (user is not { IsPerson: true }) return null;
        var theirs = user.Outsider ? [] : roster.Groups.Where(g => g.Value.Contains(person)).Select(g => g.Key);
        return new(person, [.. theirs]) { SignedIn = true, Outsider = user.Outsider, Zone = user.Zone };
    }

    public Task<Roster> Roster(DateTimeOffset at, CancellationToken cancel = default) => groups.Roster(cancel);

    public string NameOf(Person person) => SlackId.Of(person) is { } id && users.Known(id) is { } known ? known.Name : Nobody;

    /// <summary>Whether their name is known without asking.</summary>
    public bool Knows(Person person) => SlackId.Of(person) is not { } id || users.Known(id) is not null;

    /// <summary>Asks for somebody's name; nothing happens where Slack does not tell.</summary>
    public async Task Learn(Person person, CancellationToken cancel = default)
    {
        if (SlackId.Of(person) is not { } id) return;
        try
        {
            await users.Find(id, cancel);
        }
        catch (DirectoryUnavailableException)
        {
            // They are somebody until the next time.
        }
    }

    /// <summary>The event <c>user_change</c>, or another that tells how somebody is now.</summary>
    public Task Changed(JsonElement user, CancellationToken cancel = default) => users.Learn(user, cancel);

    /// <summary>An event of a user group.</summary>
    public void GroupsChanged() => groups.Changed();
}

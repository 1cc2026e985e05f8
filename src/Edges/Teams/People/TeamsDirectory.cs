using ChatOpsIncident.Edges.Teams.Connector;
using ChatOpsIncident.Edges.Teams.Graph;
using ChatOpsIncident.Engine;
using ChatOpsIncident.Incidents.Timeline;

namespace ChatOpsIncident.Edges.Teams.People;

/// <summary>People of the organisation as they are now. Guests and people of other organisations are outsiders, whatever channel they share with us.</summary>
internal sealed class TeamsDirectory(TeamsPeople people, TeamsTags tags, TeamsSettings settings) : IDirectory
{
    private const string Nobody = "somebody";

    public string Platform => TeamsId.Platform;

    public async Task<Actor?> Find(Person person, CancellationToken cancel = default)
    {
        if (TeamsId.Of(person) is not { } id) return null;
        try
        {
            if (await people.Find(id, cancel) is not { } found) return null;
            // Of whom nobody can say that they belong here, does not.
            var outsider = found.Outsider ?? !settings.AllowAnonymous;
            var roster = await tags.Roster(cancel);
            var theirs = outsider ? [] : roster.Groups.Where(g => g.Value.Contains(person)).Select(g => g.Key);
            return new(person, [.. theirs]) { SignedIn = !settings.AllowAnonymous, Outsider = outsider, Zone = found.Zone ?? "Etc/UTC" };
        }
        catch (Exception e) when (e is TeamsErrorException or TeamsBusyException or TeamsMaybeDoneException)
        {
            throw new DirectoryUnavailableException("Teams does not say who you are.", e);
        }
    }

    public Task<Roster> Roster(DateTimeOffset at, CancellationToken cancel = default) => tags.Roster(cancel);

    public string NameOf(Person person) => people.Known(person)?.Name ?? Nobody;

    /// <summary>Whether their name is known without asking.</summary>
    public bool Knows(Person person) => TeamsId.Of(person) is null || people.Known(person)?.Name is not null;

    /// <summary>Asks for somebody's name; nothing happens where Teams does not tell.</summary>
    public async Task Learn(Person person, CancellationToken cancel = default)
    {
        if (TeamsId.Of(person) is not { } id) return;
        try
        {
            await people.Find(id, cancel);
        }
        catch (Exception e) when (e is TeamsErrorException or TeamsBusyException or TeamsMaybeDoneException)
        {
            // They are somebody until the next time.
        }
    }
}

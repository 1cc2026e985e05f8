using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net;
using System.Text.Json;
using ChatOpsIncident.Edges.Teams.Connector;
using ChatOpsIncident.Engine;
using ChatOpsIncident.Incidents.Timeline;

namespace ChatOpsIncident.Edges.Teams.People;

/// <summary>People who were met: in the store, so that every instance can reach them, and in memory for an hour.</summary>
internal sealed class TeamsPeople(IStore store, ConnectorApi connector, Places places, TeamsSettings settings, TimeProvider clock)
{
    private const string Partition = "teams-people";
    private const int Most = 20_000;

    private static readonly TimeSpan Fresh = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, (TeamsPerson Person, DateTimeOffset AskedAt)> known = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> seenIn = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> direct = new(StringComparer.Ordinal);

    /// <summary>As far as known, without asking.</summary>
    public TeamsPerson? Known(Person person) => TeamsId.Of(person) is { } id && known.TryGetValue(id, out var one) ? one.Person : null;

    /// <summary>Ids of those for whom cards are drawn anew when they see them; who is an outsider never.</summary>
    public IEnumerable<string> Viewers => known.Values.Where(k => k.Person.Outsider == false).Select(k => k.Person.Mri).OfType<string>().Order(StringComparer.Ordinal);

    /// <summary>The person with this id of Teams; null: not met yet.</summary>
    public Person? ByMri(string mri) => known.Values.Where(k => k.Person.Mri == mri).Select(k => TeamsId.Person(k.Person.Id)).FirstOrDefault();

    /// <summary>Whether an organisation is ours.</summary>
    public bool IsHome(string tenant) => settings.Tenants.Contains(tenant, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whom any instance met before.</summary>
    public async Task Remember(CancellationToken cancel)
    {
        foreach (var row in await store.Range(TableNames.Index, $"{Partition}.{settings.AppId}", "0", "~", Most, cancel))
        {
            if (JsonSerializer.Deserialize<TeamsPerson>(row.Payload) is { } person) known.TryAdd(person.Id, (person, DateTimeOffset.MinValue));
        }
    }

    /// <summary>Somebody did something there.</summary>
    public Task Met(TeamsPerson person, string conversation, CancellationToken cancel)
    {
        seenIn[person.Id] = conversation;
        return Learn(person, asked: false, cancel);
    }

    /// <summary>A name that is said beside an id.</summary>
    public Task Named(string id, string? name, CancellationToken cancel) => TeamsPerson.Called(name) is { } called ? Learn(new(id, called, null, null, null), asked: false, cancel) : Task.CompletedTask;

    /// <summary>What a list of members says.</summary>
    public Task Learned(TeamsPerson person, CancellationToken cancel) => Learn(person, asked: true, cancel);

    /// <summary>With what is needed to decide what they may; null: nobody knows them. Errors are those of the Connector.</summary>
    public async Task<TeamsPerson?> Find(string id, CancellationToken cancel)
    {
        if (known.TryGetValue(id, out var one) && one.Person.Outsider is not null && clock.GetUtcNow() - one.AskedAt < Fresh) return one.Person;
        if (await Stored(id, cancel) is { } stored) known.TryAdd(id, (stored, DateTimeOffset.MinValue));
        foreach (var conversation in Where(id))
        {
            if (await Asked(id, conversation, cancel)) return known[id].Person;
        }
        // Where they were seen the bot may not be: a message can be reported from anywhere.
        if (await Own(id, cancel) is { } own) await Asked(id, own, cancel);
        return known.TryGetValue(id, out one) ? one.Person : null;
    }

    private async Task<bool> Asked(string id, string conversation, CancellationToken cancel)
    {
        try
        {
            if (await places.Of(conversation, cancel) is not { } service) return false;
            if (await connector.Member(service, conversation, id, cancel) is not { } member || TeamsPerson.Member(member, IsHome) is not { } person || person.Id != id) return false;
            await Learn(person, asked: true, cancel);
            return true;
        }
        catch (TeamsErrorException no) when (no.Status is HttpStatusCode.Forbidden)
        {
            // The bot is not in there.
            return false;
        }
    }

    /// <summary>The conversation with this person alone. Errors are those of the Connector.</summary>
    public async Task<(Uri Service, string Conversation)> Direct(string id, CancellationToken cancel)
    {
        if (await places.AtHome(cancel) is not { } service) throw new TeamsBusyException(TimeSpan.FromMinutes(1));
        if (direct.TryGetValue(id, out var conversation)) return (service, conversation);
        return (service, direct[id] = await connector.Direct(service, known.TryGetValue(id, out var one) && one.Person.Mri is { } mri ? mri : id, settings.Home, cancel));
    }

    /// <summary>Their own conversation, as an activity shows it.</summary>
    public void DirectIs(string id, string conversation) => direct[id] = conversation;

    /// <summary>It is not there any more.</summary>
    public void NotDirect(string id) => direct.TryRemove(id, out _);

    /// <summary>Where to ask about somebody: where they were seen last, and in the conversation with them.</summary>
    private ImmutableArray<string> Where(string id)
    {
        var all = ImmutableArray.CreateBuilder<string>();
        if (seenIn.TryGetValue(id, out var conversation)) all.Add(conversation);
        if (direct.TryGetValue(id, out var own)) all.Add(own);
        return all.ToImmutable();
    }

    /// <summary>The conversation with them; null: the app is not installed for them, and nobody can be asked about them there.</summary>
    private async Task<string?> Own(string id, CancellationToken cancel)
    {
        try
        {
            return direct.ContainsKey(id) ? null : (await Direct(id, cancel)).Conversation;
        }
        catch (TeamsErrorException)
        {
            return null;
        }
    }

    private async Task Learn(TeamsPerson person, bool asked, CancellationToken cancel)
    {
        var before = known.TryGetValue(person.Id, out var one) ? one.Person : await Stored(person.Id, cancel);
        var now = before is null ? person : before.With(person);
        known[person.Id] = (now, asked ? clock.GetUtcNow() : one.AskedAt);
        if (now != before) await store.Write([new Put(KeyOf(person.Id), JsonSerializer.Serialize(now))], cancel);
    }

    private async Task<TeamsPerson?> Stored(string id, CancellationToken cancel) => await store.Read(KeyOf(id), cancel) is { } row ? JsonSerializer.Deserialize<TeamsPerson>(row.Payload) : null;

    private Key KeyOf(string id) => new(TableNames.Index, $"{Partition}.{settings.AppId}", id);
}

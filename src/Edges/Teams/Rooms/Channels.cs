using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using ChatOpsIncident.Edges.Teams.Connector;
using ChatOpsIncident.Edges.Teams.Graph;
using ChatOpsIncident.Edges.Teams.People;
using ChatOpsIncident.Engine;
using ChatOpsIncident.Incidents.Cards;

namespace ChatOpsIncident.Edges.Teams.Rooms;

/// <summary>Channels of the configured team, found again by name and time of creation, because Teams keeps no key of ours with them.</summary>
/// <remarks>https://learn.microsoft.com/graph/api/channel-post. A name is there once in a team, so a channel never opens twice under it.</remarks>
internal sealed class Channels(GraphApi graph, ConnectorApi connector, Places places, TeamsLinks links, GraphPeople members, CatalogApp app, TeamsSettings settings, TimeProvider clock)
{
    private const int LongestDescription = 1000;
    private const int Suffixes = 9;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    /// <summary>After a private channel did not let the bot in, none is tried for so long.</summary>
    private static readonly TimeSpan Spared = TimeSpan.FromHours(6);

    private static readonly TimeSpan Counted = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, string> topics = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> atHand = new(StringComparer.Ordinal);
    private readonly Lock gate = new();
    private int? left;
    private DateTimeOffset countAgain = DateTimeOffset.MinValue;
    private DateTimeOffset privateAgain = DateTimeOffset.MinValue;

    private string Team => $"teams/{settings.TeamId}";

    /// <summary>A channel that everybody of the team is in.</summary>
    public async Task<string> Open(string key, RoomToOpen room, string topic, CancellationToken cancel)
    {
        foreach (var name in ChannelName.Candidates(room.Name, key, Suffixes))
        {
            try
            {
                return await Create(new() { ["displayName"] = name, ["description"] = topic, ["membershipType"] = "standard" }, cancel);
            }
            catch (TeamsErrorException no) when (IsTaken(no))
            {
                // Perhaps by a lost call of ours that landed after it was looked for.
                if (name == ChannelName.Fitting(room.Name) && await Find(room, cancel) is [var ours, ..]) return ours;
            }
        }
        throw new ChatRefusedException($"The name of the channel is taken {Suffixes.ToString(CultureInfo.InvariantCulture)} times over.");
    }

    /// <summary>A channel of some people, each an owner as in a chat, so that whoever is taken out is not the last one; null: the bot cannot work in one here, and none is left behind.</summary>
    /// <remarks>https://learn.microsoft.com/microsoftteams/platform/build-apps-for-shared-private-channels: an app has to be let into each.</remarks>
    public async Task<string?> OpenPrivate(RoomToOpen room, CancellationToken cancel)
    {
        lock (gate) if (clock.GetUtcNow() < privateAgain) return null;
        var inside = await members.InTeam(room.Members, cancel);
        if (inside.IsEmpty || inside.Length < room.Members.Count(m => TeamsId.Of(m) is not null)) return null;
        string channel;
        try
        {
            var body = new JsonObject { ["displayName"] = ChannelName.Fitting(room.Name), ["membershipType"] = "private", ["members"] = new JsonArray([.. inside.Select(id => members.Member(id, owner: true))]) };
            channel = await Create(body, cancel);
        }
        catch (TeamsErrorException no) when (no.Status is HttpStatusCode.Forbidden or HttpStatusCode.BadRequest && !IsTaken(no))
        {
            return Not();
        }
        catch (TeamsErrorException no) when (IsTaken(no))
        {
            // By a lost call of ours; else by somebody's, and then it is not ours to use.
            return await Find(room, cancel) is [var ours, ..] && await LetsIn(ours, cancel) ? ours : null;
        }
        if (await LetsIn(channel, cancel)) return channel;
        await Delete(channel, cancel);
        return Not();
    }

    /// <summary>Channels with this name, as open or private as it has to be, opened since it began; oldest first.</summary>
    public async Task<IReadOnlyList<string>> Find(RoomToOpen room, CancellationToken cancel)
    {
        // The clocks of Teams and ours may differ by a minute.
        var since = room.Since - TimeSpan.FromMinutes(1);
        var found = new List<(DateTimeOffset At, string Id)>();
        await foreach (var channel in graph.Pages("list channels", $"{Team}/channels?$select=id,displayName,createdDateTime,membershipType,isArchived", cancel))
        {
            if (channel.Text("displayName") is { } name && ChannelName.IsFrom(name, room.Name) && channel.Text("id") is { } id && !channel.Flag("isArchived")
                && room.Private == (channel.Text("membershipType") is "private")
                && channel.At("createdDateTime") is { } at && at.TryGetDateTimeOffset(out var created) && created >= since) found.Add((created, id));
        }
        return [.. found.OrderBy(f => f.At).ThenBy(f => f.Id, StringComparer.Ordinal).Select(f => f.Id)];
    }

    /// <summary>How many channels the team takes at most until it is full; null: enough, or nobody knows. Counted once an hour.</summary>
    public async Task<int?> Left(CancellationToken cancel)
    {
        lock (gate)
        {
            if (clock.GetUtcNow() < countAgain) return left;
            countAgain = clock.GetUtcNow() + Counted;
        }
        var there = 0;
        try
        {
            await foreach (var _ in graph.Pages("list channels", $"{Team}/channels?$select=id", cancel)) there++;
        }
        catch (Exception e) when (e is TeamsErrorException or TeamsBusyException or TeamsMaybeDoneException)
        {
            return null;
        }
        lock (gate) return left = there >= Shortage.From ? Math.Max(0, Shortage.Most - there) : null;
    }

    public Task SetTopic(string room, string topic, CancellationToken cancel)
    {
        topics[room] = topic;
        return Describe(room, cancel);
    }

    /// <summary>Nothing can be pinned in a channel: its description leads to the card.</summary>
    public Task KeepAtHand(string room, string message, CancellationToken cancel)
    {
        atHand[room] = links.Address(room, message).AbsoluteUri;
        return Describe(room, cancel);
    }

    /// <summary>Who is in the team is in its channels; who is not is added to the team, where the organisation lets the bot do so. A private channel has its own members.</summary>
    public async Task Invite(string room, ImmutableArray<string> people, CancellationToken cancel)
    {
        foreach (var id in people)
        {
            if (await places.Of(room, cancel) is { } service && await connector.Member(service, room, id, cancel) is not null) continue;
            await members.Add(await IsOpen(room, cancel) ? $"{Team}/members" : $"{Path(room)}/members", id, owner: false, cancel);
        }
    }

    public async Task Archive(string room, CancellationToken cancel)
    {
        try
        {
            await graph.Post("archive channel", $"{Path(room)}/archive", new JsonObject(), cancel);
        }
        catch (TeamsErrorException no) when (no.Status is HttpStatusCode.NotFound or HttpStatusCode.Conflict)
        {
            // Gone is as good as archived.
        }
    }

    /// <summary>Names stay taken for thirty days after their channel is gone, so the next free one will do.</summary>
    public async Task Rename(string room, string name, CancellationToken cancel)
    {
        foreach (var candidate in ChannelName.Candidates(name, room, Suffixes))
        {
            try
            {
                await graph.Patch("rename channel", Path(room), new JsonObject { ["displayName"] = candidate }, cancel);
                return;
            }
            catch (TeamsErrorException no) when (IsTaken(no))
            {
                // The next one.
            }
        }
    }

    /// <summary>Out of a private channel; whoever is in the team stays in its open ones.</summary>
    public async Task TakeOut(string room, string id, CancellationToken cancel)
    {
        if (!await IsOpen(room, cancel)) await members.Remove($"{Path(room)}/members", id, cancel);
    }

    private async Task<bool> IsOpen(string room, CancellationToken cancel) =>
        (await graph.Get("read channel", Path(room) + "?$select=membershipType", cancel)).Text("membershipType") is null or "standard";

    private async Task<string> Create(JsonObject body, CancellationToken cancel) =>
        (await graph.Post("create channel", $"{Team}/channels", body, cancel)).Text("id") ?? throw new TeamsMaybeDoneException("A channel was opened, and its id was not said.");

    /// <summary>Puts the app into a private channel, and looks whether it is there.</summary>
    private async Task<bool> LetsIn(string channel, CancellationToken cancel)
    {
        try
        {
            if (await app.Id(cancel) is { } catalog)
                await graph.Post("enable app", $"{Path(channel)}/enabledApps/$ref", new JsonObject { ["@odata.id"] = $"{graph.Root}appCatalogs/teamsApps/{catalog}" }, cancel);
            return await places.AtHome(cancel) is { } service && await IsIn(service, channel, cancel);
        }
        catch (TeamsErrorException)
        {
            return false;
        }
    }

    /// <summary>Whether the bot is in it; a new channel is not known everywhere at once.</summary>
    private async Task<bool> IsIn(Uri service, string channel, CancellationToken cancel)
    {
        for (var pause = FirstPause; ; pause *= 2)
        {
            try
            {
                await using var inside = connector.Members(service, channel, cancel).GetAsyncEnumerator(cancel);
                await inside.MoveNextAsync();
                return true;
            }
            catch (TeamsErrorException no) when (no.Status is HttpStatusCode.NotFound && pause <= LongestPause)
            {
                await Task.Delay(pause, clock, cancel);
            }
        }
    }

    private async Task Delete(string channel, CancellationToken cancel)
    {
        try
        {
            await graph.Delete("delete channel", Path(channel), cancel);
        }
        catch (TeamsErrorException)
        {
            // It stays, empty; its members see that it is.
        }
    }

    private string? Not()
    {
        lock (gate) privateAgain = clock.GetUtcNow() + Spared;
        return null;
    }

    private async Task Describe(string room, CancellationToken cancel)
    {
        var topic = topics.GetValueOrDefault(room) ?? (await graph.Get("read channel", Path(room) + "?$select=description", cancel)).Text("description")?.Split('\n')[0] ?? "";
        var description = atHand.TryGetValue(room, out var card) ? $"{Shortened.Line(topic, LongestDescription / 2)}\nThe incident's card: {card}" : topic;
        await graph.Patch("describe channel", Path(room), new JsonObject { ["description"] = Shortened.Line(description, LongestDescription) }, cancel);
    }

    private string Path(string room) => $"{Team}/channels/{Uri.EscapeDataString(room)}";

    private static bool IsTaken(TeamsErrorException no) =>
        no.Status is HttpStatusCode.Conflict || (no.Status is HttpStatusCode.BadRequest && (no.Code == "NameAlreadyExists" || no.Says?.Contains("name already exist", StringComparison.OrdinalIgnoreCase) == true));
}

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
using ChatOpsIncident.Incidents.Conversation;
using ChatOpsIncident.Incidents.Timeline;

namespace ChatOpsIncident.Edges.Teams;

/// <summary>Rooms: channels of the configured team, found again by name and time of creation, because Teams keeps no key of ours with them.</summary>
/// <remarks>https://learn.microsoft.com/graph/api/channel-post. A name is there once in a team, so a channel never opens twice under it.</remarks>
internal sealed class TeamsTeam(GraphApi graph, ConnectorApi connector, Places places, TeamsLinks links, TeamsDrawing drawing, TeamsSettings settings, TimeProvider clock)
{
    private const int LongestDescription = 1000;
    private const int Suffixes = 9;

    /// <summary>So long a new channel may be unknown to the Connector.</summary>
    private static readonly TimeSpan New = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, DateTimeOffset> opened = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> topics = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> atHand = new(StringComparer.Ordinal);

    private string Team => settings.TeamId ?? throw new ChatRefusedException("Teams:TeamId is not set: no team is known in which a channel could open.");

    /// <summary>Whether this room was opened just now, so that "not found" means "not yet".</summary>
    public bool IsNew(string room) => opened.TryGetValue(TeamsId.Room(room), out var at) && clock.GetUtcNow() - at < New;

    public async Task<string> Open(string key, RoomToOpen room, CancellationToken cancel)
    {
        foreach (var name in ChannelName.Candidates(room.Name, key, Suffixes))
        {
            try
            {
                var body = new JsonObject { ["displayName"] = name, ["description"] = await Plain(room.Topic, cancel), ["membershipType"] = "standard" };
                var answer = await graph.Post("create channel", $"teams/{Team}/channels", body, cancel);
                return await Opened(room, answer.Text("id") ?? throw new TeamsMaybeDoneException("A channel was opened, and its id was not said."), cancel);
            }
            catch (TeamsErrorException no) when (IsTaken(no))
            {
                // Perhaps by a lost call of ours that landed after it was looked for.
                if (name == ChannelName.Fitting(room.Name) && await Find(room, cancel) is [var ours, ..]) return ours;
            }
        }
        throw new ChatRefusedException($"The name of the channel is taken {Suffixes.ToString(CultureInfo.InvariantCulture)} times over.");
    }

    /// <summary>Channels with this name, opened since it began; oldest first.</summary>
    public async Task<IReadOnlyList<string>> Find(RoomToOpen room, CancellationToken cancel)
    {
        // The clocks of Teams and ours may differ by a minute.
        var since = room.Since - TimeSpan.FromMinutes(1);
        var found = new List<(DateTimeOffset At, string Id)>();
        await foreach (var channel in graph.Pages("list channels", $"teams/{Team}/channels?$select=id,displayName,createdDateTime", cancel))
        {
            if (channel.Text("displayName") is { } name && ChannelName.IsFrom(name, room.Name) && channel.Text("id") is { } id
                && channel.At("createdDateTime") is { } at && at.TryGetDateTimeOffset(out var created) && created >= since) found.Add((created, id));
        }
        var rooms = found.OrderBy(f => f.At).ThenBy(f => f.Id, StringComparer.Ordinal).Select(f => f.Id).ToArray();
        if (rooms is [var first, ..]) await Opened(room, first, cancel);
        return rooms;
    }

    public async Task SetTopic(string room, Rich topic, CancellationToken cancel)
    {
        topics[room] = await Plain(topic, cancel);
        await Describe(room, cancel);
    }

    /// <summary>Nothing can be pinned in a channel: its description leads to the card.</summary>
    public async Task KeepAtHand(string message, CancellationToken cancel)
    {
        if (TeamsId.Message(message) is not { } parts) throw new ChatGoneException("This is no message of Teams.");
        atHand[parts.Conversation] = links.Address(parts.Conversation, parts.Activity).AbsoluteUri;
        await Describe(parts.Conversation, cancel);
    }

    /// <summary>Whoever is in the team is in its channels; who is not is added to the team, where the organisation lets the bot do so.</summary>
    public async Task Invite(string room, ImmutableArray<Person> people, CancellationToken cancel)
    {
        foreach (var id in people.Select(TeamsId.Of).OfType<string>())
        {
            if (await places.Of(room, cancel) is { } service && await connector.Member(service, room, id, cancel) is not null) continue;
            try
            {
                await graph.Post("add member", $"teams/{Team}/members", Member(id), cancel);
            }
            catch (TeamsErrorException no) when (no.Status is HttpStatusCode.Forbidden or HttpStatusCode.NotFound or HttpStatusCode.BadRequest or HttpStatusCode.Conflict)
            {
                // Not consented, not to be found, or there already: the others come all the same, and doctor says what is missing.
            }
        }
    }

    public async Task Archive(string room, CancellationToken cancel)
    {
        try
        {
            await graph.Post("archive channel", $"teams/{Team}/channels/{Uri.EscapeDataString(room)}/archive", new JsonObject(), cancel);
        }
        catch (TeamsErrorException no) when (no.Status is HttpStatusCode.NotFound or HttpStatusCode.Conflict)
        {
            // Gone is as good as archived.
        }
    }

    private async Task Describe(string room, CancellationToken cancel)
    {
        if (!TeamsId.IsChannel(room)) return;
        var topic = topics.GetValueOrDefault(room) ?? (await graph.Get("read channel", Path(room) + "?$select=description", cancel)).Text("description")?.Split('\n')[0] ?? "";
        var description = atHand.TryGetValue(room, out var card) ? $"{topic}\nThe incident's card: {card}" : topic;
        await graph.Patch("describe channel", Path(room), new JsonObject { ["description"] = Shortened.Line(description, LongestDescription) }, cancel);
    }

    private string Path(string room) => $"teams/{Team}/channels/{Uri.EscapeDataString(room)}";

    private async Task<string> Opened(RoomToOpen room, string id, CancellationToken cancel)
    {
        opened[id] = clock.GetUtcNow();
        await links.Note(room.Stream, id, cancel);
        return id;
    }

    private Task<string> Plain(Rich topic, CancellationToken cancel) =>
        drawing.Draw(dialect => Shortened.Line(Cleaned.Line(topic.Plainly(dialect.NameOf)), LongestDescription / 2), cancel: cancel);

    private JsonObject Member(string id) => new()
    {
        ["@odata.type"] = "#microsoft.graph.aadUserConversationMember",
        ["roles"] = new JsonArray(),
        ["user@odata.bind"] = $"{graph.Root}users('{id}')",
    };

    private static bool IsTaken(TeamsErrorException no) =>
        no.Status is HttpStatusCode.Conflict || (no.Status is HttpStatusCode.BadRequest && no.Says?.Contains("name already exist", StringComparison.OrdinalIgnoreCase) == true);
}

using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using ChatOpsIncident.Edges.Slack.Api;
using ChatOpsIncident.Engine;
using ChatOpsIncident.Incidents.Conversation;
using ChatOpsIncident.Incidents.Timeline;
using Microsoft.Extensions.Logging;

namespace ChatOpsIncident.Edges.Slack;

/// <summary>Channels: opened one at a time, found again by name, creator and time of creation, because Slack keeps no key of ours with them.</summary>
internal sealed partial class SlackRooms(SlackApi api, SlackSelf self, SlackLinks links, SlackDrawing drawing, ILogger logger)
{
    private const int LongestName = 80;
    private const int LongestTopic = 250;
    private const int Invited = 100;
    private const int Suffixes = 9;

    /// <summary>What is wrong with one person when they are invited; the others come all the same.</summary>
    private static readonly ImmutableHashSet<string> Personal =
    [
        "user_not_found", "user_is_restricted", "ura_max_channels", "cant_invite", "cant_invite_self", "org_user_not_in_team", "invitee_cant_see_channel",
        "no_external_invite_permission", "no_user", "user_disabled", "already_in_channel", "user_not_visible",
    ];

    private readonly ConcurrentDictionary<string, Urgency> urgencies = new(StringComparer.Ordinal);

    /// <summary>How urgent what happens in this channel is.</summary>
    public Urgency UrgencyOf(string channel) => urgencies.GetValueOrDefault(channel);

    public async Task<string> Open(string key, RoomToOpen room, CancellationToken cancel)
    {
        var wanted = Fitting(room.Name);
        foreach (var candidate in Names(wanted, key))
        {
            try
            {
                var arguments = new SlackArguments { Urgency = new(room.Urgency, room.Since) }.And("name", candidate).And("is_private", room.Private ? "true" : "false").And("team_id", self.Chosen);
                var answer = await api.Call("conversations.create", arguments, cancel);
                return await Opened(room, answer.Text("channel", "id") ?? throw new SlackMaybeDoneException("conversations.create named no channel."), cancel);
            }
            catch (SlackErrorException error) when (error.Error is "restricted_action" or "cannot_create_channel" or "user_is_restricted" or "not_authorized")
            {
                throw new ChatForbiddenException(error.Message);
            }
            catch (SlackErrorException error) when (error.Error == "name_taken")
            {
                // Perhaps by a lost call of ours that landed after it was looked for.
                if (candidate == wanted && await Find(room, cancel) is [var ours, ..]) return ours;
            }
        }
        throw new ChatRefusedException($"conversations.create: name_taken, {Suffixes + 1} times over.");
    }

    /// <summary>Channels of ours with this name, opened since it began; oldest first.</summary>
    public async Task<IReadOnlyList<string>> Find(RoomToOpen room, CancellationToken cancel)
    {
        var me = await self.Get(cancel);
        // Slack's clock and ours may differ by a minute.
        var (wanted, since) = (Fitting(room.Name), room.Since.ToUnixTimeSeconds() - 60);
        var found = new List<(DateTimeOffset At, string Id)>();
        var pages = api.Pages("users.conversations", "channels", cursor => new()
        {
            { "types", "public_channel,private_channel" }, { "exclude_archived", true }, { "limit", 999 }, { "team_id", me.Team }, { "cursor", cursor },
        }, cancel);
        await foreach (var channel in pages)
        {
            if (channel.Text("creator") == me.User && channel.Moment("created") is { } at && at.ToUnixTimeSeconds() >= since
                && channel.Text("name") is { } called && IsFrom(called, wanted) && channel.Text("id") is { } id) found.Add((at, id));
        }
        var rooms = found.OrderBy(f => f.At).ThenBy(f => f.Id, StringComparer.Ordinal).Select(f => f.Id).ToArray();
        if (rooms is [var first, ..] && !room.IsLeft) await Opened(room, first, cancel);
        return rooms;
    }

    public async Task SetTopic(string channel, Rich topic, CancellationToken cancel)
    {
        var drawn = await drawing.Draw(dialect => dialect.Plain(topic, LongestTopic), cancel: cancel);
        await api.Call("conversations.setTopic", Arguments(channel).And("topic", drawn), cancel);
    }

    public async Task Invite(string channel, ImmutableArray<Person> people, CancellationToken cancel)
    {
        foreach (var some in people.Select(SlackId.Of).OfType<string>().Distinct().Chunk(Invited))
        {
            var left = await InviteAll(channel, some, cancel);
            if (left.Length > 0 && left.Length < some.Length) await InviteAll(channel, left, cancel);
            else if (left.Length > 1) foreach (var one in left) await InviteAll(channel, [one], cancel);
        }
    }

    public async Task Archive(string channel, CancellationToken cancel)
    {
        try
        {
            await api.Call("conversations.archive", Arguments(channel), cancel);
        }
        catch (SlackErrorException error) when (error.Error is "channel_not_found" or "is_archived")
        {
            // Gone is as good as archived.
        }
        urgencies.TryRemove(channel, out _);
    }

    /// <summary>Names of archived channels stay taken, so the next free one will do.</summary>
    public async Task Rename(string channel, string name, CancellationToken cancel)
    {
        foreach (var candidate in Names(Fitting(name), channel))
        {
            try
            {
                await api.Call("conversations.rename", Arguments(channel).And("name", candidate), cancel);
                return;
            }
            catch (SlackErrorException error) when (error.Error == "name_taken")
            {
                // Taken, or it is called so already.
                var now = await api.Call("conversations.info", new() { { "channel", channel } }, cancel);
                if (now.Text("channel", "name") is { } called && IsFrom(called, Fitting(name))) return;
            }
        }
    }

    /// <summary>Slack keeps no key with a bookmark: one with this title is ours.</summary>
    public async Task Bookmark(string channel, string title, string message, CancellationToken cancel)
    {
        if (SlackId.Message(message) is not { Ts: var ts }) return;
        var link = (await api.Call("chat.getPermalink", new() { { "channel", channel }, { "message_ts", ts } }, cancel)).Text("permalink");
        var there = await api.Call("bookmarks.list", new() { { "channel_id", channel } }, cancel);
        var ours = there.Each("bookmarks").Where(b => b.Text("title") == title).Select(b => (Id: b.Text("id"), Link: b.Text("link"))).FirstOrDefault();
        if (link is null || ours.Link == link) return;
        var arguments = new SlackArguments { Urgency = UrgencyOf(channel) }.And("channel_id", channel).And("title", title).And("link", link);
        await (ours.Id is { } id ? api.Call("bookmarks.edit", arguments.And("bookmark_id", id), cancel) : api.Call("bookmarks.add", arguments.And("type", "link"), cancel));
    }

    /// <summary>Only into a public one; into a private one somebody has to invite us.</summary>
    public Task ComeBack(string channel, CancellationToken cancel) => api.Call("conversations.join", Arguments(channel), cancel);

    /// <summary>Not archived, and not a private one that we are not in.</summary>
    public async Task<bool> IsOpen(string channel, CancellationToken cancel)
    {
        try
        {
            var now = await api.Call("conversations.info", new() { { "channel", channel } }, cancel);
            return !now.Flag("channel", "is_archived") && (!now.Flag("channel", "is_private") || now.Flag("channel", "is_member"));
        }
        catch (SlackErrorException error) when (error.Error == "channel_not_found")
        {
            return false;
        }
    }

    public async Task TakeOut(string channel, Person person, CancellationToken cancel)
    {
        if (SlackId.Of(person) is not { } user) return;
        try
        {
            await api.Call("conversations.kick", Arguments(channel).And("user", user), cancel);
        }
        catch (SlackErrorException error) when (error.Error is "not_in_channel" or "user_not_found" or "channel_not_found" or "is_archived")
        {
            // They are out of it.
        }
        catch (SlackErrorException error) when (error.Kind is not (ErrorKind.Refused or ErrorKind.OurFault))
        {
            // Somebody has to allow it first: the room goes on meanwhile.
            throw new ChatForbiddenException(error.Message);
        }
    }

    /// <summary>Those who are to be invited once more, without the ones it failed for.</summary>
    private async Task<string[]> InviteAll(string channel, string[] users, CancellationToken cancel)
    {
        ImmutableArray<(string User, string Error)> failed;
        try
        {
            var answer = await api.Call("conversations.invite", Arguments(channel).And("users", string.Join(',', users)).And("force", "true"), cancel);
            failed = [.. answer.Each("errors").Where(e => e.Text("user") is not null).Select(e => (e.Text("user")!, e.Text("error") ?? ""))];
            // With force, those without an error are in.
            if (answer.Flag("ok") || failed.IsEmpty) return [];
        }
        catch (SlackErrorException error) when (!error.Users.IsEmpty || Personal.Contains(error.Error))
        {
            failed = error.Users.IsEmpty && users.Length == 1 ? [(users[0], error.Error)] : error.Users;
        }
        foreach (var why in failed.Where(f => f.Error != "already_in_channel").GroupBy(f => f.Error)) Log.NotInvited(logger, channel, why.Count(), why.Key);
        return [.. users.Except(failed.Select(f => f.User))];
    }

    private SlackArguments Arguments(string channel) => new SlackArguments { Urgency = UrgencyOf(channel) }.And("channel", channel);

    private async Task<string> Opened(RoomToOpen room, string channel, CancellationToken cancel)
    {
        urgencies[channel] = new(room.Urgency, room.Since);
        await links.Note(room.Stream, channel, cancel);
        return channel;
    }

    private static IEnumerable<string> Names(string wanted, string key)
    {
        yield return wanted;
        for (var i = 2; i <= Suffixes; i++) yield return With(wanted, i.ToString(CultureInfo.InvariantCulture));
        yield return With(wanted, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..6]);
    }

    private static string With(string wanted, string suffix) => wanted[..Math.Min(wanted.Length, LongestName - suffix.Length - 1)] + "-" + suffix;

    private static bool IsFrom(string called, string wanted) =>
        called == wanted || called.LastIndexOf('-') is > 0 and var dash && Suffix().IsMatch(called[(dash + 1)..]) && With(wanted, called[(dash + 1)..]) == called;

    /// <summary>Slack's rule for names: lower-case letters, digits, hyphens and underscores, at most 80.</summary>
    private static string Fitting(string wanted)
    {
        var fitting = NotInNames().Replace(wanted.ToLowerInvariant(), "-").Trim('-');
        return fitting.Length == 0 ? "incident" : fitting[..Math.Min(fitting.Length, LongestName)];
    }

    [GeneratedRegex("[^a-z0-9_-]+", RegexOptions.CultureInvariant)]
    private static partial Regex NotInNames();

    [GeneratedRegex("^([2-9]|[0-9a-f]{6})$", RegexOptions.CultureInvariant)]
    private static partial Regex Suffix();

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "{Channel}: {Count} could not be invited: {Why}")]
        public static partial void NotInvited(ILogger logger, string channel, int count, string why);
    }
}

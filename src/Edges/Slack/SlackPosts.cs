using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOpsIncident.Edges.Slack.Api;
using ChatOpsIncident.Edges.Slack.BlockKit;
using ChatOpsIncident.Engine;
using ChatOpsIncident.Incidents.Timeline;
using Microsoft.Extensions.Logging;

namespace ChatOpsIncident.Edges.Slack;

/// <summary>Messages: each carries its delivery key as metadata, by which it is found again.</summary>
internal sealed partial class SlackPosts(SlackApi api, SlackSelf self, SlackDrawing drawing, SlackRooms rooms, ILogger logger)
{
    /// <summary>Letters, digits and underscores only: with anything else Slack drops it in silence.</summary>
    public const string EventType = "chatops_message";

    private readonly ConcurrentDictionary<Person, string> direct = new();

    public async Task<string> Post(string key, ChatPlace where, ChatMessage message, CancellationToken cancel)
    {
        var (channel, drawn) = (await ChannelOf(where, cancel), await Draw(message, where is ToPerson, cancel));
        var metadata = new JsonObject { ["event_type"] = EventType, ["event_payload"] = new JsonObject { ["id"] = key } };
        SlackArguments Arguments(JsonArray? blocks) => new()
        {
            { "channel", channel }, { "text", drawn.Text }, { "blocks", blocks }, { "metadata", metadata }, { "unfurl_links", false }, { "unfurl_media", false },
        };
        var answer = await Plainly("chat.postMessage", drawn, blocks => api.Call("chat.postMessage", Arguments(blocks), cancel));
        return SlackId.Message(channel, answer.Text("ts") ?? throw new SlackMaybeDoneException("chat.postMessage named no ts."));
    }

    public async Task<IReadOnlyList<string>> Find(string key, ChatPlace where, DateTimeOffset since, CancellationToken cancel)
    {
        try
        {
            var (channel, me) = (await ChannelOf(where, cancel), await self.Get(cancel));
            var oldest = since > DateTimeOffset.UnixEpoch ? (since.ToUnixTimeSeconds() - 60).ToString(CultureInfo.InvariantCulture) + ".000000" : null;
            var found = new List<string>();
            var pages = api.Pages("conversations.history", "messages", cursor => new()
            {
                { "channel", channel }, { "include_all_metadata", true }, { "limit", 999 }, { "oldest", oldest }, { "cursor", cursor },
            }, cancel);
            await foreach (var message in pages)
            {
                if (message.Text("metadata", "event_type") == EventType && message.Text("metadata", "event_payload", "id") == key && message.Text("bot_id") == me.Bot
                    && message.Text("ts") is { } ts) found.Add(ts);
            }
            return [.. found.Order(StringComparer.Ordinal).Select(ts => SlackId.Message(channel, ts))];
        }
        catch (SlackErrorException error) when (error.Kind is ErrorKind.Refused)
        {
            // Where we can't look there is nothing of ours that counts; posting there says why not.
            return [];
        }
    }

    public async Task Update(string message, ChatMessage content, CancellationToken cancel)
    {
        var (channel, ts) = Parts(message);
        var drawn = await Draw(content, channel[0] == 'D', cancel);
        try
        {
            await Plainly("chat.update", drawn, blocks => api.Call("chat.update", new()
            {
                { "channel", channel }, { "ts", ts }, { "text", drawn.Text }, { "blocks", blocks ?? new JsonArray() },
            }, cancel));
        }
        catch (SlackErrorException error) when (error.Kind is ErrorKind.MessageGone && error.Error != "message_not_found")
        {
            // It is there and can't be changed any more: it makes room for a new one.
            await Remove(message, cancel);
            throw;
        }
    }

    public async Task Remove(string message, CancellationToken cancel)
    {
        var (channel, ts) = Parts(message);
        try
        {
            await api.Call("chat.delete", new() { { "channel", channel }, { "ts", ts } }, cancel);
        }
        catch (SlackErrorException error) when (error.Error is "message_not_found" or "channel_not_found" or "is_archived" or "is_inactive" or "not_in_channel")
        {
            // Nobody sees it there any more.
        }
    }

    /// <summary>What we said; Slack lets nobody but them remove what people wrote.</summary>
    public async Task Empty(string channel, string? except, CancellationToken cancel)
    {
        var me = await self.Get(cancel);
        var ours = new List<string>();
        var pages = api.Pages("conversations.history", "messages", cursor => new() { { "channel", channel }, { "limit", 999 }, { "cursor", cursor } }, cancel);
        await foreach (var message in pages)
        {
            if (message.Text("bot_id") == me.Bot && message.Text("subtype") is null or "bot_message" && message.Text("ts") is { } ts) ours.Add(SlackId.Message(channel, ts));
        }
        foreach (var message in ours.Where(m => m != except)) await Remove(message, cancel);
    }

    public Task Pin(string message, CancellationToken cancel)
    {
        var (channel, ts) = Parts(message);
        return api.Call("pins.add", new SlackArguments { Urgency = rooms.UrgencyOf(channel) }.And("channel", channel).And("timestamp", ts), cancel);
    }

    /// <summary>Whoever is written to directly hears of it anyway: they need no mention of themselves.</summary>
    private Task<MessageBlocks> Draw(ChatMessage message, bool directly, CancellationToken cancel)
    {
        var said = directly ? message with { Pings = [] } : message;
        return drawing.Draw(dialect => MessageBlocks.Of(said, dialect), said.Pings, cancel);
    }

    /// <summary>Should Slack not take our blocks, the words go alone: nobody waits for a card that can't come.</summary>
    private async Task<JsonElement> Plainly(string method, MessageBlocks drawn, Func<JsonArray?, Task<JsonElement>> send)
    {
        try
        {
            return await send(drawn.Blocks);
        }
        catch (SlackErrorException error) when (error.Kind is ErrorKind.OurFault)
        {
            Log.OurFault(logger, method, error.Message);
            return await send(null);
        }
    }

    private async Task<string> ChannelOf(ChatPlace where, CancellationToken cancel)
    {
        if (where is ToRoom room) return SlackId.IsChannel(room.Room) ? room.Room : throw new ChatRefusedException("This is no channel of Slack's.");
        var person = ((ToPerson)where).Person;
        if (direct.TryGetValue(person, out var known)) return known;
        var user = SlackId.Of(person) ?? throw new ChatRefusedException("This is nobody of Slack's.");
        var answer = await api.Call("conversations.open", new() { { "users", user } }, cancel);
        return direct[person] = answer.Text("channel", "id") ?? throw new SlackMaybeDoneException("conversations.open named no channel.");
    }

    private static (string Channel, string Ts) Parts(string message) => SlackId.Message(message) ?? throw new ChatGoneException("This is no message of Slack's.");

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Slack does not take what {Method} says; the words go without it. {Why}")]
        public static partial void OurFault(ILogger logger, string method, string why);
    }
}

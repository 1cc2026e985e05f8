using System.Collections.Immutable;
using System.Text.Json;
using ChatOpsIncident.Edges.Slack.Api;
using ChatOpsIncident.Engine;
using ChatOpsIncident.Incidents.ChatView;
using ChatOpsIncident.Incidents.Conversation;
using ChatOpsIncident.Incidents.Response;

namespace ChatOpsIncident.Edges.Slack.Inbound;

/// <summary>Pins in the rooms of incidents: what people pin is evidence, what they unpin is withdrawn. Elsewhere, and for the bot's own cards, pins are pins.</summary>
internal sealed class Capturing(IBot bot, SlackApi api, SlackSelf self, IStore store, Drawing drawing, Sending sending)
{
    /// <summary>When a message was last pinned or unpinned, by Slack's clock: what comes late must not undo what happened after it.</summary>
    private const string Pinned = "slack-pinned";

    /// <exception cref="StoreUnavailableException">It is not stored: to be delivered again.</exception>
    public async Task Take(Points points, CancellationToken cancel)
    {
        var me = await self.Get(cancel);
        if (SlackId.Of(points.Who) == me.User) return;
        // Our own cards keep their pins.
        if (points is { IsPin: true, Takes: false })
            await bot.Notice(new($"{points.Request}.pin", SlackId.Platform, points.Channel, points.Who, new Unpins(SlackId.Message(points.Channel, points.Ts))), cancel);
        if (!(await bot.Offers(points.Who, points.Channel, cancel)).Any(o => o is IncidentOffer)) return;
        if (await IsOver(points, cancel)) return;
        if (!points.Takes) await Withdraw(points, cancel);
        else if ((points.Message ?? await Read(points, cancel)) is { } message && !IsOurs(message, me)) await Capture(points, message, cancel);
        if (points.Moment is { } moment) await store.Write([new Put(KeyOf(points), JsonSerializer.Serialize(moment))], cancel);
    }

    /// <summary>Slack delivers it no more.</summary>
    public Task SayLost(Points points, CancellationToken cancel)
    {
        var told = points.Takes
            ? new Told("What you pinned is not on the evidence register: it could not be stored. In a minute, take the pin off and pin it again.", Refusal: true)
            : new Told("What you unpinned is still on the evidence register: that could not be stored. In a minute, withdraw it by its number.", Refusal: true) { Instead = "/incident withdraw" };
        return Tell(told, points, cancel);
    }

    private async Task Capture(Points points, JsonElement message, CancellationToken cancel)
    {
        var captured = Pointed.At(message, points.Channel, points.Ts, SlackId.TimeOf(points.Ts)!.Value, drawing.NameOf);
        var told = await Handle(new OnMessage(points.Request, points.Who, points.Channel, CaptureEvidence.Offer.Word, captured), cancel);
        if (told is { Refusal: true }) await Tell(told with { YourText = null }, points, cancel);
    }

    private async Task Withdraw(Points points, CancellationToken cancel)
    {
        var values = ImmutableDictionary<string, string>.Empty.Add(WithdrawEvidence.OfMessage, SlackId.Message(points.Channel, points.Ts));
        // A message that never was on the register: nothing to say.
        await Handle(new Click(points.Request, points.Who, points.Channel, WithdrawEvidence.Offer.Word, null, values), cancel);
    }

    private async Task<Told?> Handle(Engine.Inbound inbound, CancellationToken cancel)
    {
        var told = await bot.Handle(inbound, cancel) as Told;
        return told is { NotStored: true } ? throw new StoreUnavailableException("The engine could not store it.") : told;
    }

    /// <summary>Something newer was heard of the same message.</summary>
    private async Task<bool> IsOver(Points points, CancellationToken cancel) =>
        points.Moment is { } moment && await store.Read(KeyOf(points), cancel) is { } row && JsonSerializer.Deserialize<string>(row.Payload) is { } newest
        && SlackId.TimeOf(newest) > SlackId.TimeOf(moment);

    private static bool IsOurs(JsonElement message, SlackSelf.Me me) => message.Text("user") == me.User || (me.Bot is not null && message.Text("bot_id") == me.Bot);

    private Task Tell(Told told, Points points, CancellationToken cancel)
    {
        var acts = new Click(points.Request, points.Who, points.Channel, CaptureEvidence.Offer.Word, null, ImmutableDictionary<string, string>.Empty);
        return sending.Tell(told, new(acts, new Origin(Way.Shortcut) { Channel = points.Channel }), cancel);
    }

    /// <summary>A reaction does not bring the message along. Null: it is gone.</summary>
    private async Task<JsonElement?> Read(Points points, CancellationToken cancel)
    {
        var found = await api.Call("conversations.history", new() { { "channel", points.Channel }, { "latest", points.Ts }, { "inclusive", true }, { "limit", 1 } }, cancel);
        return One(found, points) ?? await InThread(points, cancel);
    }

    /// <summary>An answer in a thread is not in the channel's history.</summary>
    private async Task<JsonElement?> InThread(Points points, CancellationToken cancel)
    {
        try
        {
            return One(await api.Call("conversations.replies", new() { { "channel", points.Channel }, { "ts", points.Ts }, { "limit", 1 } }, cancel), points);
        }
        catch (SlackErrorException error) when (error.Error == "thread_not_found")
        {
            return null;
        }
    }

    private static JsonElement? One(JsonElement found, Points points) => found.Each("messages").Where(m => m.Text("ts") == points.Ts).Select(m => (JsonElement?)m).FirstOrDefault();

    private static Key KeyOf(Points points) => new(TableNames.Index, Pinned, $"{points.Channel}.{points.Ts}");
}

using System.Collections.Immutable;
using System.Text.Json;
using ChatOpsIncident.Edges.Slack.Api;
using ChatOpsIncident.Engine;
using ChatOpsIncident.Incidents.Conversation;
using ChatOpsIncident.Incidents.Response;

namespace ChatOpsIncident.Edges.Slack.Inbound;

/// <summary>Pins in the rooms of incidents: what people pin is evidence, what they unpin is withdrawn. Elsewhere, and for the bot's own cards, pins are pins.</summary>
internal sealed class Capturing(IBot bot, SlackApi api, SlackSelf self, Drawing drawing, Sending sending)
{
    public async Task Take(Points points, CancellationToken cancel)
    {
        var me = await self.Get(cancel);
        if (SlackId.Of(points.Who) == me.User || !(await bot.Offers(points.Who, points.Channel, cancel)).Any(o => o is IncidentOffer)) return;
        if (!points.Takes)
        {
            var values = ImmutableDictionary<string, string>.Empty.Add(WithdrawEvidence.OfMessage, SlackId.Message(points.Channel, points.Ts));
            // A message that never was on the register: nothing to say.
            await bot.Handle(new Click(points.Request, points.Who, points.Channel, WithdrawEvidence.Offer.Word, null, values), cancel);
            return;
        }
        if ((points.Message ?? await Read(points, cancel)) is not { } message || message.Text("user") == me.User || (me.Bot is not null && message.Text("bot_id") == me.Bot)) return;
        var captured = Pointed.At(message, points.Channel, points.Ts, SlackId.TimeOf(points.Ts)!.Value, drawing.NameOf);
        var inbound = new OnMessage(points.Request, points.Who, points.Channel, CaptureEvidence.Offer.Word, captured);
        if (await bot.Handle(inbound, cancel) is Told { Refusal: true } refused)
            await sending.Tell(refused with { YourText = null }, new(inbound, new Origin(Way.Shortcut) { Channel = points.Channel }), cancel);
    }

    /// <summary>A reaction does not bring the message along. Null: it is gone, or an answer in a thread, which this call does not find.</summary>
    private async Task<JsonElement?> Read(Points points, CancellationToken cancel)
    {
        var found = await api.Call("conversations.history", new() { { "channel", points.Channel }, { "latest", points.Ts }, { "inclusive", true }, { "limit", 1 } }, cancel);
        return found.Each("messages").Where(m => m.Text("ts") == points.Ts).Select(m => (JsonElement?)m).FirstOrDefault();
    }
}

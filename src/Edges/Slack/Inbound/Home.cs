using System.Collections.Immutable;
using ChatOpsIncident.Edges.Slack.Api;
using ChatOpsIncident.Engine;
using ChatOpsIncident.Incidents.Cards;
using ChatOpsIncident.Incidents.Conversation;
using ChatOpsIncident.Incidents.Timeline;

namespace ChatOpsIncident.Edges.Slack.Inbound;

/// <summary>The app's home: what is this person's over all incidents, drawn whenever they open it.</summary>
internal sealed class Home(IBot bot, SlackApi api, Drawing drawing)
{
    public async Task Show(Person who, CancellationToken cancel)
    {
        var reply = await bot.Handle(new Click("home", who, null, ShowMine.Offer.Word, null, ImmutableDictionary<string, string>.Empty), cancel);
        if (reply is not Told told || SlackId.Of(who) is not { } user) return;
        var view = await drawing.Home(told.Card ?? new Card(told.Text, new TextBlock(told.Text)));
        await api.Call("views.publish", new() { { "user_id", user }, { "view", view } }, cancel);
    }
}

using ChatOpsIncident.Edges.Slack;
using ChatOpsIncident.Edges.Slack.BlockKit;
using ChatOpsIncident.Emulators.Slack;
using ChatOpsIncident.Emulators.Slack.State;
using ChatOpsIncident.Engine;
using ChatOpsIncident.Incidents.Cards;
using ChatOpsIncident.Incidents.ChatView;
using ChatOpsIncident.Incidents.Timeline;

namespace ChatOpsIncident.Journeys.Support;

/// <summary>The emulated Slack: channels that are not archived, and what the bot posted in them and directly.</summary>
internal sealed class SlackScreen : IScreen
{
    private readonly SlackEmulator slack;
    private readonly IReadOnlyList<SlackChannel> channels;
    private readonly MrkdwnDialect dialect = new(person => SlackTeam.NameOf(SlackId.Of(person)!), _ => null);

    public SlackScreen(SlackEmulator slack)
    {
        this.slack = slack;
        channels = [.. slack.Channels.Where(c => !c.Archived)];
        Messages =
        [
            .. from channel in channels
               from message in slack.Screen(channel.Id)
               where message.ByBot && KeyIn(message) is not null
               select new ShownMessage(message.Reference, channel.Id, KeyIn(message)!, slack.Words(message), card => Is(message, card)),
        ];
    }

    public IReadOnlyList<ShownMessage> Messages { get; }

    public ShownRoom? RoomOf(string stream, RoomPlan plan)
    {
        var number = string.Join('-', plan.Name.Split('-')[..2]);
        return channels.Where(c => c.Name == number || c.Name.StartsWith(number + "-", StringComparison.Ordinal)).ToArray() is [var room]
            ? new(room.Id, room.Name, room.Topic, topic => room.Topic == dialect.Plain(topic, 250), person => room.Members.Contains(SlackId.Of(person)!), [.. room.Pins.Select(ts => SlackId.Message(room.Id, ts))])
            : null;
    }

    public string DirectTo(Person person) => channels.FirstOrDefault(c => c.Direct && c.Members.Contains(SlackId.Of(person)!))?.Id ?? "";

    public string KeyOf(string delivery) => delivery;

    private static string? KeyIn(SlackMessage message) => message.Metadata?["event_payload"]?["id"]?.ToString();

    /// <summary>The same words in the same order, and the same buttons.</summary>
    private bool Is(SlackMessage shown, Card card)
    {
        var planned = new SlackMessage { Channel = shown.Channel, Ts = shown.Ts, User = shown.User, Blocks = MessageBlocks.Of(new ChatMessage(card.Summary, card, []), dialect).Blocks };
        return slack.Words(planned) == slack.Words(shown) && planned.Buttons.SequenceEqual(shown.Buttons);
    }
}

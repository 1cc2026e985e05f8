using System.Collections.Immutable;
using ChatOpsIncident.Engine;
using ChatOpsIncident.Incidents.Cards;
using ChatOpsIncident.Incidents.Conversation;
using ChatOpsIncident.Incidents.Detection;

namespace ChatOpsIncident.Edges.Slack.Inbound;

/// <summary>
/// Whoever writes to the bot without the command is told how it is meant, with a button that reports the words as they stand. Nothing is
/// started by itself: a mention in passing is no report. Once for each message, also when Slack delivers it again.
/// </summary>
internal sealed class Greeting(IStore store, Sending sending)
{
    /// <summary>A button carries so many characters of text.</summary>
    private const int Carried = 1500;

    public async Task Answer(SpeaksToBot speaks, CancellationToken cancel)
    {
        if (!await IsFirst(speaks.Request, cancel)) return;
        var words = WithoutMention(speaks.Text);
        var told = words.Length is > 0 and <= Carried ? Offered(words) : new Told("I act on /incident, so nothing was started by this. Type it with a few words of what you saw.") { Instead = "/incident" };
        var origin = new Origin(Way.Shortcut) { Channel = speaks.Channel, Thread = speaks.Thread };
        await sending.Tell(told, new(new Slash(speaks.Request, speaks.Who, SlackId.Room(speaks.Channel), words), origin), cancel);
    }

    private static Told Offered(string words)
    {
        Rich says = "I act on /incident, so nothing was started by this. If it was meant as a report, one press is enough.";
        var kept = ImmutableDictionary<string, string>.Empty.Add(Understanding.TypedWords, words);
        return new(says, new Card([new TextBlock(says), new TextBlock((Rich)$"{words:quote}", Subtle: true)], [new Press("Report this", Report.Offer.Word, "", kept)], says));
    }

    /// <summary>The bot's own name stands at the beginning.</summary>
    private static string WithoutMention(string text) => Arguments.Typed(text).TakePerson(out var rest) is null ? text : rest.Rest;

    private async Task<bool> IsFirst(string request, CancellationToken cancel)
    {
        try
        {
            await store.Write([new Insert(new(TableNames.Index, "slack.seen", Requests.Hash(request)), "{}")], cancel);
            return true;
        }
        catch (StoreConflictException)
        {
            return false;
        }
        catch (Exception e) when (e is StoreUnavailableException or StoreUncertainException)
        {
            // Perhaps told twice, which is better than never.
            return true;
        }
    }
}

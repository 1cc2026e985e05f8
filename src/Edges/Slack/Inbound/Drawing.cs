using System.Text;
using System.Text.Json.Nodes;
using ChatOpsIncident.Edges.Slack.BlockKit;
using ChatOpsIncident.Edges.Slack.People;
using ChatOpsIncident.Engine;
using ChatOpsIncident.Incidents.Cards;
using ChatOpsIncident.Incidents.Conversation;
using ChatOpsIncident.Incidents.Timeline;

namespace ChatOpsIncident.Edges.Slack.Inbound;

/// <summary>An answer for one person.</summary>
internal sealed record DrawnMessage(string Text, JsonArray Blocks)
{
    /// <summary>As a command's acknowledgement and a response_url take it, seen by this person only.</summary>
    public JsonObject Private() => new() { ["response_type"] = "ephemeral", ["text"] = Text, ["blocks"] = Blocks.DeepClone() };
}

/// <summary>Draws direct answers. Somebody waits for them: names and links that take too long to find are left out.</summary>
internal sealed class Drawing(SlackDrawing drawing, SlackDirectory people, SlackLinks links, TimeProvider clock)
{
    private const int MostParts = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(300);

    /// <summary>What people call somebody, as far as known.</summary>
    public string NameOf(Person person) => people.NameOf(person);

    /// <summary>Whether the way to this incident's channel is known.</summary>
    public async Task<bool> HasLink(string stream, CancellationToken cancel = default)
    {
        if (!links.IsFresh(stream)) await links.Load(stream, cancel);
        return links.Known(stream) is not null;
    }

    /// <summary>Whether it was known when something was drawn just now.</summary>
    public bool HadLink(string stream) => links.Known(stream) is not null;

    public Task<DrawnMessage> Message(Told told) => InTime(dialect =>
    {
        var drawn = MessageBlocks.Of(new ChatMessage(TypedBack.Words(told), told.Card, []), dialect);
        foreach (var part in Rest(told)) drawn.Blocks.Add(BlockJson.Of(new Section(part)));
        return new DrawnMessage(drawn.Text, drawn.Blocks);
    });

    /// <summary>A form as a dialog.</summary>
    public Task<JsonObject> Dialog(Form form, string? room) => InTime(dialect => FormModal.Of(form, dialect, room));

    /// <summary>An answer where a dialog was.</summary>
    public async Task<JsonObject> Dialog(Told told)
    {
        var message = await Message(told);
        return new()
        {
            ["type"] = "modal",
            ["callback_id"] = "answer",
            ["title"] = BlockJson.Plain(told.Refusal ? "Not done" : "Incident"),
            ["close"] = BlockJson.Plain("Close"),
            ["blocks"] = message.Blocks,
        };
    }

    /// <summary>The app's home.</summary>
    public Task<JsonObject> Home(Card card) =>
        InTime(dialect => new JsonObject { ["type"] = "home", ["callback_id"] = "home", ["blocks"] = CardBlocks.ForView(card, dialect) });

    private async Task<T> InTime<T>(Func<MrkdwnDialect, T> draw)
    {
        try
        {
            return await drawing.Draw(draw).WaitAsync(Patience, clock);
        }
        catch (Exception e) when (e is TimeoutException or StoreUnavailableException or StoreUncertainException)
        {
            return draw(new(people.NameOf, links.Known));
        }
    }

    /// <summary>A long text is given back as it was typed, in blocks of its own: escaped, each as long as a block may be.</summary>
    private static IEnumerable<string> Rest(Told told)
    {
        if (told.Card is not null || told.YourText is not { Length: > TypedBack.LongestQuote } typed) yield break;
        var (part, parts) = (new StringBuilder(), 1);
        foreach (var rune in Cleaned.Text(typed).EnumerateRunes())
        {
            var written = MrkdwnDialect.Escaped(rune.ToString());
            if (part.Length + written.Length > BlockLimits.Text)
            {
                yield return part.ToString();
                if (++parts > MostParts) yield break;
                part.Clear();
            }
            part.Append(written);
        }
        if (part.Length > 0) yield return part.ToString();
    }
}

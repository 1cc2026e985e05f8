using System.Text.Json.Nodes;
using ChatOpsIncident.Engine;
using ChatOpsIncident.Incidents.Cards;
using ChatOpsIncident.Incidents.Conversation;
using ChatOpsIncident.Incidents.Timeline;

namespace ChatOpsIncident.Edges.Slack.BlockKit;

/// <summary>A message: blocks, and always the same in plain words for notifications and screen readers.</summary>
/// <param name="Text">Plain words; never empty.</param>
/// <param name="Blocks">What is seen.</param>
public sealed record MessageBlocks(string Text, JsonArray Blocks)
{
    /// <summary>The message as Slack takes it; who is pinged and not named in it is named before it.</summary>
    /// <param name="dialect">Knows who is pinged.</param>
    public static MessageBlocks Of(ChatMessage message, MrkdwnDialect dialect)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(dialect);
        var unnamed = message.Pings.Where(p => SlackId.Of(p) is not null && !Names(message.Text, p)).Distinct().ToArray();
        var text = unnamed.Length == 0 ? message.Text : Rich.Join(" ", unnamed.Select(p => (Rich)new Named(p))) + " " + message.Text;
        var words = dialect.Plain(text.IsEmpty ? message.Card?.Summary ?? Rich.Empty : text, BlockLimits.Fallback);
        return new(words.Length == 0 ? "…" : words, BlockJson.Of(Laid(message, text, dialect)));
    }

    private static IEnumerable<Block> Laid(ChatMessage message, Rich text, IDialect dialect)
    {
        var written = text.IsEmpty ? "" : Shortened.Write(text, dialect, BlockLimits.Text);
        IReadOnlyList<Block> above = written.Length == 0 || message.Card?.Summary.Equals(text) == true ? [] : [new Section(written)];
        return message.Card is { } card ? CardBlocks.Within(card, dialect, BlockLimits.MessageBlocks, above) : above.Count > 0 ? above : [new Section("…")];
    }

    private static bool Names(Rich text, Person person) =>
        text.Runs.Any(r => r is Named named && named.Person == person || r is Styled { Style: not Style.Code } styled && Names(styled.Inner, person));
}

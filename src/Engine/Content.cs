using ChatOpsIncident.Incidents.Cards;

namespace ChatOpsIncident.Engine;

/// <summary>What a message shows, as a hash: equal content, equal hash, whatever the platform.</summary>
internal static class Content
{
    // Ids for names and streams for links: whoever draws it may call them differently, the content is the same.
    private static readonly MarkdownDialect Neutral = new(p => p.Id, s => s);

    public static string Hash(ChatMessage message) =>
        Keys.Sha256(Neutral.Write(message.Text) + "\n" + (message.Card is { } card ? AdaptiveJson.Line(card, Neutral) : ""));
}

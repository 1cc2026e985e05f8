using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ChatOpsIncident.Engine;
using ChatOpsIncident.Incidents.Cards;
using ChatOpsIncident.Incidents.Conversation;
using ChatOpsIncident.Incidents.Timeline;

namespace ChatOpsIncident.Edges.Teams.Cards;

/// <summary>A message as Teams takes it: always a card, because only cards draw times in the reader's zone, and only a card can be found again by its key.</summary>
internal static class MessageCard
{
    /// <summary>What a card's content type is called.</summary>
    public const string ContentType = "application/vnd.microsoft.card.adaptive";

    private const string Schema = "http://adaptivecards.io/schemas/adaptive-card.json";
    private const int LongestSummary = 300;

    /// <summary>The activity to send.</summary>
    /// <param name="key">The delivery key; null: it is not looked for again.</param>
    /// <param name="viewers">Ids of those for whom it is drawn anew whenever they see it; only for cards that are kept current.</param>
    public static JsonObject Activity(ChatMessage message, TeamsDialect dialect, string? key, ImmutableArray<string> viewers = default)
    {
        var card = Of(message, dialect);
        if (key is not null) Mark(card, key);
        if (key is not null && KeptCard.Of(key) is { } kept && !viewers.IsDefaultOrEmpty) card["refresh"] = kept.Refresh(viewers);
        return Activity(card);
    }

    /// <summary>The activity around a card.</summary>
    public static JsonObject Activity(JsonObject card) => new()
    {
        ["type"] = "message",
        ["summary"] = Shortened.Line((string?)card["fallbackText"] ?? "", LongestSummary),
        ["attachments"] = new JsonArray(Attachment(card)),
    };

    /// <summary>A card as it is attached.</summary>
    public static JsonObject Attachment(JsonObject card) => new() { ["contentType"] = ContentType, ["content"] = card };

    /// <summary>Words and card as one card with the buttons of messages.</summary>
    public static JsonObject Of(ChatMessage message, TeamsDialect dialect)
    {
        var json = AdaptiveJson.Of(Whole(message), dialect);
        CardButtons.OnMessage(json);
        CardButtons.WithFallback(json);
        PhoneRows.Make(json);
        return Dressed(json, dialect);
    }

    /// <summary>With what Teams wants beside the card itself.</summary>
    public static JsonObject Dressed(JsonObject json, TeamsDialect dialect)
    {
        Legible.Make(json["body"]);
        json["$schema"] = Schema;
        var teams = new JsonObject { ["width"] = "Full" };
        if (dialect.Entities() is { Count: > 0 } entities) teams["entities"] = entities;
        json["msteams"] = teams;
        return json;
    }

    /// <summary>What a card with this key carries.</summary>
    public static string MarkOf(string key) => "k" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..24];

    private static void Mark(JsonObject card, string key)
    {
        var body = card["body"]!.AsArray();
        if (body.Count == 0 || body[0]!["id"] is not null) body.Insert(0, new JsonObject { ["type"] = "TextBlock", ["text"] = " ", ["isVisible"] = false });
        body[0]!["id"] = MarkOf(key);
    }

    /// <summary>The words stand above the card, unless the card begins with them; who is pinged and not named in them is named before them.</summary>
    private static Card Whole(ChatMessage message)
    {
        var unnamed = message.Pings.Where(p => TeamsId.Of(p) is not null && !Names(message.Text, p)).Distinct().ToArray();
        var text = unnamed.Length == 0 ? message.Text : Rich.Join(" ", unnamed.Select(p => (Rich)new Named(p))) + " " + message.Text;
        if (message.Card is not { } card) return new(text.IsEmpty ? "…" : text, new TextBlock(text.IsEmpty ? "…" : text));
        if (text.IsEmpty || card.Summary.Equals(text)) return card.Body.IsEmpty ? card with { Body = [new TextBlock(card.Summary)] } : card;
        return card with { Body = [new TextBlock(text), .. card.Body], Summary = text };
    }

    private static bool Names(Rich text, Person person) =>
        text.Runs.Any(r => r is Named named && named.Person == person || r is Styled { Style: not Style.Code } styled && Names(styled.Inner, person));
}

/// <summary>A card that is kept current: which one, of which incident.</summary>
internal sealed record KeptCard(string Stream, string Key)
{
    /// <summary>The verb of a card that asks to be drawn anew.</summary>
    public const string Verb = "refresh";

    private const string Cards = ".card.";
    private const int MostViewers = 60;

    /// <summary>Null: not the delivery key of a card.</summary>
    public static KeptCard? Of(string key) => key.IndexOf(Cards, StringComparison.Ordinal) is > 0 and var at ? new(key[..at], key[(at + Cards.Length)..]) : null;

    /// <summary>Asks for the card as it is for whoever sees it. Teams does so by itself for at most 60 people, named by the ids they have for this bot.</summary>
    public JsonObject Refresh(ImmutableArray<string> viewers) => new()
    {
        ["action"] = new JsonObject { ["type"] = "Action.Execute", ["title"] = "Refresh", ["verb"] = Verb, ["data"] = new JsonObject { ["stream"] = Stream, ["card"] = Key } },
        ["userIds"] = new JsonArray([.. viewers.Take(MostViewers)]),
    };
}

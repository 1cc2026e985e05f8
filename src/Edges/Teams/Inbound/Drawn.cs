using System.Text.Json.Nodes;
using ChatOpsIncident.Edges.Teams.Cards;
using ChatOpsIncident.Engine;
using ChatOpsIncident.Incidents.Cards;
using ChatOpsIncident.Incidents.Conversation;
using ChatOpsIncident.Incidents.Timeline;

namespace ChatOpsIncident.Edges.Teams.Inbound;

/// <summary>Draws direct answers.</summary>
internal sealed class Drawn(TeamsDrawing drawing)
{
    private const int LongestToast = 500;
    private const int Part = 2800;
    private const int MostParts = 3;

    /// <summary>What people call somebody, as far as known.</summary>
    public string NameOf(Person person) => drawing.NameOf(person);

    /// <summary>An answer as a card.</summary>
    public Task<JsonObject> Card(Told told) => drawing.InTime(dialect =>
    {
        var json = MessageCard.Of(new ChatMessage(TypedBack.Words(told), told.Card, []), dialect);
        foreach (var part in Rest(told)) json["body"]!.AsArray().Add(new JsonObject { ["type"] = "TextBlock", ["text"] = dialect.Write(part), ["wrap"] = true });
        return json;
    });

    /// <summary>An answer as a card in a dialog.</summary>
    public async Task<JsonObject> Dialog(Told told)
    {
        var json = await Card(told);
        CardButtons.InDialog(json);
        return json;
    }

    /// <summary>A form in a dialog.</summary>
    public Task<JsonObject> Dialog(Form form, Rich? refused = null) => drawing.InTime(dialect => FormDrawing.Dialog(form, dialect, refused));

    /// <summary>A form on a card.</summary>
    public Task<JsonObject> Card(Form form, Rich? refused = null) => drawing.InTime(dialect => FormDrawing.Message(form, dialect, refused));

    /// <summary>A card that is kept current, for one viewer, who is shown it anew later.</summary>
    public Task<JsonObject> Kept(Card card, KeptCard kept, string viewer) => drawing.InTime(dialect =>
    {
        var json = MessageCard.Of(new ChatMessage(card.Summary, card, []), dialect);
        json["refresh"] = kept.Refresh([viewer]);
        return json;
    });

    /// <summary>An answer in plain words, if it fits where only a few can stand; else null.</summary>
    public async Task<string?> Toast(Told told)
    {
        if (told.Card is not null) return null;
        var words = await drawing.InTime(dialect => TeamsDialect.Typed(Cleaned.Text(TypedBack.Words(told).Plainly(dialect.NameOf))).Trim());
        return words.Length is > 0 and <= LongestToast ? words : null;
    }

    /// <summary>What is wrong with a form, above its fields.</summary>
    public static Rich Refusal(Told told) => told.Instead is { } instead ? told.Text + (Rich)$" Instead: {instead:code}" : told.Text;

    /// <summary>A long text is given back as it was typed.</summary>
    private static IEnumerable<string> Rest(Told told)
    {
        if (told.Card is not null || told.YourText is not { Length: > TypedBack.LongestQuote } typed) yield break;
        var left = Cleaned.Text(typed);
        for (var i = 0; i < MostParts && left.Length > 0; i++)
        {
            var part = left.Length <= Part ? left : Shortened.Line(left, Part).TrimEnd('…');
            yield return part;
            left = left[Math.Min(left.Length, Math.Max(1, part.Length))..];
        }
    }
}

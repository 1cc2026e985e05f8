using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChatOpsIncident.Incidents.Cards;

/// <summary>A card as Adaptive Cards 1.5: the same card gives the same bytes, and every card is within <see cref="CardLimits"/>.</summary>
public static class AdaptiveJson
{
    internal static JsonSerializerOptions Compact { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The card's JSON; names, times and links in the platform's own dialect.</summary>
    public static JsonObject Of(Card card, IDialect dialect)
    {
        ArgumentNullException.ThrowIfNull(card);
        ArgumentNullException.ThrowIfNull(dialect);
        JsonObject json = [];
        foreach (var longest in CardLimits.Tries)
        {
            json = Whole(card, new CardWriter(dialect, longest), dialect);
            if (CardLimits.Size(json) <= CardLimits.Bytes) return json;
        }
        return Fitted(json, new CardWriter(dialect, CardLimits.Tries[^1]));
    }

    /// <summary>The card's JSON in one line.</summary>
    public static string Line(Card card, IDialect dialect) => Of(card, dialect).ToJsonString(Compact);

    private static JsonObject Whole(Card card, CardWriter writer, IDialect dialect)
    {
        var body = writer.Elements(card.Body);
        var (row, more) = writer.Bottom(card.Actions);
        foreach (var set in more) body.Add(set);
        var json = new JsonObject { ["type"] = "AdaptiveCard", ["version"] = "1.5", ["body"] = body };
        if (row.Count > 0) json["actions"] = row;
        var summary = Shortened.Line(Cleaned.Line(card.Summary.Plainly(dialect.NameOf)), CardLimits.Summary);
        json["fallbackText"] = summary;
        json["speak"] = summary;
        return json;
    }

    private static JsonObject Fitted(JsonObject json, CardWriter writer)
    {
        var body = json["body"]!.AsArray();
        var rest = writer.Element(new TextBlock(Shortened.Rest, Subtle: true));
        while (body.Count > 0 && CardLimits.Size(json) + CardLimits.Size(rest) - CardLimits.Bytes is > 0 and var tooMuch) CardLimits.Drop(body, tooMuch);
        body.Add(rest);
        ForgetToggles(json, body);
        if (CardLimits.Size(json) > CardLimits.Bytes) json.Remove("actions");
        return json;
    }

    /// <summary>What would unfold something that was left out goes too.</summary>
    private static void ForgetToggles(JsonObject json, JsonArray body)
    {
        var written = body.ToJsonString(Compact);
        foreach (var action in (json["actions"] as JsonArray ?? []).OfType<JsonObject>().Where(a => a["targetElements"] is JsonArray).ToArray())
        {
            var targets = action["targetElements"]!.AsArray();
            foreach (var gone in targets.Where(t => !written.Contains($"\"id\":{t!.ToJsonString(Compact)}", StringComparison.Ordinal)).ToArray()) targets.Remove(gone);
            if (targets.Count == 0) json["actions"]!.AsArray().Remove(action);
        }
    }
}

using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;

namespace ChatOpsIncident.Incidents.Cards;

/// <summary>Limits of the platforms, the strictest of each; a card is brought within them, it never fails for them.</summary>
public static class CardLimits
{
    /// <summary>A card's JSON, in bytes of UTF-8: Teams' 28 KB less what it adds.</summary>
    public const int Bytes = 25 * 1024;

    /// <summary>A text block as written, in UTF-16 characters (Slack's section).</summary>
    public const int Block = 3000;

    /// <summary>Buttons in a row; of more, the row shows one less and "More …".</summary>
    public const int Row = 6;

    /// <summary>A button's label, in UTF-16 characters.</summary>
    public const int Label = 24;

    /// <summary>A choice's title, and a fact's, in UTF-16 characters.</summary>
    public const int Title = 75;

    /// <summary>Choices of one input.</summary>
    public const int Choices = 100;

    /// <summary>Label and placeholder of an input, in UTF-16 characters.</summary>
    public const int Prompt = 150;

    /// <summary>Summary for notifications, in UTF-16 characters.</summary>
    public const int Summary = 300;

    /// <summary>How long a text block may be, from generous to tight: the first at which the card fits.</summary>
    internal static ImmutableArray<int> Tries { get; } = [Block, 1200, 500, 200];

    private static readonly ImmutableArray<string> Words = ["TextBlock", "FactSet", "ColumnSet"];

    internal static int Size(JsonNode node) => Encoding.UTF8.GetByteCount(node.ToJsonString(AdaptiveJson.Compact)) + 1;

    /// <summary>Removes elements from the end until <paramref name="tooMuch"/> bytes are gone: words first, inputs and buttons only if that was not enough.</summary>
    internal static void Drop(JsonArray body, int tooMuch)
    {
        var left = Drop(body, tooMuch, wordsOnly: true, keepFirst: true);
        if (left > 0) Drop(body, left, wordsOnly: false, keepFirst: false);
    }

    private static int Drop(JsonArray items, int tooMuch, bool wordsOnly, bool keepFirst)
    {
        for (var i = items.Count - 1; i >= (keepFirst ? 1 : 0) && tooMuch > 0; i--)
        {
            var item = items[i]!.AsObject();
            if (item["items"] is JsonArray inner) tooMuch = Drop(inner, tooMuch, wordsOnly, keepFirst: false);
            if (item["items"] is JsonArray { Count: > 0 } || tooMuch <= 0) continue;
            if (wordsOnly && !(Words.Contains((string)item["type"]!) && !HasInput(item)) && item["items"] is null) continue;
            tooMuch -= Size(item);
            items.RemoveAt(i);
        }
        return tooMuch;
    }

    private static bool HasInput(JsonNode? node) => node switch
    {
        JsonObject o => ((string?)o["type"])?.StartsWith("Input.", StringComparison.Ordinal) == true || o["actions"] is not null || o.Any(p => HasInput(p.Value)),
        JsonArray a => a.Any(HasInput),
        _ => false,
    };
}

using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ChatOpsIncident.Incidents.Cards;

namespace ChatOpsIncident.Edges.Slack.BlockKit;

/// <summary>A card as blocks: always within Slack's limits, whatever it says. What has to be shortened says where the rest is.</summary>
public static class CardBlocks
{
    /// <summary>How long a text may be, from generous to tight: the first at which the card fits.</summary>
    private static readonly ImmutableArray<int> Tries = [BlockLimits.Text, 1200, 500, 200];

    /// <summary>The blocks of a message.</summary>
    public static JsonArray Of(Card card, IDialect dialect) => BlockJson.Of(Within(card, dialect, BlockLimits.MessageBlocks, []));

    /// <summary>The blocks of a view: more of them, in a modal or on App Home.</summary>
    public static JsonArray ForView(Card card, IDialect dialect) => BlockJson.Of(Within(card, dialect, BlockLimits.ViewBlocks, []));

    /// <param name="first">Blocks above the card.</param>
    internal static IReadOnlyList<Block> Within(Card card, IDialect dialect, int most, IReadOnlyList<Block> first)
    {
        ArgumentNullException.ThrowIfNull(card);
        IReadOnlyList<Block> blocks = [];
        foreach (var longest in Tries)
        {
            blocks = [.. first, .. new CardReader(card, dialect, longest).Blocks()];
            if (Fits(blocks, most)) return blocks.Count > 0 ? Versioned(blocks) : [new Section("…")];
        }
        return Versioned(Cut(blocks, most));
    }

    /// <summary>Ids of rows change with what the message says: else a menu still shows what somebody chose in it before.</summary>
    private static IReadOnlyList<Block> Versioned(IReadOnlyList<Block> blocks)
    {
        var version = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(BlockJson.Of(blocks).ToJsonString())))[..12];
        return [.. blocks.Select(b => b is Row { Id: { } id } row ? row with { Id = $"{id}.{version}" } : b)];
    }

    private static bool Fits(IReadOnlyCollection<Block> blocks, int most) => blocks.Count <= most && blocks.Sum(b => b.Length) <= BlockLimits.AllText;

    /// <summary>Words go from the end, what can be pressed only if that was not enough; the first block stays.</summary>
    private static List<Block> Cut(IEnumerable<Block> whole, int most)
    {
        var blocks = whole.ToList();
        var rest = new Small(Shortened.Rest);
        bool TooMuch() => blocks.Count + 1 > most || blocks.Sum(b => b.Length) + rest.Length > BlockLimits.AllText;
        for (var i = blocks.Count - 1; i > 0 && TooMuch(); i--)
        {
            if (blocks[i] is not (Row or Section { Beside: not null })) blocks.RemoveAt(i);
        }
        while (TooMuch() && blocks.Count > 1) blocks.RemoveAt(blocks.Count - 1);
        var at = blocks.FindLastIndex(b => b is not Row) + 1;
        blocks.Insert(at, rest);
        return blocks;
    }
}

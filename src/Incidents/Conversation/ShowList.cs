using System.Collections.Immutable;
using System.Globalization;
using ChatOpsIncident.Incidents.Cards;

namespace ChatOpsIncident.Incidents.Conversation;

/// <summary>Open and recent incidents that this person may see; private ones only for those who are in them.</summary>
/// <param name="Page">From 1: which of the pages, worst first.</param>
public sealed record ShowList(int Page = 1) : Question
{
    private const int AtMost = 25;

    /// <summary><c>list [2]</c>, anywhere.</summary>
    public static Offer Offer { get; } = new AnywhereOffer(
        "list", "Show incidents", "Open and recent incidents that you may see", Permissions.Look,
        (arguments, _, _) => new ShowList(Number(arguments["page"] ?? arguments.Rest) ?? 1))
    {
        Reads = rest => string.IsNullOrWhiteSpace(rest) || Number(rest) is not null,
    };

    public override bool NeedsList => true;

    public override Card Answer(View view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var rows = view.List.Where(r => view.At.Who.Person is { } person && r.Shows(person)).OrderBy(r => Worst(r, view.At)).ThenByDescending(r => r.Number).ToImmutableArray();
        var (open, over) = (rows.Where(r => r.Status.IsOpen()).ToImmutableArray(), rows.Where(r => !r.Status.IsOpen()).ToImmutableArray());
        if (rows.IsEmpty) return new Card("No incident is open.", new TextBlock("No incident is open, and none was lately. Something odd? Type /incident and what you saw."));
        var page = Math.Clamp(Page, 1, Pages(Math.Max(open.Length, over.Length)));
        Rich summary = open.Length == 0 ? (Rich)"No incident is open." : (Rich)$"{open.Length} {(open.Length == 1 ? "incident is" : "incidents are")} open.";
        var next = page < Pages(Math.Max(open.Length, over.Length)) ? (CardAction[])[Next(page + 1)] : [];
        return new([new TextBlock(summary, Bolder: true), .. Lines(open, rows, page), .. Over(over, rows, page)], [.. next], summary);
    }

    private static Press Next(int page) =>
        new("Show more", Offer.Word, "", ImmutableDictionary<string, string>.Empty.Add("page", page.ToString(CultureInfo.InvariantCulture)));

    private static int Pages(int rows) => Math.Max(1, (rows + AtMost - 1) / AtMost);

    private static int? Number(string words) => int.TryParse(words, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static IEnumerable<Element> Over(ImmutableArray<ListRow> over, ImmutableArray<ListRow> all, int page) =>
        over.Length <= (page - 1) * AtMost ? [] : [new TextBlock("Over", Bolder: true, Subtle: true) { Separator = true }, .. Lines(over, all, page)];

    private static IEnumerable<Element> Lines(ImmutableArray<ListRow> rows, ImmutableArray<ListRow> all, int page)
    {
        foreach (var row in rows.Skip((page - 1) * AtMost).Take(AtMost)) yield return new TextBlock(Line(row, all));
        if (rows.Length > page * AtMost) yield return new TextBlock($"And {rows.Length - page * AtMost} more: {$"/incident list {page + 1}":code}", Subtle: true);
    }

    /// <summary>0 is the worst severity; what nobody has decided yet comes before the mild ones.</summary>
    internal static double Worst(ListRow row, Moment at) => at.Playbook.Severity(row.Severity) is { } severity ? at.Playbook.Severities.IndexOf(severity) : 1.5;

    internal static Rich Line(ListRow row, ImmutableArray<ListRow> all)
    {
        Rich link = new ToIncident(row.Stream, FormattableString.Invariant($"INC-{row.Number}"));
        Rich start = row.Severity is { } severity ? (Rich)$"{severity:b} · {link}" : link;
        Rich stands = row.MergedInto is { } other && all.FirstOrDefault(r => r.Stream == other) is { } into
            ? (Rich)$"merged into {new ToIncident(other, FormattableString.Invariant($"INC-{into.Number}"))}"
            : (Rich)row.Status.InWords();
        return $"{start}{(row.Private ? " (private)" : "")} {row.Title} · {stands}, reported {row.ReportedAt}";
    }
}

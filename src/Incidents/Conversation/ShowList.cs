using System.Collections.Immutable;
using ChatOpsIncident.Incidents.Cards;

namespace ChatOpsIncident.Incidents.Conversation;

/// <summary>Open and recent incidents that this person may see; private ones only for those who are in them.</summary>
public sealed record ShowList : Question
{
    private const int AtMost = 25;

    /// <summary><c>list</c>, anywhere.</summary>
    public static Offer Offer { get; } = new AnywhereOffer(
        "list", "Show incidents", "Open and recent incidents that you may see", Permissions.Look, (_, _, _) => new ShowList());

    public override bool NeedsList => true;

    public override Card Answer(View view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var rows = view.List.Where(r => view.At.Who.Person is { } person && r.Shows(person)).ToImmutableArray();
        var (open, over) = (rows.Where(r => r.Status.IsOpen()).ToImmutableArray(), rows.Where(r => !r.Status.IsOpen()).ToImmutableArray());
        if (rows.IsEmpty) return new Card("No incident is open.", new TextBlock("No incident is open, and none was lately. Something odd? Type /incident and what you saw."));
        Rich summary = open.Length == 0 ? (Rich)"No incident is open." : (Rich)$"{open.Length} {(open.Length == 1 ? "incident is" : "incidents are")} open.";
        return new([new TextBlock(summary, Bolder: true), .. Lines(open, rows, view.At), .. Over(over, rows, view.At)], [], summary);
    }

    private static IEnumerable<Element> Over(ImmutableArray<ListRow> over, ImmutableArray<ListRow> all, Moment at) =>
        over.IsEmpty ? [] : [new TextBlock("Over", Bolder: true, Subtle: true) { Separator = true }, .. Lines(over, all, at)];

    private static IEnumerable<Element> Lines(ImmutableArray<ListRow> rows, ImmutableArray<ListRow> all, Moment at)
    {
        foreach (var row in rows.OrderBy(r => Worst(r, at)).ThenByDescending(r => r.Number).Take(AtMost)) yield return new TextBlock(Line(row, all));
        if (rows.Length > AtMost) yield return new TextBlock($"And {rows.Length - AtMost} more.", Subtle: true);
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

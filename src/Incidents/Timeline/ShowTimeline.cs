using System.Collections.Immutable;
using System.Globalization;
using ChatOpsIncident.Incidents.Cards;

namespace ChatOpsIncident.Incidents.Timeline;

/// <summary>What happened, by when it happened: the newest part in view, what was before folded, and a button to what was before that.</summary>
/// <param name="Before">Only entries before this place in that order; null: to the end.</param>
public sealed record ShowTimeline(int? Before = null) : Question
{
    /// <summary>Entries in view, and entries folded.</summary>
    internal const int Page = 30;

    /// <summary>Characters of them together: so many fit into a card in every script and on every platform, twice.</summary>
    private const int PageText = 4800;

    /// <summary>A point in time is longer where a platform draws it in the reader's zone.</summary>
    private const int TimeText = 75;

    private const int EntryText = 400;
    private const string Earlier = "earlier";
    private const string Place = "before";

    /// <summary><c>timeline</c>, in the room or with a number.</summary>
    public static Offer Offer { get; } = new LookOffer(
        "timeline", "Show timeline", "What happened, by when it happened", (arguments, _) => new ShowTimeline(Placed(arguments[Place])));

    public override bool NeedsTimeline => true;

    public override Card Answer(View view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var incident = view.Incident ?? throw new InvalidOperationException("The timeline of no incident was asked.");
        var entries = TimelineEntry.Of(view.Timeline);
        var end = Math.Clamp(Before ?? entries.Length, 0, entries.Length);
        var shown = Start(entries, end);
        var folded = Start(entries, shown);
        Rich title = $"Timeline of {incident.Name:b}";
        return new(
            [
                new TextBlock(title, TextSize.Medium) { Heading = true },
                .. shown > folded ? [new Container([.. entries[folded..shown].Select(Line)]) { Id = Earlier, IsVisible = false }] : ImmutableArray<Element>.Empty,
                .. entries[shown..end].Select(Line),
            ],
            [.. Buttons(incident, folded, shown)],
            $"Timeline of {incident.Name}: {entries.Length} entries");
    }

    private static IEnumerable<CardAction> Buttons(Incident incident, int folded, int shown)
    {
        if (shown > folded) yield return new ToggleVisibility(FormattableString.Invariant($"{shown - folded} earlier entries"), [Earlier]);
        if (folded > 0) yield return Offer.Button(incident, "Still earlier", Emphasis.Default, (Place, folded.ToString(CultureInfo.InvariantCulture)));
    }

    /// <summary>Where the page begins that ends before <paramref name="end"/>; at least one entry is on it.</summary>
    private static int Start(ImmutableArray<TimelineEntry> entries, int end)
    {
        var (start, text) = (end, 0);
        while (start > 0 && end - start < Page && (text += Math.Min(EntryText + TimeText, Length(entries[start - 1]))) <= PageText) start--;
        return end > 0 && start == end ? end - 1 : start;
    }

    private static int Length(TimelineEntry entry)
    {
        var words = Words(entry);
        return words.ToString().Length + (TimeText * words.Runs.Count(r => r is At));
    }

    private static TextBlock Line(TimelineEntry entry) => new(Shortened.Words(Words(entry), EntryText)) { Separator = true, Listed = true };

    private static Rich Words(TimelineEntry entry)
    {
        Rich sure = entry.Sure switch { Sureness.About => "about ", Sureness.Guess => "perhaps ", _ => "" };
        Rich recorded = entry.WasRecordedLater ? (Rich)$", recorded {entry.RecordedAt}" : Rich.Empty;
        return $"[{entry.Number}] {sure}{entry.At}{recorded} · {entry.Sentence}{entry.Corrections}";
    }

    private static int? Placed(string? value) => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var place) ? place : null;
}

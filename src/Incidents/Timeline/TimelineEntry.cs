using System.Collections.Immutable;

namespace ChatOpsIncident.Incidents.Timeline;

/// <summary>A line of the timeline as people read it: an event, with what was corrected in it later. The original stays visible.</summary>
/// <param name="Number">Its number in the stream.</param>
/// <param name="At">When it happened, as far as is known now.</param>
/// <param name="RecordedAt">When it was recorded.</param>
/// <param name="Who">Who recorded it; null: the bot, by itself or because of what somebody did.</param>
/// <param name="Line">What happened, as it was recorded.</param>
/// <param name="Corrections">What was corrected, by whom and why; empty if nothing was.</param>
public sealed record TimelineEntry(long Number, DateTimeOffset At, Sureness Sure, DateTimeOffset RecordedAt, Person? Who, Rich Line, Rich Corrections)
{
    private static readonly TimeSpan Later = TimeSpan.FromMinutes(1);

    /// <summary>Recorded noticeably later than it happened, or corrected in time.</summary>
    public bool WasRecordedLater => (RecordedAt - At).Duration() >= Later;

    /// <summary>Who and what, as one reads.</summary>
    public Rich Sentence { get; private init; } = Line;

    /// <summary>The events by when they happened, those of one moment by number; each correction stands with what it corrects.</summary>
    public static ImmutableArray<TimelineEntry> Of(IEnumerable<Recorded> events)
    {
        var all = events.ToArray();
        var numbers = all.Select(e => e.Number).ToHashSet();
        var corrections = all.Where(e => e.Event is Corrected c && numbers.Contains(c.Number)).ToLookup(e => ((Corrected)e.Event).Number);
        return [.. all.Where(e => e.Event is not Corrected c || !numbers.Contains(c.Number)).Select(e => Of(e, corrections)).OrderBy(e => e.At).ThenBy(e => e.Number)];
    }

    private static TimelineEntry Of(Recorded recorded, ILookup<long, Recorded> corrections)
    {
        var all = Chain(recorded.Number, corrections).ToArray();
        var happened = all.Select(c => c.Event.Happened).LastOrDefault(h => h is not null) ?? recorded.Event.Happened;
        var line = recorded.Event.Line;
        var who = recorded.Event.Telling is Telling.Followed ? null : recorded.By;
        return new(recorded.Number, happened?.At ?? recorded.At, happened?.Sure ?? Sureness.Exact, recorded.At, who, line, Rich.Join("", all.Select(Words)))
        {
            Sentence = (who, recorded.Event.Telling) switch
            {
                (null, _) => line,
                (_, Telling.WhoDid) => $"{who} {line}",
                _ when line.Runs is [Named first, ..] && first.Person == who => line,
                _ => $"{who}: {line}",
            },
        };
    }

    /// <summary>Corrections of an entry, and corrections of these, in order.</summary>
    private static IEnumerable<Recorded> Chain(long number, ILookup<long, Recorded> corrections) =>
        corrections[number].SelectMany(c => Chain(c.Number, corrections).Prepend(c)).OrderBy(c => c.Number);

    private static Rich Words(Recorded correction)
    {
        var corrected = (Corrected)correction.Event;
        Rich time = corrected.Happened is { } happened ? (Rich)$" it happened {happened.At}," : Rich.Empty;
        Rich text = corrected.Text is { } words ? (Rich)$" {words:quote}," : Rich.Empty;
        return $"\n[{correction.Number}] corrected by {correction.By}:{time}{text} because {corrected.Why:quote}";
    }
}

using System.Collections.Immutable;

namespace ChatOpsIncident.Incidents.Timeline;

/// <summary>The points that an incident is measured between, and the beginning of the phase that runs.</summary>
public enum Anchor { Reported, Acknowledged, Decided, Contained, Eradicated, Recovered, Resolved, Phase }

/// <summary>
/// Which entry stands for which point, and the times of entries that were corrected. The stages keep times as they were recorded, alarms go by these;
/// what people read goes by when it happened, as far as is known now.
/// </summary>
public sealed record Anchors
{
    /// <summary>No event yet.</summary>
    public static Anchors None { get; } = new();

    /// <summary>Point → the entry that stands for it, and the time that it said.</summary>
    public ImmutableSortedDictionary<Anchor, (long Entry, DateTimeOffset Said)> Points { get; init; } = ImmutableSortedDictionary<Anchor, (long, DateTimeOffset)>.Empty;

    /// <summary>Entry → when it really happened.</summary>
    public ImmutableSortedDictionary<long, DateTimeOffset> Corrected { get; init; } = ImmutableSortedDictionary<long, DateTimeOffset>.Empty;

    /// <summary>Correction → the entry that it corrects in the end: a correction may itself be corrected.</summary>
    public ImmutableSortedDictionary<long, long> Corrections { get; init; } = ImmutableSortedDictionary<long, long>.Empty;

    /// <summary>The time of this point: the one recorded, or as it was corrected.</summary>
    public DateTimeOffset? When(Anchor point, DateTimeOffset? recorded) =>
        recorded is not null && Points.TryGetValue(point, out var anchor) && anchor.Said == recorded && Corrected.TryGetValue(anchor.Entry, out var really) ? really : recorded;

    internal Anchors With(Recorded recorded) => recorded.Event.Anchors.IsEmpty
        ? this
        : this with { Points = Points.SetItems(recorded.Event.Anchors.Select(a => KeyValuePair.Create(a, (recorded.Number, recorded.HappenedAt)))) };

    internal Anchors With(long correction, long entry, Happened? happened)
    {
        var meant = Corrections.GetValueOrDefault(entry, entry);
        return this with { Corrections = Corrections.SetItem(correction, meant), Corrected = happened is null ? Corrected : Corrected.SetItem(meant, happened.At) };
    }
}

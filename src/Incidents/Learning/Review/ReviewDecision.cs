using System.Collections.Immutable;
using ChatOpsIncident.Incidents.Assessment;
using ChatOpsIncident.Incidents.Response;

namespace ChatOpsIncident.Incidents.Learning.Review;

/// <summary>Something that a person decided, and why.</summary>
public sealed record ReviewDecision(DateTimeOffset At, Person? By, Rich What, Rich? Why)
{
    /// <summary>By when they happened.</summary>
    internal static ImmutableArray<ReviewDecision> All(IEnumerable<Recorded> stream, IEnumerable<TimelineEntry> entries)
    {
        var when = entries.ToDictionary(e => e.Number, e => e.At);
        return [.. stream.SelectMany(r => Of(r.Event).Select(d => new ReviewDecision(when.GetValueOrDefault(r.Number, r.HappenedAt), r.By, d.What, d.Why))).OrderBy(d => d.At)];
    }

    private static IEnumerable<(Rich What, Rich? Why)> Of(Event @event) => @event switch
    {
        Declared e => [($"{e.Severity} {e.Name}", Both(e.Reason, e.Basis.Says))],
        SeverityChanged e => [($"{e.To} instead of {e.From}", $"{e.Because}")],
        DecisionRecorded e => [($"{e.What}", Options(e))],
        Contained { LeftOpen: > 0, Because: { } why } e => [($"Containment ended with {Counted.Of(e.LeftOpen, "must-do task")} open", $"{why}")],
        Eradicated { LeftOpen: > 0, Because: { } why } e => [($"Eradication ended with {Counted.Of(e.LeftOpen, "must-do task")} open", $"{why}")],
        Recovered { LeftOpen: > 0, Because: { } why } e => [($"Recovery ended with {Counted.Of(e.LeftOpen, "must-do task")} open", $"{why}")],
        Resolved { LeftOpen: > 0, Summary: { } why } e => [($"Resolved with {Counted.Of(e.LeftOpen, "must-do task")} open", $"{why}")],
        Reopened e => [("Opened again", $"{e.Because}")],
        Closed { Reason: { } why } => [("Closed", $"{why}")],
        _ => [],
    };

    private static Rich? Both(Text? reason, string? rule) => (reason, rule) switch
    {
        ({ } said, { } rules) => (Rich)$"{said} (The criteria: {rules})",
        ({ } said, null) => (Rich)$"{said}",
        (null, { } rules) => (Rich)$"The criteria: {rules}",
        _ => null,
    };

    private static Rich? Options(DecisionRecorded e)
    {
        Rich[] parts =
        [
            .. e.Why is { } why ? [(Rich)$"{why}"] : Array.Empty<Rich>(), .. e.Options is { } options ? [(Rich)$"Other options: {options}"] : Array.Empty<Rich>(),
            .. e.Objections is { } objections ? [(Rich)$"Objections: {objections}"] : Array.Empty<Rich>(),
        ];
        return parts.Length == 0 ? null : Rich.Join(". ", parts);
    }
}
